import type { Fact } from "../api/types";

/** Statements of one day, in the order given. */
export interface Day {
  /** A day, a span or the article's own words; empty where nothing is said of when. */
  readonly when: string;
  readonly facts: readonly Fact[];
}

/** When a statement happened, as it is headed: a day, a span, an open end, or nothing. */
export function whenOf(fact: Pick<Fact, "start" | "end">): string {
  const { start, end } = fact;
  if (start && end) return start === end ? start : `${start} – ${end}`;
  if (start) return `${start} –`;
  return end ? `– ${end}` : "";
}

/** Parts statements, sorted by date, into runs of the same one. */
export function days(facts: readonly Fact[]): Day[] {
  const found: { when: string; facts: Fact[] }[] = [];
  for (const fact of facts) {
    const when = whenOf(fact);
    const last = found.at(-1);
    if (last?.when === when) last.facts.push(fact);
    else found.push({ when, facts: [fact] });
  }
  return found;
}
