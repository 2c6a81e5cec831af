import { api, taken } from "../api/client";
import type { components } from "../api/schema";

type Schemas = components["schemas"];
/** A question as it was read, and its answer (docs/ask.md). */
export type Asked = Schemas["AskedModel"];
export type Completion = Schemas["Completion"];
/** One row of an answer; other columns depend on the question. */
export type Row = Asked["rows"][number];

export function ask(q: string, signal: AbortSignal): Promise<Asked> {
  return taken(api.GET("/v1/ask", { params: { query: { q } }, signal }));
}

export async function complete(q: string, signal: AbortSignal): Promise<readonly Completion[]> {
  return (await taken(api.GET("/v1/ask/complete", { params: { query: { q, limit: 8 } }, signal }))).items;
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
