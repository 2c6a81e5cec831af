import type { ComponentChildren } from "preact";
import { Unreachable } from "../api/client";
import { useWords } from "../words";

/** Says that an answer is awaited; quiet for what comes at once. */
export function Loading() {
  return (
    <p class="loading" role="status">
      {useWords().loading}
    </p>
  );
}

/** Says why there is no answer, in the server's own words; the banner speaks for a server that is gone. */
export function Failure({ error }: { error: Error }) {
  const words = useWords();
  if (error instanceof Unreachable) return <p class="loading">{words.loading}</p>;
  return (
    <div class="note note-bad" role="alert">
      <strong>{words.failed}</strong>
      <p>{error.message}</p>
    </div>
  );
}

/** Says why a view has nothing to show, and what to do. */
export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="note">{children}</div>;
}
