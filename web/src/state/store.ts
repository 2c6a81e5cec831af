import { useEffect, useState } from "preact/hooks";

/** A value that components follow: each reads it now and again when it changes. */
export function useSyncExternalStore<T>(subscribe: (listener: () => void) => () => unknown, read: () => T): T {
  const [, again] = useState(0);
  const value = read();
  useEffect(() => {
    const stop = subscribe(() => again((count) => count + 1));
    if (read() !== value) again((count) => count + 1);
    return () => void stop();
    // the functions are made anew at every call and always mean the same store
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return value;
}

/** A value that lives outside of components. */
export interface Cell<T> {
  get(): T;
  set(value: T): void;
  use(): T;
}

/** Makes a cell. */
export function cell<T>(first: T): Cell<T> {
  let value = first;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const listener of [...listeners]) listener();
    },
    use: () => useSyncExternalStore(subscribe, () => value),
  };
}
