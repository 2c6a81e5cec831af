import { useState } from "preact/hooks";
import { OneFact } from "../evidence/OneFact";
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
            <th scope="col" class="number">
              {names.value}
            </th>
            <th scope="col" class="number">
              {names.bounds}
            </th>
            <th scope="col" class="number">
              {names.stories}
            </th>
            <th scope="col" class="wide">
              {names.sentence}
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <FigureRow key={figure.fact} figure={figure} picked={picked.includes(figure.fact)} onPick={onPick} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  figure: Figure;
  picked: boolean;
  onPick: (fact: string) => void;
}

/** A number; its sentence opens the evidence below it. */
function FigureRow({ figure, picked, onPick }: RowProps) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <tr>
        <td>
          <input
            type="checkbox"
            aria-label={`${words.results.columns.pick}: ${figure.quote}`}
            checked={picked}
            onChange={() => onPick(figure.fact)}
          />
        </td>
        <td class="date">{whenOf(figure)}</td>
        <td>{figure.scope ?? ""}</td>
        <td class="number">{written(figure, words.results.signs)}</td>
        <td class="number">{spanOf(figure)}</td>
        <td class="number">{figure.stories}</td>
        <td>
          <button type="button" class="linkish" aria-expanded={open} onClick={() => setOpen(!open)}>
            <q>{figure.quote}</q>
          </button>
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={7}>
            <OneFact article={figure.article} fact={figure.fact} />
          </td>
        </tr>
      )}
    </>
  );
}

/** The bounds of a number, `…` for an end that is not stated; nothing where it is exact. */
export function spanOf({ low, high }: Pick<Figure, "low" | "high">): string {
  if (low === high) return "";
  const end = (value: number | null) => value?.toLocaleString("en-US", { maximumFractionDigits: 4 }) ?? "…";
  return `${end(low)} – ${end(high)}`;
}
