import { useWords, type Words } from "../words";
import { Chart } from "./Chart";
import { FigureTable } from "./FigureTable";
import { inTime, type Series, whenOf, written } from "./figures";
import { overTime, timeNames } from "./options";

interface Props {
  series: readonly Series[];
  picked: readonly string[];
  onPick: (fact: string) => void;
}

/** One panel a series: what is counted, over which place and time; a chart where there are several numbers; its table. */
export function OverTime({ series, picked, onPick }: Props) {
  const drawnFirst = [...series].sort((a, b) => Number(b.points.length > 1) - Number(a.points.length > 1));
  return (
    <>
      {drawnFirst.map((one, at) => (
        <Panel key={at} one={one} picked={picked} onPick={onPick} />
      ))}
    </>
  );
}

/** What a series counts, in words. */
export function titleOf(
  one: Pick<Series, "words" | "scope" | "change" | "window" | "days" | "unit">,
  words: Words,
): string {
  const time = words.results.windows[one.window] ?? one.window;
  return [
    one.words,
    one.scope,
    one.change ? (words.results.changes[one.change] ?? one.change) : "",
    one.days ? `${time} (${words.results.days(one.days)})` : time,
    one.unit,
  ]
    .filter(Boolean)
    .join(" · ");
}

function Panel({ one, picked, onPick }: { one: Series; picked: readonly string[]; onPick: (fact: string) => void }) {
  const words = useWords();
  const figures = inTime(one.points);
  const title = titleOf(one, words);
  return (
    <section class="panel series">
      <h2>{title}</h2>
      {!one.comparable && (
        <p class="soft">
          {words.results.refused}
          {one.reasons.map((reason) => words.results.reasons[reason] ?? reason).join("; ")}
        </p>
      )}
      <div class={figures.length > 1 ? "series-pair" : ""}>
        {figures.length > 1 && (
          <Chart
            label={words.results.chartOf(title)}
            height={240}
            of={`${title}|${figures.map((figure) => figure.fact).join()}`}
            option={(colors) =>
              overTime({
                figures,
                names: timeNames(figures),
                says: figures.map((figure) => `${written(figure, words.results.signs)}\n${figure.quote}`),
                unit: one.unit,
                colors,
                joined: one.comparable && new Set(figures.map(whenOf)).size > 1,
              })
            }
          />
        )}
        <FigureTable label={title} figures={figures} picked={picked} onPick={onPick} />
      </div>
    </section>
  );
}
