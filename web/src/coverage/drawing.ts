import { type Drawing, escape, framed } from "../parts/drawing";
import { BLANK, type Cell, type Row } from "./table";

const SIDE = 26;
const STEP = 28;
const LINE = 14;
const LEFT = 16;
const TOP = 44;

interface Asked {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly places: readonly string[];
  /** The places' names, in their order. */
  readonly names: readonly string[];
  /** The names of states that are drawn, for the legend. */
  readonly states: Readonly<Record<string, string>>;
}

/** Draws the matrix as SVG: what the table shows, for papers and slides. */
export function matrixDrawing({ title, rows, places, names, states }: Asked): Drawing {
  const root = getComputedStyle(document.documentElement);
  const color = (name: string) => root.getPropertyValue(name).trim();
  const margin = LEFT + Math.max(...rows.map((row) => widthOf(row.label)), 60) + 12;
  const upright = names.every((name) => /^[⺀-鿿]+$/u.test(name));
  const high = upright ? Math.max(...names.map((name) => name.length)) * LINE : Math.max(...names.map(widthOf)) * 0.8;
  const first = TOP + high + 10;
  const heads = names.map((name, at) => head(name, margin + at * STEP + SIDE / 2, first - 8, upright, color("--ink")));
  const lines = rows.map((row, at) => {
    const y = first + at * STEP;
    const cells = places.map((place, column) =>
      cellOf(row.cells.get(place) ?? BLANK, margin + column * STEP, y, color),
    );
    return `${text(LEFT, y + 18, row.label, color("--ink"))}${cells.join("")}`;
  });
  const legendTop = first + rows.length * STEP + 14;
  let x = margin;
  const legend = Object.entries(states).map(([state, label]) => {
    const at = x;
    x += SIDE + widthOf(label) + 24;
    const sample = cellOf({ ...BLANK, state: state as Cell["state"] }, at, legendTop, color);
    return `${sample}${text(at + SIDE + 6, legendTop + 18, label, color("--ink"))}`;
  });
  const width = Math.max(margin + places.length * STEP, x) - LEFT;
  return framed([...heads, ...lines, ...legend].join("\n"), title, width, legendTop + SIDE - TOP);
}

function head(name: string, x: number, bottom: number, upright: boolean, ink: string): string {
  if (!upright)
    return `<text transform="rotate(-60 ${x} ${bottom})" x="${x}" y="${bottom}" font-size="12" fill="${ink}">${escape(name)}</text>`;
  const characters = Array.from(name);
  return characters
    .map((character, at) =>
      text(x, bottom - (characters.length - 1 - at) * LINE, character, ink, ' text-anchor="middle"'),
    )
    .join("");
}

function cellOf({ state, statements }: Cell, x: number, y: number, color: (name: string) => string): string {
  const box = `x="${x + 1}" y="${y + 1}" width="${SIDE - 2}" height="${SIDE - 2}" rx="4"`;
  const middle = ' text-anchor="middle" font-weight="600"';
  const number = (ink: string) => (statements > 0 ? text(x + SIDE / 2, y + 18, String(statements), ink, middle) : "");
  if (state === "reported") return `<rect ${box} fill="${color("--cell-reported")}"/>${number(color("--on-reported"))}`;
  if (state === "planned")
    return `<rect ${box} fill="none" stroke="${color("--planned")}" stroke-width="2" stroke-dasharray="4 3"/>${number(color("--ink"))}`;
  if (state === "counted") {
    const strokes = [8, 16, 24]
      .map((d) => `M${x + d} ${y + 2}L${x + 2} ${y + d}`)
      .concat(`M${x + 24} ${y + 10}L${x + 10} ${y + 24}`);
    return `<rect ${box} fill="none" stroke="${color("--line")}"/><path d="${strokes.join("")}" stroke="${color("--counted")}"/>`;
  }
  if (state === "denied")
    return `<rect ${box} fill="none" stroke="${color("--bad")}" stroke-width="2"/><path d="M${x + 2} ${y + SIDE - 2}L${x + SIDE - 2} ${y + 2}" stroke="${color("--bad")}" stroke-width="2"/>`;
  return `<rect ${box} fill="none" stroke="${color("--line")}"/>`;
}

function text(x: number, y: number, said: string, ink: string, more = ""): string {
  return `<text x="${x}" y="${y}" font-size="13" fill="${ink}"${more}>${escape(said)}</text>`;
}

function widthOf(said: string): number {
  return Array.from(said).reduce((sum, character) => sum + (character.charCodeAt(0) > 0x2e80 ? 13 : 7.5), 0);
}
