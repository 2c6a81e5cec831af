import { type Month, monthsBetween } from "../parts/months";

const LONGEST = 240;

/** Fills the gaps between the first and the last month, so that a bar's place tells its date; years where they are too many. */
export function filled(months: readonly Month[]): Month[] {
  const all = monthsBetween(months);
  return all.length > LONGEST ? byYear(months) : all;
}

function byYear(months: readonly Month[]): Month[] {
  const counts = new Map<string, number>();
  for (const { month, count } of months) counts.set(month.slice(0, 4), (counts.get(month.slice(0, 4)) ?? 0) + count);
  return [...counts].map(([month, count]) => ({ month, count }));
}

/** Pixels that a month and a year with its month take under the bars. */
const SHORT = 42;

/** What is written under bars of a width: every month where there is room, else the Januaries that do not touch. */
export function ticks(months: readonly Month[], step: number): { at: number; text: string }[] {
  const found: { at: number; text: string }[] = [];
  months.forEach(({ month }, at) => {
    const last = found.at(-1);
    const starts = month.endsWith("-01") || month.length === 4;
    const room = step * (at - (last?.at ?? 0)) >= SHORT;
    if (at === 0) found.push({ at, text: month });
    else if (step >= SHORT) found.push({ at, text: starts ? month : month.slice(5) });
    else if (starts && room) found.push({ at, text: month.slice(0, 4) });
  });
  return found;
}
