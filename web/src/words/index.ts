import { language } from "../state/settings";
import { en } from "./en";
import { zh, type Words } from "./zh";

export type { Words };

/** The words of the interface in the language chosen. */
export function useWords(): Words {
  return language.use() === "zh" ? zh : en;
}

/** A label in the language chosen, where English is known. */
export function labelIn(chosen: "zh" | "en", label: string, labelEn?: string | null): string {
  return chosen === "en" && labelEn ? labelEn : label;
}
