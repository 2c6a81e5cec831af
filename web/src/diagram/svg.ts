import { escape, type Drawing } from "../parts/drawing";
import { widthOf } from "./labels";
import type { Sign } from "./legend";
import type { Paint } from "./paint";
import { arrowOf, DASHES, glyphColor } from "./paint";
import type { Arc, Dot, Scene } from "./scene";

const MARGIN = 16;
const ROW = 22;
const TYPE = 12;
/** Room for a sign's sample, and between one sign and the next. */
const [SAMPLE, GAP] = [30, 18];

/** Writes a scene as SVG with its legend below: what is on the screen, for papers and slides at any size. */
export function svgOf(scene: Scene, colors: Paint, title: string, legend: readonly Sign[]): Drawing {
  const { width } = scene.size;
  const signs = placed(legend, width);
  const rows = (signs.at(-1)?.row ?? -1) + 1;
  const height = scene.size.height + (rows > 0 ? rows * ROW + MARGIN : 0);
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(width)} ${n(height)}" width="${n(width)}" height="${n(height)}" font-family="${escape(colors.font)}">`,
    `<title>${escape(title)}</title>`,
    `<rect width="100%" height="100%" fill="${colors.paper}"/>`,
    ...scene.arcs.filter((arc) => !arc.dim).map(arcOf),
    ...scene.dots.filter((dot) => !dot.dim).map((dot) => dotOf(dot, colors)),
    `<g text-anchor="middle" paint-order="stroke" stroke="${colors.paper}" stroke-width="3" stroke-linejoin="round">`,
    ...scene.labels.map(
      (label) =>
        `<text x="${n(label.x)}" y="${n(label.y)}" font-size="${label.size}"${label.bold ? ' font-weight="600"' : ""} fill="${label.soft ? colors.soft : colors.ink}">${escape(label.text)}</text>`,
    ),
    ...scene.heads.map(
      (head) =>
        `<text x="${n(head.x)}" y="20" font-size="12" font-weight="600" fill="${colors.soft}">${escape(head.text)}</text>`,
    ),
    "</g>",
    ...signs.map((sign) => signOf(sign, scene.size.height, colors)),
    "</svg>",
    "",
  ].join("\n");
  return { svg, width, height };
}

interface Placed extends Sign {
  readonly x: number;
  readonly row: number;
}

/** Sets signs side by side, a new row where the next would not fit. */
function placed(legend: readonly Sign[], width: number): Placed[] {
  let [x, row] = [MARGIN, 0];
  return legend.map((sign) => {
    const wide = SAMPLE + widthOf(sign.text, TYPE) + GAP;
    if (x > MARGIN && x + wide > width - MARGIN) [x, row] = [MARGIN, row + 1];
    const here = { ...sign, x, row };
    x += wide;
    return here;
  });
}

function signOf(sign: Placed, top: number, colors: Paint): string {
  const y = top + MARGIN / 2 + (sign.row + 0.5) * ROW;
  const color = sign.color ?? colors.ink;
  const dash = DASHES[sign.line] ?? [];
  const sample =
    sign.mark === "disc"
      ? `<circle cx="${n(sign.x + 12)}" cy="${n(y)}" r="6" fill="${color}"/>`
      : `<path d="M${n(sign.x)} ${n(y)}h24" stroke="${color}" stroke-width="2.5"${dash.length > 0 ? ` stroke-dasharray="${dash.join(" ")}"` : ""}/>`;
  return `${sample}<text x="${n(sign.x + SAMPLE)}" y="${n(y + TYPE * 0.36)}" font-size="${TYPE}" fill="${colors.ink}">${escape(sign.text)}</text>`;
}

function arcOf(arc: Arc): string {
  const dash = DASHES[arc.line] ?? [];
  const path = `M${n(arc.a.x)} ${n(arc.a.y)}Q${n(arc.bend.x)} ${n(arc.bend.y)} ${n(arc.b.x)} ${n(arc.b.y)}`;
  const line = `<path d="${path}" fill="none" stroke="${arc.color}" stroke-width="${n(arc.width)}" stroke-opacity="${arc.strong ? 1 : 0.62}"${dash.length > 0 ? ` stroke-dasharray="${dash.join(" ")}"` : ""}/>`;
  if (!arc.arrow) return line;
  const corners = arrowOf(arc).map(({ x, y }) => `${n(x)},${n(y)}`);
  return `${line}<polygon points="${corners.join(" ")}" fill="${arc.color}"/>`;
}

function dotOf(dot: Dot, colors: Paint): string {
  const ring =
    dot.strong || dot.middle
      ? `<circle cx="${n(dot.x)}" cy="${n(dot.y)}" r="${n(dot.r + 4)}" fill="none" stroke="${dot.strong ? colors.seal : colors.ink}" stroke-width="2"/>`
      : "";
  const glyph =
    dot.r < 7.5
      ? ""
      : `<text x="${n(dot.x)}" y="${n(dot.y + dot.r * 0.38)}" font-size="${n(dot.r * 1.05)}" font-weight="600" text-anchor="middle" fill="${glyphColor(dot.color)}">${escape(dot.glyph)}</text>`;
  return `${ring}<circle cx="${n(dot.x)}" cy="${n(dot.y)}" r="${n(dot.r)}" fill="${dot.color}" stroke="${colors.paper}"/>${glyph}`;
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
