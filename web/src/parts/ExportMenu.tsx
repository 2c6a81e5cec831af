import { useEffect, useRef } from "preact/hooks";
import { useWords } from "../words";

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
}

/** The export button that every view has: its own formats, the API's, the address of the view. */
export function ExportMenu({ choices, api }: Props) {
  const words = useWords();
  const menu = useRef<HTMLDetailsElement>(null);
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
  const all: Choice[] = [
    ...choices,
    { label: words.exports.link, act: () => void navigator.clipboard.writeText(location.href) },
    ...(api === undefined ? [] : [{ label: words.exports.api, act: () => void navigator.clipboard.writeText(api) }]),
    { label: words.exports.print, act: () => print() },
  ];
  return (
    <details class="menu no-print" ref={menu}>
      <summary class="button">{words.exports.label}</summary>
      <ul class="menu-list">
        {all.map(({ label, act, href }) => (
          <li key={label}>
            {href === undefined ? (
              <button
                type="button"
                class="quiet menu-item"
                onClick={() => (act?.(), menu.current?.removeAttribute("open"))}
              >
                {label}
              </button>
            ) : (
              <a class="menu-item" href={href} download="">
                {label}
              </a>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
