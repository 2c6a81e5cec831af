import { describe, expect, test } from "vitest";
import { bounds, type Figure, groups, inTime, type Series, whenOf, written } from "./figures";

const figure = (own: Partial<Figure> = {}): Figure => ({
  fact: "f1",
  metric: "破获刑事案件",
  metric_id: "criminal-cases-solved",
  value: 640000,
  low: 640000,
  high: 650000,
  unit: "起",
  stated_value: 640000,
  stated_unit: "起",
  modifier: "over",
  change: null,
  part: false,
  window: { kind: "unstated", since: null, until: null, says: "a time that is not stated" },
  scope: "全国",
  scope_code: "100000",
  campaign: "summer-policing-2022",
  agency: null,
  status: "done",
  article: "a",
  published: "2022-09-27",
  quote: "刑事案件破获64万余起",
  stories: 1,
  articles: 1,
  facts: ["f1"],
  ...own,
});
const series = (own: Partial<Series>): Series => ({
  metric: "metric/criminal-cases-solved",
  label: "破获刑事案件",
  words: "破获刑事案件",
  scope: "全国",
  scope_code: "100000",
  campaign: null,
  unit: "起",
  change: null,
  part: false,
  window: "since",
  days: null,
  comparable: true,
  reasons: [],
  differs: [],
  total: 1,
  points: [figure()],
  ...own,
});
const until = (day: string | null) => ({ kind: "as_of", since: null, until: day, says: "" });

describe("a figure", () => {
  test.each([
    [figure({ window: until("2022-07-31") }), "2022-07-31"],
    [figure(), "2022"],
    [figure({ campaign: "summer-policing" }), "2022-09-27"],
    [figure({ campaign: null, published: null }), ""],
  ])("is placed in time", (one, wanted) => expect(whenOf(one)).toBe(wanted));

  test("without a time comes last", () => {
    const late = figure({ campaign: null, published: null });
    expect(inTime([late, figure()]).map(whenOf)).toEqual(["2022", ""]);
  });

  test.each([
    [figure(), { low: 640000, high: 650000, open: null }],
    [figure({ value: 100, low: 100, high: null }), { low: 100, high: 110, open: "high" }],
    [figure({ value: 100, low: null, high: 100 }), { low: 90, high: 100, open: "low" }],
    [figure({ value: 100, low: null, high: null }), { low: 90, high: 110, open: "both" }],
  ])("has bounds", (one, wanted) => expect(bounds(one)).toEqual(wanted));

  test.each([
    [figure(), "over 640,000 起"],
    [figure({ modifier: "exact", stated_value: 20.9, stated_unit: "%" }), "20.9%"],
  ])("is written as stated", (one, wanted) => expect(written(one, { over: "over" })).toBe(wanted));
});

describe("groups across places", () => {
  const guizhou = series({ scope_code: "520000", points: [figure({ fact: "g", value: 10, scope_code: "520000" })] });
  const shaanxi = series({ scope_code: "610000", points: [figure({ fact: "s", value: 20, scope_code: "610000" })] });
  const percent = series({ scope_code: "610000", unit: "%" });
  const unstated = series({ scope_code: "640000", window: "unstated", comparable: false });

  test("hold what may stand side by side, largest number first; charts come first", () => {
    const found = groups([unstated, guizhou, percent, shaanxi]);
    expect(found.map((group) => group.figures.map((one) => one.fact))).toEqual([["s", "g"], ["f1"], ["f1"]]);
    expect(found[0]?.comparable).toBe(true);
  });

  test("take the newest figure of a place", () => {
    const old = figure({ fact: "old", window: until("2022-07-01") });
    const fresh = figure({ fact: "new", window: until("2022-08-01") });
    expect(groups([series({ points: [fresh, old] })])[0]?.figures[0]?.fact).toBe("new");
  });
});
