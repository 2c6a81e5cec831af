import type { Link, Node } from "../api/types";
import type { Size } from "./camera";
import { pointOn, type Arc, type Dot, type Subject } from "./scene";

/** A line of text on the screen, centred at x, its baseline at y. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly bold: boolean;
  readonly soft: boolean;
}

const TEXT = 12;
const SMALL = 10.5;
const MOST = 400;
const LONGEST = 13;

/** Names nodes and, where there is room, links, the weightiest first; a name that would cover another is left out. */
export function placeLabels(subject: Subject, dots: readonly Dot[], arcs: readonly Arc[], size: Size): Label[] {
  const room = new Room();
  for (const dot of dots) room.take(dot.x - dot.r / 2, dot.y - dot.r / 2, dot.x + dot.r / 2, dot.y + dot.r / 2);
  const nodes = new Map(subject.nodes.map((node) => [node.id, node]));
  const labels: Label[] = [];
  const inside = dots.filter(
    (dot) => dot.x > -60 && dot.x < size.width + 60 && dot.y > -20 && dot.y < size.height + 20,
  );
  for (const dot of inside.sort((a, b) => weight(b, nodes) - weight(a, nodes))) {
    const node = nodes.get(dot.id);
    if (!node || dot.dim || labels.length >= MOST) continue;
    const text = cut(nameOf(node, subject.english), dot.strong || dot.middle ? 40 : LONGEST);
    const label = { text, size: TEXT, bold: dot.strong || dot.middle, soft: false };
    const half = widthOf(text, TEXT) * 0.56 + 8; // bold type is wider
    const x = dot.middle || dot.strong ? Math.min(Math.max(dot.x, half), Math.max(size.width - half, half)) : dot.x;
    const place = [dot.y + dot.r + TEXT + 1, dot.y - dot.r - 5].find((y) => room.free(x, y, text, TEXT));
    if (place === undefined && !dot.strong && !dot.middle) continue;
    const y = place ?? dot.y + dot.r + TEXT + 1;
    room.write(x, y, text, TEXT);
    labels.push({ ...label, x, y });
  }
  const links = new Map(subject.links.map((link) => [link.id, link]));
  for (const arc of arcs) {
    const link = links.get(arc.id);
    const text = link && !arc.dim ? spanOf(link) : "";
    const { x, y } = pointOn(arc, 0.5);
    if (text === "" || !room.free(x, y, text, SMALL)) continue;
    room.write(x, y, text, SMALL);
    labels.push({ x, y: y - 2, text, size: SMALL, bold: false, soft: true });
  }
  return labels;
}

function weight(dot: Dot, nodes: ReadonlyMap<string, Node>): number {
  return (dot.middle ? 1e9 : 0) + (dot.strong ? 1e8 : 0) + (nodes.get(dot.id)?.size ?? 0);
}

/** How often and when: `3 · 2022-08-19`. */
export function spanOf(link: Pick<Link, "count" | "first" | "last">): string {
  if (link.count === 0) return "";
  const dates = [...new Set([link.first, link.last].filter((day) => day !== null))].join("–");
  return dates === "" ? `${link.count}` : `${link.count} · ${dates}`;
}

const CONTAINER = /^.{2,}?(?:省|自治区|市|地区|自治州|盟|兵团)(?=.{2,})/u;

/** A node's name on the diagram: of a place inside another one its own name. */
export function nameOf(node: Pick<Node, "kind" | "label" | "label_en">, english: boolean): string {
  if (english && node.label_en) return node.label_en;
  if (node.kind !== "place") return node.label;
  let name = node.label;
  while (CONTAINER.test(name)) name = name.replace(CONTAINER, "");
  return name;
}

/** Shortens a name; an English one first loses what stands behind its comma: `Supervision team 9, Ministry of …`. */
function cut(text: string, longest: number): string {
  const characters = Array.from(text);
  const room = /[⺀-鿿]/u.test(text) ? longest : longest * 2;
  const [first = ""] = text.split(", ");
  if (characters.length > room && first.length < text.length && first.length <= room) return first;
  return characters.length > room ? `${characters.slice(0, room - 1).join("")}…` : text;
}

/** Width of a line in pixels, near enough to keep lines apart without asking the browser. */
export function widthOf(text: string, size: number): number {
  let em = 0;
  for (const character of text) em += character.charCodeAt(0) > 0x2e80 ? 1 : 0.56;
  return em * size;
}

const CELL = 4;

/** Which parts of the screen are written on already. */
class Room {
  private readonly taken = new Set<number>();

  take(left: number, top: number, right: number, bottom: number): void {
    for (const cell of this.cells(left, top, right, bottom)) this.taken.add(cell);
  }

  write(x: number, y: number, text: string, size: number): void {
    const half = widthOf(text, size) / 2;
    this.take(x - half, y - size * 0.8, x + half, y + 1);
  }

  free(x: number, y: number, text: string, size: number): boolean {
    const half = widthOf(text, size) / 2;
    for (const cell of this.cells(x - half, y - size * 0.8, x + half, y + 1)) if (this.taken.has(cell)) return false;
    return true;
  }

  private *cells(left: number, top: number, right: number, bottom: number): Generator<number> {
    for (let row = Math.floor(top / CELL); row <= Math.floor(bottom / CELL); row++)
      for (let column = Math.floor(left / CELL); column <= Math.floor(right / CELL); column++)
        yield row * 100_000 + column;
  }
}
