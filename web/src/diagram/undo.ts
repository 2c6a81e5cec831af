/** States that were, that are and that were undone. */
export interface History<T> {
  readonly past: readonly T[];
  readonly now: T;
  readonly future: readonly T[];
}

const LONGEST = 100;

/** Starts a history. */
export function begin<T>(now: T): History<T> {
  return { past: [], now, future: [] };
}

/** Goes on to a new state; what was undone is forgotten. */
export function advance<T>(history: History<T>, now: T): History<T> {
  return { past: [...history.past, history.now].slice(-LONGEST), now, future: [] };
}

/** Goes one state back; stays where there is none. */
export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future] };
}

/** Takes an undone state up again. */
export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.now], now: next, future };
}
