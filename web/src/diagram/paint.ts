import type { Arc, Dot, Scene } from "./scene";

/** Colours that the page's theme gives a drawing. */
export interface Paint {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly seal: string;
  readonly font: string;
}

export const DASHES: Readonly<Record<string, readonly number[]>> = { solid: [], dashed: [7, 5], dotted: [1.5, 3.5] };
const DIM = 0.12;
const LINK = 0.62;

/** Draws a scene. Links of one look are one stroke, which is what makes thousands of them quick. */
export function paint(context: CanvasRenderingContext2D, scene: Scene, colors: Paint): void {
  context.lineJoin = "round";
  for (const [arcs, first] of looks(scene.arcs)) drawArcs(context, arcs, first);
  context.globalAlpha = 1;
  context.setLineDash([]);
  for (const dim of [true, false]) {
    context.globalAlpha = dim ? DIM * 1.6 : 1;
    for (const dot of scene.dots) if (dot.dim === dim) drawDot(context, dot, colors);
  }
  context.globalAlpha = 1;
  drawText(context, scene, colors);
}

function looks(arcs: readonly Arc[]): [Arc[], Arc][] {
  const groups = new Map<string, Arc[]>();
  for (const arc of arcs) {
    const look = `${arc.dim}${arc.strong}${arc.color}${arc.line}${arc.width.toFixed(1)}`;
    const group = groups.get(look);
    if (group) group.push(arc);
    else groups.set(look, [arc]);
  }
  const found = [...groups.values()].flatMap((group): [Arc[], Arc][] => (group[0] ? [[group, group[0]]] : []));
  return found.sort(([, a], [, b]) => Number(a.strong) - Number(b.strong) || Number(b.dim) - Number(a.dim));
}

function drawArcs(context: CanvasRenderingContext2D, arcs: readonly Arc[], look: Arc): void {
  context.globalAlpha = look.dim ? DIM : look.strong ? 1 : LINK;
  context.strokeStyle = context.fillStyle = look.color;
  context.lineWidth = look.width + (look.strong ? 1.4 : 0);
  context.setLineDash(DASHES[look.line] ?? []);
  context.beginPath();
  for (const { a, bend, b, arrow } of arcs) {
    context.moveTo(a.x, a.y);
    if (arrow) context.quadraticCurveTo(bend.x, bend.y, b.x, b.y);
    else context.lineTo(b.x, b.y);
  }
  context.stroke();
  if (!look.arrow) return;
  context.beginPath();
  for (const arc of arcs) {
    const [tip, left, right] = arrowOf(arc);
    context.moveTo(tip.x, tip.y);
    context.lineTo(left.x, left.y);
    context.lineTo(right.x, right.y);
  }
  context.fill();
}

/** The three corners of the arrow at an arc's end. */
export function arrowOf({ bend, b, width }: Arc): [tip: XY, left: XY, right: XY] {
  const angle = Math.atan2(b.y - bend.y, b.x - bend.x);
  const long = 6 + width;
  const corner = (turn: number) => ({ x: b.x - long * Math.cos(angle + turn), y: b.y - long * Math.sin(angle + turn) });
  return [b, corner(0.38), corner(-0.38)];
}
interface XY {
  readonly x: number;
  readonly y: number;
}

function drawDot(context: CanvasRenderingContext2D, dot: Dot, colors: Paint): void {
  if (dot.strong || dot.middle) {
    context.beginPath();
    context.arc(dot.x, dot.y, dot.r + 4, 0, 7);
    context.strokeStyle = dot.strong ? colors.seal : colors.ink;
    context.lineWidth = 2;
    context.stroke();
  }
  context.beginPath();
  context.arc(dot.x, dot.y, dot.r, 0, 7);
  context.fillStyle = dot.color;
  context.fill();
  context.lineWidth = dot.pinned ? 2.5 : 1;
  context.strokeStyle = dot.pinned ? colors.ink : colors.paper;
  context.stroke();
  if (dot.r < 7.5) return;
  context.fillStyle = glyphColor(dot.color);
  context.font = `600 ${Math.round(dot.r * 1.05)}px ${colors.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(dot.glyph, dot.x, dot.y + 0.5);
}

function drawText(context: CanvasRenderingContext2D, scene: Scene, colors: Paint): void {
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.strokeStyle = colors.paper;
  context.lineWidth = 3;
  for (const label of scene.labels) {
    context.font = `${label.bold ? "600 " : ""}${label.size}px ${colors.font}`;
    context.strokeText(label.text, label.x, label.y);
    context.fillStyle = label.soft ? colors.soft : colors.ink;
    context.fillText(label.text, label.x, label.y);
  }
  context.font = `600 12px ${colors.font}`;
  for (const head of scene.heads) {
    context.strokeText(head.text, head.x, 20);
    context.fillStyle = colors.soft;
    context.fillText(head.text, head.x, 20);
  }
}

/** Black or white, whichever can be read on a colour. */
export function glyphColor(color: string): string {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Math.pow(parseInt(color.slice(at, at + 2), 16) / 255, 2.2));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.27 ? "#111111" : "#ffffff";
}
