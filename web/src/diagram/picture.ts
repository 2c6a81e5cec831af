import type { Diagram, KindEntry, Layer, Link, Node } from "../api/types";

/** Several answers over each other: what a diagram can show. Positions come from the API and never move. */
export interface Picture {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly links: ReadonlyMap<string, Link>;
  readonly kinds: readonly KindEntry[];
  readonly linkKinds: readonly KindEntry[];
  readonly layers: readonly Layer[];
  readonly truncated: boolean;
}

export const NOTHING: Picture = {
  nodes: new Map(),
  links: new Map(),
  kinds: [],
  linkKinds: [],
  layers: [],
  truncated: false,
};

/** Lays answers over each other. */
export function merge(answers: readonly Diagram[]): Picture {
  const nodes = new Map<string, Node>();
  const links = new Map<string, Link>();
  for (const answer of answers) {
    for (const node of answer.nodes) if (!nodes.has(node.id)) nodes.set(node.id, node);
    for (const link of answer.links) if (!links.has(link.id)) links.set(link.id, link);
  }
  return {
    nodes,
    links,
    kinds: united(answers.map((answer) => answer.kinds)),
    linkKinds: united(answers.map((answer) => answer.link_kinds)),
    layers: united(answers.map((answer) => answer.layers)).sort((a, b) => a.x - b.x),
    truncated: answers.some((answer) => answer.graph.truncated),
  };
}

function united<T extends { id: string }>(lists: readonly (readonly T[])[]): T[] {
  return [...new Map(lists.flat().map((item) => [item.id, item])).values()];
}

/** What of a picture is to be seen; empty sets and dates hide nothing. */
export interface Sieve {
  /** Kinds of entity left out. */
  readonly kindsOff: ReadonlySet<string>;
  /** Entities left out by name. */
  readonly hidden: ReadonlySet<string>;
  /** Entities that stay although nothing joins them: the start, and those the reader chose. */
  readonly kept: ReadonlySet<string>;
  readonly stories: number;
}

/** What is seen through the sieve, and how much each part of it held back. */
export interface Seen {
  readonly nodes: readonly Node[];
  readonly links: readonly Link[];
  readonly heldBack: { readonly kinds: number; readonly hidden: number; readonly stories: number };
}

/** Passes a picture through a sieve: first nodes, then links, then nodes that nothing joins any more. */
export function sift(picture: Picture, sieve: Sieve): Seen {
  const byKind = [...picture.nodes.values()].filter(
    (node) => sieve.kept.has(node.id) || !sieve.kindsOff.has(node.kind),
  );
  const byName = byKind.filter((node) => !sieve.hidden.has(node.id));
  const among = new Set(byName.map((node) => node.id));
  const joined = [...picture.links.values()].filter((link) => among.has(link.source) && among.has(link.target));
  const links = joined.filter((link) => link.count === 0 || link.stories >= sieve.stories);
  const ends = new Set(links.flatMap((link) => [link.source, link.target]));
  const nodes = byName.filter((node) => ends.has(node.id) || sieve.kept.has(node.id));
  return {
    nodes,
    links,
    heldBack: {
      kinds: picture.nodes.size - byKind.length,
      hidden: byKind.length - byName.length,
      stories: joined.length - links.length,
    },
  };
}

/** What only `node` brings into a picture made from several answers: the rest stays when it is collapsed. */
export function neighboursOf(seen: Pick<Seen, "links">, node: string): Set<string> {
  const found = new Set<string>();
  for (const link of seen.links) {
    if (link.source === node) found.add(link.target);
    if (link.target === node) found.add(link.source);
  }
  return found;
}
