import type { Fact } from "../api/types";
import type { Words } from "../words";

/** A number as it is read: bounds in words, 万 and 亿 where they make it short. */
export function amount(fact: Pick<Fact, "value" | "unit" | "modifier" | "change">, words: Words): string {
  const value = fact.value ?? 0;
  const unit = fact.unit ?? "";
  const shown = `${words.facts.modifier[fact.modifier ?? "exact"] ?? ""}${value.toLocaleString("en-US", { maximumFractionDigits: 3 })}${unit === "%" ? "%" : ` ${unit}`}`;
  return fact.change ? `${words.facts.change[fact.change] ?? fact.change} ${shown}` : shown;
}

/** What a fact states, in one line from its fields. */
export function statement(fact: Fact, words: Words): string {
  const at = fact.place ?? "";
  const parts: Record<string, (string | null | undefined)[]> = {
    inspection: [fact.team, "→", at],
    directive: [fact.issuer, "：", fact.demand],
    meeting: [fact.host, fact.name],
    operation: [fact.agency, fact.name],
    measure: [fact.agency, fact.name],
    target: [fact.agency, fact.target],
    result: [fact.scope, fact.metric, amount(fact, words)],
    role: [fact.person, "·", fact.org, fact.role],
    team: [fact.team, fact.count ? `× ${fact.count}` : "", fact.sent_by ? `← ${fact.sent_by}` : ""],
    coverage: [fact.who, "→", fact.count ? `${fact.count} ${fact.unit ?? ""}` : ""],
  };
  return (parts[fact.type] ?? [fact.type]).filter(Boolean).join(" ");
}

/** When it happened: EDTF where there is one, else the words of the article. */
export function dateOf(fact: Pick<Fact, "edtf" | "start" | "end" | "date_text">): string {
  if (fact.start && fact.end) return fact.start === fact.end ? fact.start : `${fact.start} – ${fact.end}`;
  if (fact.start) return `${fact.start} –`;
  if (fact.end) return `– ${fact.end}`;
  return fact.edtf ?? (fact.date_text ? `“${fact.date_text}”` : "");
}

/** Why a fact is about its place: named in the sentence, in a clause it leans on, or by the article as a whole. */
export function whyPlace(fact: Fact): "quote" | "context" | "article" | null {
  const place = fact.place ?? fact.scope;
  if (!place) return null;
  const names = namesOf(place);
  const says = (text: string) => names.some((name) => text.includes(name));
  if (says(fact.evidence.quote)) return "quote";
  return fact.context.some((clause) => says(clause.quote)) ? "context" : "article";
}

const LEVEL = /(?:特别行政区|自治区|自治州|自治县|省|市|地区|盟|县|区|旗)$/u;

/** The last division of a full name, with and without the word for its level. */
function namesOf(place: string): string[] {
  const last = place.split(/(?<=省|自治区|市|自治州|地区|盟|兵团)(?=.{2,})/u).at(-1) ?? place;
  const bare = last.replace(LEVEL, "").replace(/(?:回族|维吾尔|壮族)$/u, "");
  return [last, bare].filter((name) => name.length >= 2);
}
