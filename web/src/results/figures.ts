import type { components } from "../api/schema";

export type Figure = components["schemas"]["Figure"];
export type Series = components["schemas"]["Series"];

/** Figures of several places that may stand side by side: same words, unit, change, window and campaign. */
export interface Group {
  readonly key: string;
  readonly words: string;
  readonly unit: string;
  readonly change: string | null;
  readonly window: string;
  readonly days: number | null;
  readonly campaign: string | null;
  readonly comparable: boolean;
  /** The newest figure of each place. */
  readonly figures: readonly Figure[];
}

/** A figure's time in one word for an axis: the end of its window, else its campaign's year, else when it was published. */
export function whenOf(figure: Figure): string {
  const until = figure.window.until ?? figure.window.since;
  return until ?? yearOf(figure.campaign) ?? figure.published ?? "";
}

function yearOf(campaign: string | null): string | null {
  return campaign?.match(/(?:^|-)((?:19|20)\d{2})$/)?.[1] ?? null;
}

/** Figures in the order of time; those without any last. */
export function inTime(figures: readonly Figure[]): Figure[] {
  const key = (figure: Figure) => whenOf(figure) || "~"; // after every digit
  return [...figures].sort((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))));
}

/** The ends of a figure for drawing; an open end runs a tenth of the value beyond, and says so. */
export function bounds(figure: Figure): { low: number; high: number; open: "low" | "high" | "both" | null } {
  const reach = Math.abs(figure.value) / 10;
  const low = figure.low ?? figure.value - reach;
  const high = figure.high ?? figure.value + reach;
  const open = figure.low === null ? (figure.high === null ? "both" : "low") : figure.high === null ? "high" : null;
  return { low, high, open };
}

/** Groups of figures across places, those with most places first. */
export function groups(series: readonly Series[]): Group[] {
  const found = new Map<string, { first: Series; places: Map<string, Figure> }>();
  for (const one of series) {
    const key = [one.words, one.unit, one.change, one.window, one.days, one.campaign, one.part].join("|");
    const group = found.get(key) ?? { first: one, places: new Map<string, Figure>() };
    const newest = inTime(one.points).at(-1);
    if (newest) group.places.set(one.scope_code ?? one.scope ?? "", newest);
    found.set(key, group);
  }
  return [...found]
    .map(([key, { first, places }]) => ({
      key,
      words: first.words,
      unit: first.unit,
      change: first.change,
      window: first.window,
      days: first.days,
      campaign: first.campaign,
      comparable: first.comparable,
      figures: [...places.values()].sort((a, b) => b.value - a.value),
    }))
    .sort((a, b) => Number(drawn(b)) - Number(drawn(a)) || b.figures.length - a.figures.length);
}

/** Whether a group can be a chart. */
function drawn(group: Group): boolean {
  return group.comparable && group.figures.length > 1;
}

/** A number as it was stated, with its bound in words: `over 640,000 起`. */
export function written(figure: Figure, signs: Readonly<Record<string, string>>): string {
  const value = figure.stated_value.toLocaleString("en-US", { maximumFractionDigits: 4 });
  const unit = figure.stated_unit === "%" ? "%" : ` ${figure.stated_unit}`;
  return [signs[figure.modifier], `${value}${unit}`].filter(Boolean).join(" ");
}
