import { useState } from "preact/hooks";
import { useWords } from "../words";

interface Props {
  text: () => string;
  label: string;
  title?: string;
}

/** A button that copies a text and says that it did; where the clipboard is closed it shows the text to be taken by hand. */
export function Copy({ text, label, title = label }: Props) {
  const words = useWords();
  const [state, setState] = useState<"" | "done" | { text: string }>("");
  const copy = async () => {
    const value = text();
    try {
      await navigator.clipboard.writeText(value);
      setState("done");
      setTimeout(() => setState(""), 1800);
    } catch {
      setState({ text: value });
    }
  };
  return (
    <>
      <button type="button" class="action" title={title} onClick={() => void copy()}>
        {state === "done" ? `✓ ${words.copied}` : label}
      </button>
      <span class="unseen" role="status">
        {state === "done" ? words.copied : ""}
      </span>
      {typeof state === "object" && (
        <textarea
          class="field copy-by-hand"
          readOnly
          rows={5}
          aria-label={title}
          value={state.text}
          ref={(area) => area?.select()}
        />
      )}
    </>
  );
}
