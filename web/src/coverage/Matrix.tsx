import { useRef } from "preact/hooks";
import { Link } from "../parts/Link";
import { language } from "../state/settings";
import { useWords } from "../words";
import { shortName } from "./provinces";
import { BLANK, cellKey, type Coverage, type Row } from "./table";

interface Props {
  answer: Coverage;
  rows: readonly Row[];
  chosen: string | undefined;
  onPick: (cell: string) => void;
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** Teams by provinces; every cell can be opened, blanks too. Arrows move between cells, Enter opens. */
export function Matrix({ answer, rows, chosen, onPick }: Props) {
  const words = useWords();
  const lang = language.use();
  const body = useRef<HTMLTableSectionElement>(null);
  const onKey = (event: KeyboardEvent, row: number, column: number) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const target = body.current?.querySelector<HTMLElement>(`[data-at="${row + step[0]},${column + step[1]}"]`);
    target?.focus();
  };
  const names = answer.places.map((place, at) => shortName(place, answer.place_labels[at] ?? place, lang));
  return (
    <div class="scroll matrix-frame" tabIndex={-1}>
      <table class="matrix">
        <caption class="unseen">{words.coverage.caption}</caption>
        <thead>
          <tr>
            <td />
            {answer.places.map((place, at) => (
              <th key={place} scope="col">
                <span>{names[at]}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, r) => (
            <tr key={row.team}>
              <th scope="row">
                <Link view="diagram" params={{ node: row.team }} title={row.campaign ?? ""}>
                  {row.label}
                </Link>
              </th>
              {answer.places.map((place, c) => {
                const cell = row.cells.get(place) ?? BLANK;
                const key = cellKey(row.team, place);
                const first = r === 0 && c === 0 && chosen === undefined;
                const said = `${row.label}, ${names[c] ?? place}: ${words.coverage.states[cell.state] ?? cell.state}`;
                return (
                  <td key={place}>
                    <button
                      type="button"
                      class="cell"
                      data-state={cell.state}
                      data-at={`${r},${c}`}
                      tabIndex={first || chosen === key ? 0 : -1}
                      aria-pressed={chosen === key}
                      aria-label={cell.statements ? `${said}, ${words.coverage.statements(cell.statements)}` : said}
                      title={said}
                      onKeyDown={(event) => onKey(event, r, c)}
                      onClick={() => onPick(key)}
                    >
                      {cell.state === "reported" || cell.state === "planned" ? cell.statements : ""}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
