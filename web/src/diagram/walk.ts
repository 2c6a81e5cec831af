import type { Link, Node } from "../api/types";
import type { Point, Positions } from "./layout";

/** The nearest node from one in a direction; straight ahead counts for more than close by. */
export function nodeTowards(
  nodes: readonly Node[],
  positions: Positions,
  from: string,
  direction: Point,
): string | undefined {
  const here = positions.get(from);
  if (!here) return nodes[0]?.id;
  let best: { id: string; far: number } | undefined;
  for (const { id } of nodes) {
    const there = positions.get(id);
    if (!there || id === from) continue;
    const along = (there.x - here.x) * direction.x + (there.y - here.y) * direction.y;
    const aside = Math.abs((there.x - here.x) * direction.y) + Math.abs((there.y - here.y) * direction.x);
    if (along <= 0) continue;
    const far = along + 2.5 * aside;
    if (!best || far < best.far) best = { id, far };
  }
  return best?.id;
}

/** The next or previous link of a node, in the order of the list beside the diagram; from its first one if none is chosen. */
export function linkBeside(links: readonly Link[], node: string, chosen: string, step: 1 | -1): string | undefined {
  const its = linksOf(links, node);
  const at = its.findIndex((link) => link.id === chosen);
  return its[at < 0 ? 0 : (at + step + its.length) % its.length]?.id;
}

/** A node's links, those with most facts first. */
export function linksOf(links: readonly Link[], node: string): Link[] {
  const its = links.filter((link) => link.source === node || link.target === node);
  return its.sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}
