import { BASE, Refused } from "../api/client";

/** A value in a result, as the SPARQL 1.1 JSON format has it. */
export interface Term {
  readonly type: "uri" | "literal" | "bnode" | "typed-literal";
  readonly value: string;
  readonly datatype?: string;
  readonly "xml:lang"?: string;
}
export type Binding = Readonly<Record<string, Term | undefined>>;

/** What a query answered: a table, yes or no, or triples as Turtle. */
export type Outcome = { readonly milliseconds: number } & (
  | { readonly kind: "table"; readonly variables: readonly string[]; readonly rows: readonly Binding[] }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "triples"; readonly turtle: string }
);

/** The formats in which a result can be saved, by what the query asks for. */
export const SAVED: Readonly<Record<Outcome["kind"], readonly (readonly [ending: string, media: string])[]>> = {
  table: [
    ["csv", "text/csv"],
    ["tsv", "text/tab-separated-values"],
    ["json", "application/sparql-results+json"],
    ["xml", "application/sparql-results+xml"],
  ],
  boolean: [["json", "application/sparql-results+json"]],
  triples: [
    ["ttl", "text/turtle"],
    ["nt", "application/n-triples"],
  ],
};

const EITHER = "application/sparql-results+json, text/turtle;q=0.9";

/** Sends a query by POST. Throws Refused with the server's sentence. */
export async function send(query: string, accept: string, signal?: AbortSignal): Promise<Response> {
  const answer = await fetch(`${BASE}/sparql`, {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query", Accept: accept },
    body: query,
    ...(signal ? { signal } : {}),
  });
  if (!answer.ok) throw new Refused(answer.status, await problemOf(answer));
  return answer;
}

async function problemOf(answer: Response): Promise<string> {
  const text = await answer.text();
  try {
    const said: unknown = JSON.parse(text);
    if (typeof said === "object" && said !== null && "detail" in said) return String(said.detail);
  } catch {
    // not JSON: the text is the message
  }
  return text || String(answer.status);
}

/** Asks a query and reads the answer by its media type. */
export async function ask(query: string, signal: AbortSignal): Promise<Outcome> {
  const start = performance.now();
  const answer = await send(query, EITHER, signal);
  const text = await answer.text();
  const milliseconds = Math.round(performance.now() - start);
  if (!(answer.headers.get("content-type") ?? "").includes("json"))
    return { kind: "triples", turtle: text, milliseconds };
  return { ...read(text), milliseconds };
}

type Read = { kind: "table"; variables: string[]; rows: Binding[] } | { kind: "boolean"; value: boolean };

/** Reads the SPARQL 1.1 JSON format. */
export function read(text: string): Read {
  const said = JSON.parse(text) as {
    head: { vars?: string[] };
    boolean?: boolean;
    results?: { bindings: Binding[] };
  };
  if (said.boolean !== undefined) return { kind: "boolean", value: said.boolean };
  return { kind: "table", variables: said.head.vars ?? [], rows: said.results?.bindings ?? [] };
}
