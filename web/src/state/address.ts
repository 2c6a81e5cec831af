import { useSyncExternalStore } from "./store";

/** The views of the explorer; `home` is the empty address. */
export const VIEWS = [
  "home",
  "diagram",
  "coverage",
  "results",
  "timeline",
  "article",
  "search",
  "ask",
  "corrections",
  "sparql",
] as const;
export type View = (typeof VIEWS)[number];
export type Params = Readonly<Record<string, string>>;

/** What is shown: a view and all of its state. The address of the page is nothing but this. */
export interface Address {
  readonly view: View;
  readonly params: Params;
}

/** Reads the part of an address after the question mark; an unknown view is home. */
export function parse(search: string): Address {
  const { view: name = "home", ...params } = Object.fromEntries(new URLSearchParams(search));
  const view = VIEWS.find((one) => one === name) ?? "home";
  return { view, params };
}

/** Writes an address; empty values are left out, and ids stay readable. */
export function write(address: Address): string {
  const { view, params } = address;
  const pairs = Object.entries(view === "home" ? params : { view, ...params }).filter(([, value]) => value !== "");
  const text = new URLSearchParams(pairs).toString();
  return text === "" ? location.pathname : `?${readable(text)}`;
}

function readable(text: string): string {
  return text.replace(/%(2F|40|2C|3A|7E|7C)/g, (escaped) => decodeURIComponent(escaped));
}

const listeners = new Set<() => void>();
let shown = parse(location.search);

function tell(): void {
  shown = parse(location.search);
  for (const listener of listeners) listener();
}
addEventListener("popstate", tell);

/** The address as it is now. */
export function address(): Address {
  return shown;
}

/** Goes to a view; `replace` leaves no step in the history. */
export function go(view: View, params: Params = {}, { replace = false } = {}): void {
  const target = write({ view, params });
  if (replace) history.replaceState(null, "", target);
  else history.pushState(null, "", target);
  const moved = shown.view !== view;
  tell();
  if (moved) scrollTo(0, 0);
}

/** Changes some parameters of the view shown; undefined or empty removes one. */
export function change(patch: Readonly<Record<string, string | undefined>>, { replace = false } = {}): void {
  const params: Record<string, string> = { ...shown.params };
  for (const [name, value] of Object.entries(patch)) {
    if (value === undefined || value === "") Reflect.deleteProperty(params, name);
    else params[name] = value;
  }
  go(shown.view, params, { replace });
}

/** The address as it is now, and again whenever it changes. */
export function useAddress(): Address {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}
