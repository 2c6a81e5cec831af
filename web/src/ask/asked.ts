import { addressOf, read } from "../api/client";
import type { Fact } from "../api/types";

/** A piece of the question and what it was taken for. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly role: string;
  readonly meaning: string;
  readonly ids: readonly string[];
}
/** A piece that nobody knows, and names close to it. */
export interface Unknown {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly near: readonly { readonly text: string; readonly id: string }[];
}
/** One row of an answer; other columns depend on the question. */
export interface Row extends Readonly<Record<string, unknown>> {
  readonly id: string | null;
  readonly kind: string;
  readonly label: string;
}
/** A question as it was read, and its answer (docs/ask.md). */
export interface Asked {
  readonly question: string;
  readonly status: "answered" | "none-found" | "refused";
  readonly frame: string | null;
  readonly reading: string | null;
  readonly words: readonly Word[];
  readonly unknown: readonly Unknown[];
  readonly answer: string;
  readonly rows: readonly Row[];
  readonly total: number;
  readonly facts: { readonly items: Fact[]; readonly total: number };
  readonly notes: readonly string[];
  readonly api: string | null;
  readonly sparql: string | null;
  readonly suggestions: readonly string[];
}
export interface Completion {
  readonly text: string;
  readonly kind: string;
  readonly id: string | null;
  readonly label: string;
}

export function ask(q: string, signal: AbortSignal): Promise<Asked> {
  return read(addressOf("/v1/ask", { q }), { signal });
}

export async function complete(q: string, signal: AbortSignal): Promise<readonly Completion[]> {
  return (await read<{ items: Completion[] }>(addressOf("/v1/ask/complete", { q, limit: "8" }), { signal })).items;
}

/** A question in pieces: known, unknown and bare, in order. Offsets count code points. */
export function pieces({ question, words, unknown }: Pick<Asked, "question" | "words" | "unknown">) {
  const characters = Array.from(question);
  const marked = [
    ...words.map((word) => ({ ...word, unknown: false })),
    ...unknown.map((word) => ({ ...word, unknown: true, meaning: "", role: "" })),
  ].sort((a, b) => a.start - b.start);
  const found: { text: string; meaning: string; role: string; unknown: boolean }[] = [];
  let at = 0;
  for (const { start, end, meaning, role, unknown: odd } of marked) {
    if (start < at) continue;
    if (start > at) found.push({ text: characters.slice(at, start).join(""), meaning: "", role: "", unknown: false });
    found.push({ text: characters.slice(start, end).join(""), meaning, role, unknown: odd });
    at = end;
  }
  if (at < characters.length)
    found.push({ text: characters.slice(at).join(""), meaning: "", role: "", unknown: false });
  return found;
}

const HIDDEN = new Set(["id", "kind", "label", "facts"]);

/** The columns that some row of an answer fills. */
export function columns(rows: readonly Row[]): string[] {
  const names = new Set<string>();
  for (const row of rows)
    for (const [name, value] of Object.entries(row))
      if (!HIDDEN.has(name) && value !== null && typeof value !== "object") names.add(name);
  return [...names];
}
