import { useEffect, useState } from "preact/hooks";
import { epoch } from "./client";

/** What became of a question: `data` stays while the next answer is awaited. */
export interface Answer<T> {
  readonly data: T | undefined;
  readonly error: Error | undefined;
  readonly loading: boolean;
}

/**
 * Asks something whenever `key` changes, and drops what comes too late. A key of null asks nothing.
 * `key` names everything that `ask` uses.
 */
export function useAnswer<T>(key: string | null, ask: (signal: AbortSignal) => Promise<T>): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T> & { key: string | null }>({
    key: null,
    data: undefined,
    error: undefined,
    loading: key !== null,
  });
  const again = epoch.use();
  useEffect(() => {
    if (key === null) {
      setAnswer({ key, data: undefined, error: undefined, loading: false });
      return;
    }
    const control = new AbortController();
    setAnswer((before) => ({ ...before, error: undefined, loading: true }));
    ask(control.signal).then(
      (data) => {
        if (!control.signal.aborted) setAnswer({ key, data, error: undefined, loading: false });
      },
      (error: unknown) => {
        if (!control.signal.aborted)
          setAnswer({
            key,
            data: undefined,
            error: error instanceof Error ? error : new Error(String(error)),
            loading: false,
          });
      },
    );
    return () => control.abort();
    // `ask` is named by `key`
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, again]);
  return answer;
}
