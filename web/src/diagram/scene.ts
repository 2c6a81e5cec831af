import type { Layer, Link, Node } from "../api/types";
import { toScreen, type Camera, type Size } from "./camera";
import { placeLabels, type Label } from "./labels";
import type { Point, Positions } from "./layout";

/** What is drawn, and what stands out of it. Names are in the reader's language. */
export interface Subject {
  readonly nodes: readonly Node[];
  readonly links: readonly Link[];
  readonly layers: readonly Layer[];
  readonly positions: Positions;
  readonly middle: string;
  /** Node or link ids that stand out: selected, hovered, on a path. */
  readonly strong: ReadonlySet<string>;
  /** Whether everything that neither stands out nor touches it steps back. */
  readonly dimming: boolean;
  readonly pinned: ReadonlySet<string>;
  readonly english: boolean;
  readonly glyphs: Readonly<Record<string, string>>;
}

/** A node on the screen. */
export interface Dot {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly color: string;
  readonly glyph: string;
  readonly strong: boolean;
  readonly dim: boolean;
  readonly pinned: boolean;
  readonly middle: boolean;
}
/** A link on the screen: from one end over a bend to the other. */
export interface Arc {
  readonly id: string;
  readonly a: Point;
  readonly bend: Point;
  readonly b: Point;
  readonly width: number;
  readonly color: string;
  readonly line: Link["line"];
  readonly strong: boolean;
  readonly dim: boolean;
  readonly arrow: boolean;
}
export interface Scene {
  readonly size: Size;
  readonly dots: readonly Dot[];
  readonly arcs: readonly Arc[];
  readonly labels: readonly Label[];
  readonly heads: readonly { readonly x: number; readonly text: string }[];
}

/** Above this many links they are straight and without arrows, which is all that can be seen of them. */
const MANY = 1500;
const FEW = 45;
/** Up to this many nodes there is room for larger ones. */
const SPARSE = 40;

/** Lays a subject out on a screen. */
export function sceneOf(subject: Subject, camera: Camera, size: Size): Scene {
  const near = closeTo(subject);
  const dots = subject.nodes.map((node) => dotOf(node, subject, camera, near));
  const at = new Map(dots.map((dot) => [dot.id, dot]));
  const many = subject.links.length > MANY;
  const parallels = new Map<string, number>();
  const arcs = subject.links.flatMap((link) => {
    const a = at.get(link.source);
    const b = at.get(link.target);
    if (!a || !b) return [];
    const strong = subject.strong.has(link.id);
    const dim = subject.dimming && !strong && !(near.links.has(link.id) || near.all);
    const pair = link.source < link.target ? `${link.source} ${link.target}` : `${link.target} ${link.source}`;
    const turn = parallels.get(pair) ?? 0;
    parallels.set(pair, turn + 1);
    return [
      {
        ...curve(a, b, many ? 0 : bendOf(turn, link.source < link.target)),
        id: link.id,
        width: widthOf(link),
        color: link.color,
        line: link.line,
        strong,
        dim,
        arrow: !many,
      },
    ];
  });
  return {
    size,
    dots,
    arcs,
    labels: placeLabels(subject, dots, subject.links.length <= FEW ? arcs : arcs.filter((arc) => arc.strong), size),
    heads: subject.layers.map((layer) => ({
      x: toScreen(camera, { x: layer.x, y: 0 }).x,
      text: subject.english ? layer.label_en : layer.label,
    })),
  };
}

function widthOf(link: Link): number {
  return 0.8 + (link.width - 1) * 0.6;
}

interface Near {
  readonly all: boolean;
  readonly nodes: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
}

/** What touches the things that stand out. */
function closeTo({ links, strong }: Subject): Near {
  const nodes = new Set<string>();
  const touching = new Set<string>();
  for (const link of links) {
    if (!(strong.has(link.id) || strong.has(link.source) || strong.has(link.target))) continue;
    touching.add(link.id);
    nodes.add(link.source).add(link.target);
  }
  return { all: strong.size === 0, nodes, links: touching };
}

function dotOf(node: Node, subject: Subject, camera: Camera, near: Near): Dot {
  const { x, y } = toScreen(camera, subject.positions.get(node.id) ?? node);
  const strong = subject.strong.has(node.id);
  const few = subject.nodes.length <= SPARSE ? 1.45 : 1;
  const scale = Math.min(Math.max(camera.sx * 1.7, 0.42), 1.2) * few;
  return {
    id: node.id,
    x,
    y,
    r: node.radius * scale,
    color: node.color,
    glyph: subject.glyphs[node.kind] ?? "",
    strong,
    dim: subject.dimming && !strong && !(near.nodes.has(node.id) || near.all),
    pinned: subject.pinned.has(node.id),
    middle: node.id === subject.middle,
  };
}

/** How far links of one pair bow: the first a little, the next to the other side, then further. */
function bendOf(turn: number, forward: boolean): number {
  const size = 0.06 + 0.09 * Math.floor((turn + 1) / 2);
  return size * (turn % 2 === 0 ? 1 : -1) * (forward ? 1 : -1);
}

/** A bow between two dots that begins and ends at their rims. */
function curve(a: Dot, b: Dot, bow: number): { a: Point; bend: Point; b: Point } {
  const bend = { x: (a.x + b.x) / 2 - (b.y - a.y) * bow, y: (a.y + b.y) / 2 + (b.x - a.x) * bow };
  return { a: towards(a, bend, a.r), bend, b: towards(b, bend, b.r + 2) };
}

function towards(from: Point, to: Point, by: number): Point {
  const far = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const part = Math.min(by / far, 0.5);
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

/** A point of an arc; `t` runs from 0 to 1. */
export function pointOn({ a, bend, b }: Pick<Arc, "a" | "bend" | "b">, t: number): Point {
  const u = 1 - t;
  return {
    x: u * u * a.x + 2 * u * t * bend.x + t * t * b.x,
    y: u * u * a.y + 2 * u * t * bend.y + t * t * b.y,
  };
}

const REACH = 5;

/** The node, else the link, under a point of the screen. */
export function hit(scene: Scene, { x, y }: Point, reach = REACH): { kind: "node" | "link"; id: string } | undefined {
  let best: { id: string; far: number } | undefined;
  for (const dot of scene.dots) {
    const far = Math.hypot(dot.x - x, dot.y - y) - dot.r;
    if (far <= reach && (!best || far < best.far)) best = { id: dot.id, far };
  }
  if (best) return { kind: "node", id: best.id };
  for (const arc of scene.arcs) {
    const far = distance(arc, x, y, reach);
    if (far <= reach && (!best || far < best.far)) best = { id: arc.id, far };
  }
  return best && { kind: "link", id: best.id };
}

const PIECES = 8;

function distance(arc: Arc, x: number, y: number, reach: number): number {
  const { a, bend, b } = arc;
  if (x < Math.min(a.x, bend.x, b.x) - reach || x > Math.max(a.x, bend.x, b.x) + reach) return Infinity;
  if (y < Math.min(a.y, bend.y, b.y) - reach || y > Math.max(a.y, bend.y, b.y) + reach) return Infinity;
  let least = Infinity;
  let from = a;
  for (let piece = 1; piece <= PIECES; piece++) {
    const to = pointOn(arc, piece / PIECES);
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const part = Math.min(Math.max(((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1), 0), 1);
    least = Math.min(least, Math.hypot(from.x + part * dx - x, from.y + part * dy - y));
    from = to;
  }
  return least;
}
