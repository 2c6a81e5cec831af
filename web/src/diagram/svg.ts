import { escape } from "../parts/drawing";
import type { Paint } from "./paint";
import { arrowOf, DASHES, glyphColor } from "./paint";
import type { Arc, Dot, Scene } from "./scene";

/** Writes a scene as SVG: what is on the screen, for papers and slides at any size. */
export function svgOf(scene: Scene, colors: Paint, title: string): string {
  const { width, height } = scene.size;
  return [
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
    "</svg>",
    "",
  ].join("\n");
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
