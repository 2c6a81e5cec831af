import { api, taken } from "../api/client";
import type { Article, Fact, FactPage, Link } from "../api/types";

/** How a fact becomes links: kind of link to the types of fact that make it (graph/index/edges.py). */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  inspected: ["inspection"],
  part_of: ["inspection", "meeting", "operation", "target", "team"],
  directed: ["directive"],
  met_in: ["meeting"],
  ran: ["operation"],
  took_place_in: ["operation"],
  adopted: ["measure"],
  adopted_in: ["measure"],
  aimed_at: ["target"],
  reported: ["result"],
  holds_office: ["role"],
  covered: ["coverage"],
};

/** The facts that make a link, from those that name both its ends: of its types, those it lists first. */
export function factsOfLink(link: Pick<Link, "kind" | "source" | "target" | "facts">, facts: readonly Fact[]): Fact[] {
  const listed = new Set(link.facts);
  const types = TYPES[link.kind];
  const exact = facts.filter((fact) => listed.has(fact.id) || namesPlaces(fact, link));
  const its = exact.filter((fact) => listed.has(fact.id) || types === undefined || types.includes(fact.type));
  return its.sort((a, b) => Number(listed.has(b.id)) - Number(listed.has(a.id)));
}

/** Whether a fact names the very place at a link's end, not one inside it. */
function namesPlaces(fact: Fact, link: Pick<Link, "source" | "target">): boolean {
  const codes = [link.source, link.target].flatMap((id) => (id.startsWith("place/") ? [id.slice(6)] : []));
  const named = [fact.place_code, ...(fact.scope_code ?? "").split(",")];
  return codes.every((code) => named.includes(code));
}

const PAGE = 200;
const MOST = 1000;

export interface Limits {
  campaign?: string;
  from?: string;
  to?: string;
  status?: string;
}

/** Reads the facts that name both ends of a link, page by page. */
export async function askLink(
  link: Pick<Link, "kind" | "source" | "target" | "facts">,
  limits: Limits,
  signal: AbortSignal,
): Promise<Fact[]> {
  const found: Fact[] = [];
  let cursor: string | null = null;
  do {
    const query = { a: link.source, b: link.target, limit: PAGE, ...cleaned(limits), ...(cursor ? { cursor } : {}) };
    const page: FactPage = await taken(api.GET("/v1/shared", { params: { query: query as never }, signal }));
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== null && found.length < MOST);
  return factsOfLink(link, found);
}

function cleaned(limits: Limits): Limits {
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== ""));
}

const articles = new Map<string, Promise<Article>>();
const KEPT = 200;

/** Reads an article's row and facts, once. */
export function askArticle(id: string): Promise<Article> {
  const known = articles.get(id);
  if (known) return known;
  const asked = taken(
    api.GET("/v1/articles/{id}", { params: { path: { id } } }),
  ) as Promise<unknown> as Promise<Article>;
  if (articles.size >= KEPT) articles.clear();
  articles.set(id, asked);
  asked.catch(() => articles.delete(id));
  return asked;
}

/** Forgets what was read of articles; called when something was written. */
export function forgetArticles(): void {
  articles.clear();
}

/** What of an article's text is needed to mark it. */
export interface Text {
  characters: string[];
  body: number;
  residue: { start: number; end: number; reason: string }[];
}

/** Reads an article's text by code points; null where its file is not there any more. */
export async function askText(id: string, signal: AbortSignal): Promise<Text | null> {
  const { data, response } = await api.GET("/v1/texts/{id}", { params: { path: { id } }, signal });
  if (response.status === 404) return null;
  return data ? { characters: Array.from(data.text), body: data.body, residue: data.residue } : null;
}

/** Finds a fact by the article that states it; undefined where it states it no more. */
export async function askFact(article: string, fact: string): Promise<Fact | undefined> {
  return (await askArticle(article)).facts.find((one) => one.id === fact);
}
