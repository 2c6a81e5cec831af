import { describe, expect, test } from "vitest";
import { COLUMNS, ROWS, shortName, TILES } from "./provinces";
import { cellFrom, cellKey, rowsOf, shade, summaries, type Coverage } from "./table";

const ANSWER = {
  within: "place/100000",
  teams: ["team/7", "team/9"],
  team_labels: ["第七督察组", "第九督察组"],
  campaigns: ["summer-policing-2022", "summer-policing-2022"],
  articles: [30, 30],
  naming: [4, 5],
  places: ["place/520000", "place/640000", "place/650000"],
  place_labels: ["贵州省", "宁夏回族自治区", "新疆维吾尔自治区"],
  row: [0, 1, 1, 0],
  column: [0, 1, 2, 2],
  state: ["reported", "reported", "planned", "counted"],
  reported: [2, 3, 0, 0],
  planned: [0, 0, 1, 0],
  denied: [0, 0, 0, 0],
  stories: [2, 1, 1, 0],
  totals: [],
  states: ["reported", "planned", "counted", "denied", "none found"],
} satisfies Coverage;

describe("the coverage table", () => {
  test("has a row a team, and no cell where nothing was found", () => {
    const [seventh, ninth] = rowsOf(ANSWER);
    expect(seventh?.cells.get("place/520000")).toEqual({ state: "reported", statements: 2, stories: 2 });
    expect(seventh?.cells.has("place/640000")).toBe(false);
    expect(ninth).toMatchObject({ label: "第九督察组", articles: 30, naming: 5 });
  });

  test("sums a place over its teams: the surest state, statements of visits alone", () => {
    const found = summaries(rowsOf(ANSWER));
    expect(found.get("place/650000")).toEqual({ state: "planned", statements: 0, teams: ["第九督察组"] });
    expect(found.get("place/640000")).toEqual({ state: "reported", statements: 3, teams: ["第九督察组"] });
  });

  test.each([
    [1, 1, 2],
    [1, 100, 1],
    [10, 100, 2],
    [30, 100, 3],
    [100, 100, 4],
  ])("%i of at most %i has shade %i", (count, most, wanted) => expect(shade(count, most)).toBe(wanted));

  test("finds a cell again by its key", () => {
    expect(cellFrom(cellKey("team/9@a", "place/640000"))).toEqual({ team: "team/9@a", place: "place/640000" });
    expect(cellFrom("team/9")).toBeNull();
  });
});

describe("the tiles", () => {
  test("are the 34 provinces and 兵团, each at a spot of its own", () => {
    expect(TILES).toHaveLength(35);
    expect(new Set(TILES.map((tile) => tile.code)).size).toBe(35);
    expect(new Set(TILES.map((tile) => `${tile.column},${tile.row}`)).size).toBe(35);
    expect([COLUMNS, ROWS]).toEqual([8, 8]);
  });

  test.each([
    ["place/150000", "内蒙古自治区", "内蒙古", "Inner Mongolia"],
    ["place/520100", "贵阳市", "贵阳市", "贵阳市"],
  ])("%s has a short name", (id, label, zh, en) => {
    expect([shortName(id, label, "zh"), shortName(id, label, "en")]).toEqual([zh, en]);
  });
});
