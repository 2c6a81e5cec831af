import { change, useAddress } from "../state/address";
import { useWords } from "../words";
import { Chart } from "./Chart";
import { FigureTable } from "./FigureTable";
import { groups, type Series, written } from "./figures";
import { titleOf } from "./OverTime";
import { acrossPlaces } from "./options";

interface Props {
  series: readonly Series[];
  picked: readonly string[];
  onPick: (fact: string) => void;
}

const MOST_BARS = 40;

/** Places side by side: one group of numbers that may be compared; the others are chosen from a list, never mixed in. */
export function AcrossPlaces({ series, picked, onPick }: Props) {
  const words = useWords();
  const { params } = useAddress();
  const all = groups(series);
  const group = all.find((one) => one.key === params.group) ?? all[0];
  if (!group) return null;
  const title = titleOf({ ...group, scope: null }, words);
  const shown = group.figures.slice(0, MOST_BARS);
  return (
    <section class="panel series">
      <label class="row">
        {words.results.group}
        <select value={group.key} onChange={(event) => change({ group: event.currentTarget.value })}>
          {all.map((one) => (
            <option key={one.key} value={one.key}>
              {[titleOf({ ...one, scope: null }, words), one.campaign, words.results.places(one.figures.length)]
                .filter(Boolean)
                .join(" · ")}
            </option>
          ))}
        </select>
      </label>
      {!group.comparable && (
        <p class="soft">
          {words.results.apart}
          {words.results.reasons["window not stated"]}
        </p>
      )}
      {group.comparable && shown.length === 1 && <p class="soft">{words.results.alone}</p>}
      {group.comparable && shown.length > 1 && (
        <Chart
          label={words.results.chartOf(title)}
          height={60 + 30 * shown.length}
          of={`${group.key}|${shown.map((figure) => figure.fact).join()}`}
          option={(colors) =>
            acrossPlaces({
              figures: shown,
              names: shown.map((figure) => figure.scope ?? ""),
              says: shown.map(
                (figure) => `${figure.scope ?? ""}\n${written(figure, words.results.signs)}\n${figure.quote}`,
              ),
              unit: group.unit,
              colors,
            })
          }
        />
      )}
      <FigureTable label={title} figures={group.figures} picked={picked} onPick={onPick} />
    </section>
  );
}
