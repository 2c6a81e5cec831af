import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation } from "d3-force";
import type { Binding, Term } from "./ask";

/** IRIs of entities: `…/campaign-graph/KIND/KEY`. */
const ENTITY =
  /^https:\/\/w3id\.org\/campaign-graph\/((?:campaign|place|team|org|metric|operation|measure|target|person|article)\/.+)$/;

export interface Dot {
  readonly id: string;
  readonly kind: string;
  label: string;
  x: number;
  y: number;
}
export interface Line {
  readonly source: string;
  readonly target: string;
  readonly count: number;
}
export interface Network {
  readonly dots: readonly Dot[];
  readonly lines: readonly Line[];
  readonly truncated: boolean;
}

/** Entity id of an IRI (`team/…`), or null for any other value. */
export function entityOf(term: Term | undefined): string | null {
  const found = term?.type === "uri" ? ENTITY.exec(term.value)?.[1] : undefined;
  return found ? decodeURIComponent(found) : null;
}

/**
 * Joins the entities that stand in one row, the first to each other; a literal right after an entity's column is taken
 * for its name. At most `most` entities.
 */
export function networkOf(variables: readonly string[], rows: readonly Binding[], most = 300): Network {
  const dots = new Map<string, Dot>();
  const counts = new Map<string, number>();
  let truncated = false;
  for (const row of rows) {
    const found: string[] = [];
    variables.forEach((name, at) => {
      const id = entityOf(row[name]);
      if (id === null || found.includes(id)) return;
      if (!dots.has(id) && dots.size >= most) return (truncated = true);
      const next = row[variables[at + 1] ?? ""];
      const label =
        next?.type === "literal" && !/^-?[\d.]+$/.test(next.value) && next.value.length < 40 ? next.value : null;
      const dot = dots.get(id) ?? {
        id,
        kind: id.slice(0, id.indexOf("/")),
        label: id.slice(id.indexOf("/") + 1),
        x: 0,
        y: 0,
      };
      if (label) dot.label = label;
      dots.set(id, dot);
      found.push(id);
    });
    for (const other of found.slice(1)) {
      const key = `${found[0]} ${other}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const lines = [...counts].map(([key, count]) => {
    const [source = "", target = ""] = key.split(" ");
    return { source, target, count };
  });
  return { dots: [...dots.values()], lines, truncated };
}

/** Gives every dot its place within a frame; the same network is drawn the same way. */
export function place(network: Network, width: number, height: number): void {
  const dots = [...network.dots];
  const links = network.lines.map((line) => ({ ...line }));
  const spread = Math.min(120, 1600 / Math.sqrt(dots.length + 1));
  forceSimulation(dots)
    .force(
      "link",
      forceLink<Dot, { source: string; target: string }>(links)
        .id((dot) => dot.id)
        .distance(spread),
    )
    .force("push", forceManyBody().strength(-3 * spread))
    .force("room", forceCollide(18))
    .force("middle", forceCenter(width / 2, height / 2))
    .stop()
    .tick(200);
  fit(dots, width, height);
}

function fit(dots: readonly Dot[], width: number, height: number): void {
  const [left, right] = [Math.min(...dots.map((dot) => dot.x)), Math.max(...dots.map((dot) => dot.x))];
  const [top, bottom] = [Math.min(...dots.map((dot) => dot.y)), Math.max(...dots.map((dot) => dot.y))];
  const side = 60;
  for (const dot of dots) {
    dot.x = side + ((dot.x - left) / (right - left || 1)) * (width - 2 * side);
    dot.y = 24 + ((dot.y - top) / (bottom - top || 1)) * (height - 56);
  }
}
