import type { ComponentChildren } from "preact";
import { go, write, type Params, type View } from "../state/address";

interface Props {
  view: View;
  params?: Params;
  children: ComponentChildren;
  class?: string;
  title?: string;
  "aria-label"?: string;
  "aria-current"?: "page" | undefined;
}

/** A link to a view: an ordinary address for the browser, no page load for the reader. */
export function Link({ view, params = {}, children, ...rest }: Props) {
  return (
    <a
      {...rest}
      href={write({ view, params })}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go(view, params);
      }}
    >
      {children}
    </a>
  );
}
