import type { Link, Node } from "../api/types";
import type { Pin } from "./state";

export interface Point {
  x: number;
  y: number;
}
export type Positions = ReadonlyMap<string, Point>;

const HEIGHT = 2400;
const GAP = 46;

/**
 * Places nodes where the API says, except that those of one layer that stand too close are pushed apart downwards.
 * A pinned node stands where it was put.
 */
export function layered(nodes: readonly Node[], pins: Readonly<Record<string, Pin>>): Positions {
  const positions = new Map<string, Point>();
  const layers = new Map<string, Node[]>();
  for (const node of nodes) {
    const layer = layers.get(node.layer);
    if (layer) layer.push(node);
    else layers.set(node.layer, [node]);
  }
  for (const layer of layers.values()) {
    const gap = Math.min(GAP, HEIGHT / layer.length);
    layer.sort((a, b) => a.y - b.y || (a.id < b.id ? -1 : 1));
    const heights = spread(
      layer.map((node) => node.y),
      gap,
    );
    layer.forEach((node, at) => positions.set(node.id, { x: node.x, y: heights[at] ?? node.y }));
  }
  for (const [id, pin] of Object.entries(pins)) if (positions.has(id)) positions.set(id, { ...pin });
  return positions;
}

/** Moves ascending heights as little as a greedy pass can so that neighbours are `gap` apart. */
export function spread(heights: readonly number[], gap: number): number[] {
  // blocks of heights that touch, each centred on the mean of what its members wanted
  const blocks: { sum: number; count: number }[] = [];
  const top = (block: { sum: number; count: number }) => block.sum / block.count - ((block.count - 1) * gap) / 2;
  for (const height of heights) {
    let block = { sum: height, count: 1 };
    let before = blocks.at(-1);
    while (before && top(block) < top(before) + before.count * gap) {
      block = { sum: before.sum + block.sum, count: before.count + block.count };
      blocks.pop();
      before = blocks.at(-1);
    }
    blocks.push(block);
  }
  return blocks.flatMap((block) => Array.from({ length: block.count }, (_, at) => top(block) + at * gap));
}

/** What a worker is told to lay out by force, and what it answers. */
export interface ForceRequest {
  readonly nodes: readonly { id: string; x: number; y: number; radius: number; fixed: boolean }[];
  readonly links: readonly { source: string; target: string; count: number }[];
}
export type ForceAnswer = readonly (readonly [string, number, number])[];

/** Writes the request for a force layout that starts from the layered positions. */
export function forceRequest(
  nodes: readonly Node[],
  links: readonly Link[],
  pins: Readonly<Record<string, Pin>>,
): ForceRequest {
  const start = layered(nodes, pins);
  return {
    nodes: nodes.map(({ id, radius }) => ({ id, radius, fixed: id in pins, ...(start.get(id) ?? { x: 0, y: 0 }) })),
    links: links.map(({ source, target, count }) => ({ source, target, count })),
  };
}
