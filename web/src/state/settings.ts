import { cell } from "./store";

export type Language = "zh" | "en";
export type Theme = "auto" | "light" | "dark";

function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // a browser that keeps nothing still works
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // see above
  }
}

function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang") ?? kept("language") ?? navigator.language;
  return asked.startsWith("zh") ? "zh" : "en";
}

function firstTheme(): Theme {
  const asked = kept("theme");
  return asked === "light" || asked === "dark" ? asked : "auto";
}

export const language = cell<Language>(firstLanguage());
export const theme = cell<Theme>(firstTheme());
const darkness = matchMedia("(prefers-color-scheme: dark)");
export const dark = cell(isDark(theme.get()));
darkness.addEventListener("change", () => setTheme(theme.get()));

function isDark(value: Theme): boolean {
  return value === "dark" || (value === "auto" && darkness.matches);
}

/** Chooses the language of the interface, and remembers it. */
export function setLanguage(value: Language): void {
  keep("language", value);
  document.documentElement.lang = value === "zh" ? "zh-CN" : "en";
  language.set(value);
}

/** Paper is light: what is drawn in colours is drawn anew for it, and again for the screen afterwards. */
addEventListener("beforeprint", () => (document.documentElement.dataset.theme = "light"));
addEventListener("afterprint", () => setTheme(theme.get()));

/** Does something before the page is printed and after; returns how to stop. */
export function aroundPrint(act: () => void): () => void {
  addEventListener("beforeprint", act);
  addEventListener("afterprint", act);
  return () => {
    removeEventListener("beforeprint", act);
    removeEventListener("afterprint", act);
  };
}

/** Chooses light, dark, or what the system says, and remembers it. */
export function setTheme(value: Theme): void {
  keep("theme", value);
  document.documentElement.dataset.theme = isDark(value) ? "dark" : "light";
  theme.set(value);
  dark.set(isDark(value));
}
