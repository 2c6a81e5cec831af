import type { Quote } from "../api/types";

/** A stretch of text: bare, the evidence itself, a clause that gave team, date or issuer, or a sentence not read. */
export interface Stretch {
  readonly text: string;
  readonly mark: "" | "evidence" | "context" | "residue";
  /** The facts that it is evidence of. */
  readonly facts: readonly string[];
  readonly start: number;
}
export interface Mark extends Pick<Quote, "start" | "end"> {
  readonly mark: Exclude<Stretch["mark"], "">;
  readonly fact?: string;
}

const ORDER = ["residue", "context", "evidence"] as const;

/**
 * Parts a text at the marks; where marks overlap the stronger shows. Offsets count code points, as the API's do.
 */
export function stretches(
  characters: readonly string[],
  marks: readonly Mark[],
  from = 0,
  to = characters.length,
): Stretch[] {
  const cuts = new Set([from, to]);
  for (const { start, end } of marks) for (const at of [start, end]) if (at > from && at < to) cuts.add(at);
  const bounds = [...cuts].sort((a, b) => a - b);
  return bounds.slice(0, -1).map((start, at) => {
    const end = bounds[at + 1] ?? to;
    const over = marks.filter((mark) => mark.start <= start && mark.end >= end);
    const mark = over.reduce<Stretch["mark"]>((best, one) => (rank(one.mark) > rank(best) ? one.mark : best), "");
    const facts = over.flatMap((one) => (one.fact !== undefined && one.mark === mark ? [one.fact] : []));
    return { text: characters.slice(start, end).join(""), mark, facts: [...new Set(facts)], start };
  });
}

function rank(mark: Stretch["mark"]): number {
  return mark === "" ? -1 : ORDER.indexOf(mark);
}

const AROUND = 90;
const STOPS = /[。！？!?\n]/u;

/** The part of a text to show around some marks: from the beginning of a sentence, not before `least`, to the end of one. */
export function windowAround(
  characters: readonly string[],
  marks: readonly Pick<Quote, "start" | "end">[],
  least = 0,
): [number, number] {
  let from = Math.max(Math.min(...marks.map((mark) => mark.start)) - AROUND, least);
  let to = Math.min(Math.max(...marks.map((mark) => mark.end)) + AROUND, characters.length);
  while (from > least && !STOPS.test(characters[from - 1] ?? "")) from--;
  while (to < characters.length && !STOPS.test(characters[to - 1] ?? "")) to++;
  return [from, to];
}
