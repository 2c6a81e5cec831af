import { Link } from "../parts/Link";
import { useWords } from "../words";
import { type Figure, whenOf, written } from "./figures";

interface Props {
  label: string;
  figures: readonly Figure[];
  picked: readonly string[];
  onPick: (fact: string) => void;
}

/** The table beside a chart: each number with its bounds and its sentence; two can be picked for comparison. */
export function FigureTable({ label, figures, picked, onPick }: Props) {
  const words = useWords();
  const names = words.results.columns;
  return (
    <div class="scroll">
      <table class="data">
        <caption class="unseen">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{names.pick}</th>
            <th scope="col">{names.when}</th>
            <th scope="col">{names.where}</th>
            <th scope="col">{names.value}</th>
            <th scope="col">{names.bounds}</th>
            <th scope="col">{names.stories}</th>
            <th scope="col">{names.sentence}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr key={figure.fact}>
              <td>
                <input
                  type="checkbox"
                  aria-label={`${names.pick}: ${figure.quote}`}
                  checked={picked.includes(figure.fact)}
                  onChange={() => onPick(figure.fact)}
                />
              </td>
              <td>{whenOf(figure)}</td>
              <td>{figure.scope ?? ""}</td>
              <td class="number">{written(figure, words.results.signs)}</td>
              <td class="number">{spanOf(figure)}</td>
              <td class="number">{figure.stories}</td>
              <td>
                <Link view="article" params={{ id: figure.article, fact: figure.fact }}>
                  <q>{figure.quote}</q>
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The bounds of a number, `…` for an end that is not stated; nothing where it is exact. */
export function spanOf({ low, high }: Pick<Figure, "low" | "high">): string {
  if (low === high) return "";
  const end = (value: number | null) => value?.toLocaleString("en-US", { maximumFractionDigits: 4 }) ?? "…";
  return `${end(low)} – ${end(high)}`;
}
