import type { Suggestion } from "../api/types";

export interface Group {
  readonly kind: string;
  readonly items: readonly Suggestion[];
}

/** Groups suggestions by kind; the kind of the best one first, so that the first row is the best answer. */
export function grouped(items: readonly Suggestion[]): Group[] {
  const groups = new Map<string, Suggestion[]>();
  for (const item of items) {
    const group = groups.get(item.kind);
    if (group) group.push(item);
    else groups.set(item.kind, [item]);
  }
  return [...groups].map(([kind, found]) => ({ kind, items: found }));
}
