import { useMemo } from "preact/hooks";
import { Link } from "../parts/Link";
import { addressOfEntity } from "../search/entities";
import { useWords } from "../words";
import type { Binding, Outcome, Term } from "./ask";
import { entityOf, networkOf, place } from "./network";

const ROWS = 500;
const WIDTH = 1000;
const HEIGHT = 560;
/** Of more entities than this only those with HUB links or more carry their names. */
const ALL_NAMED = 40;
const HUB = 3;
type Table = Extract<Outcome, { kind: "table" }>;

/** A result as a table; entities lead to their diagrams. */
export function ResultTable({ table }: { table: Table }) {
  const words = useWords();
  const shown = table.rows.slice(0, ROWS);
  return (
    <>
      <p class="soft">
        {table.rows.length > ROWS ? words.sparql.shown(ROWS, table.rows.length) : words.sparql.rows(table.rows.length)}
      </p>
      <div class="scroll">
        <table class="data">
          <thead>
            <tr>
              {table.variables.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, at) => (
              <tr key={at}>
                {table.variables.map((name) => (
                  <Value key={name} term={row[name]} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Value({ term }: { term: Term | undefined }) {
  if (!term) return <td />;
  const entity = entityOf(term);
  if (entity !== null && !entity.startsWith("person/")) {
    const { view, params } = addressOfEntity(entity);
    return (
      <td>
        <Link view={view} params={params} title={term.value}>
          {entity}
        </Link>
      </td>
    );
  }
  const numeric = term.datatype !== undefined && /^-?[\d.]+(e[+-]?\d+)?$/i.test(term.value);
  return <td class={numeric ? "number" : undefined}>{term.value}</td>;
}

/** The entities of a result, joined where they stand in one row. */
export function ResultNetwork({ variables, rows }: { variables: readonly string[]; rows: readonly Binding[] }) {
  const words = useWords();
  const network = useMemo(() => {
    const made = networkOf(variables, rows);
    if (made.lines.length > 0) place(made, WIDTH, HEIGHT);
    return made;
  }, [variables, rows]);
  if (network.lines.length === 0) return <p class="note">{words.sparql.noLinks}</p>;
  const at = new Map(network.dots.map((dot) => [dot.id, dot]));
  const degree = (id: string) => network.lines.filter((line) => line.source === id || line.target === id).length;
  const named = (id: string) => network.dots.length <= ALL_NAMED || degree(id) >= HUB;
  return (
    <>
      {network.truncated && <p class="soft">{words.sparql.cut(network.dots.length)}</p>}
      <svg class="network" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={words.sparql.diagramOf}>
        {network.lines.map((line) => {
          const [from, to] = [at.get(line.source), at.get(line.target)];
          return from && to ? (
            <line
              key={`${line.source} ${line.target}`}
              x1={from.x}
              y1={from.y}
              x2={to.x}
              y2={to.y}
              stroke-width={Math.min(1 + Math.log2(line.count), 6)}
            />
          ) : null;
        })}
        {network.dots.map((dot) => {
          const { view, params } = addressOfEntity(dot.id);
          return (
            <Link key={dot.id} view={view} params={params} aria-label={dot.label}>
              <g data-kind={dot.kind} transform={`translate(${dot.x} ${dot.y})`}>
                <circle r={7} />
                <title>{dot.label}</title>
                {named(dot.id) && (
                  <text y={20}>{dot.label.length > 16 ? `${dot.label.slice(0, 15)}…` : dot.label}</text>
                )}
              </g>
            </Link>
          );
        })}
      </svg>
    </>
  );
}
