/** Facts that begin in a month, `2022-08`. */
export interface Month {
  readonly month: string;
  readonly count: number;
}

const MOST = 400;

/** Fills the months without facts between those with some, so that a histogram keeps its distances. */
export function monthsBetween(known: readonly Month[]): Month[] {
  const dated = known.filter(({ month }) => /^\d{4}-\d{2}$/.test(month)).sort((a, b) => (a.month < b.month ? -1 : 1));
  const first = dated[0];
  const last = dated.at(-1);
  if (!first || !last) return [];
  const counts = new Map(dated.map(({ month, count }) => [month, count]));
  const all: Month[] = [];
  for (let month = first.month; month <= last.month && all.length < MOST; month = after(month))
    all.push({ month, count: counts.get(month) ?? 0 });
  return all;
}

function after(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number === 12
    ? `${String(year + 1).padStart(4, "0")}-01`
    : `${String(year).padStart(4, "0")}-${String(number + 1).padStart(2, "0")}`;
}

/** Whether a number lies between two, both included. */
export function between(value: number, from: number, to: number): boolean {
  return value >= from && value <= to;
}
