import { useEffect, useRef, useState } from "preact/hooks";
import { useWords } from "../words";
import { Files, type FileSource } from "./Files";

export interface Choice {
  readonly label: string;
  /** What happens; or, with `href`, what is downloaded. */
  readonly act?: () => void;
  readonly href?: string;
}

interface Props {
  choices: readonly Choice[];
  /** The API call that this view shows. */
  api?: string;
  /** What the API gives as files. */
  files?: readonly FileSource[];
}

/** The export button that every view has: its own formats, the API's, the address of the view. */
export function ExportMenu({ choices, api, files = [] }: Props) {
  const words = useWords();
  const menu = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const close = (event: Event) => {
      const outside =
        event instanceof KeyboardEvent ? event.key === "Escape" : !menu.current?.contains(event.target as Node | null);
      if (outside) menu.current?.removeAttribute("open");
    };
    addEventListener("pointerdown", close);
    addEventListener("keydown", close);
    return () => {
      removeEventListener("pointerdown", close);
      removeEventListener("keydown", close);
    };
  }, []);
  const address: Choice[] = [
    { label: words.exports.link, act: () => void navigator.clipboard.writeText(location.href) },
    ...(api === undefined ? [] : [{ label: words.exports.api, act: () => void navigator.clipboard.writeText(api) }]),
    { label: words.exports.print, act: () => print() },
  ];
  return (
    <details class="menu no-print" ref={menu} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="button">{words.exports.label}</summary>
      <ul class="menu-list">
        <Choices choices={choices} onDone={() => menu.current?.removeAttribute("open")} />
        {open && files.length > 0 && <Files sources={files} />}
        <li class="menu-line" role="presentation" />
        <Choices choices={address} onDone={() => menu.current?.removeAttribute("open")} />
      </ul>
    </details>
  );
}

function Choices({ choices, onDone }: { choices: readonly Choice[]; onDone: () => void }) {
  return (
    <>
      {choices.map(({ label, act, href }) => (
        <li key={label}>
          {href === undefined ? (
            <button type="button" class="quiet menu-item" onClick={() => (act?.(), onDone())}>
              {label}
            </button>
          ) : (
            <a class="menu-item" href={href} download="">
              {label}
            </a>
          )}
        </li>
      ))}
    </>
  );
}
