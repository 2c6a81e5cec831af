import { describe, expect, test } from "vitest";
import { filled, ticks } from "./months";

describe("months of a timeline", () => {
  test("have no gaps", () => {
    const months = filled([
      { month: "2022-11", count: 2 },
      { month: "2023-02", count: 1 },
    ]);
    expect(months.map(({ month, count }) => `${month}:${count}`)).toEqual([
      "2022-11:2",
      "2022-12:0",
      "2023-01:0",
      "2023-02:1",
    ]);
    expect(ticks(months, 60).map((tick) => tick.text)).toEqual(["2022-11", "12", "2023-01", "02"]);
  });

  test("become years where there are too many", () => {
    const months = filled([
      { month: "1980-05", count: 2 },
      { month: "1980-06", count: 3 },
      { month: "2023-02", count: 1 },
    ]);
    expect(months).toEqual([
      { month: "1980", count: 5 },
      { month: "2023", count: 1 },
    ]);
  });

  test("are none where nothing has a date", () => expect(filled([])).toEqual([]));

  test("name each year once where there are many", () => {
    const months = filled([
      { month: "2022-03", count: 1 },
      { month: "2024-03", count: 1 },
    ]);
    expect(ticks(months, 20).map((tick) => tick.text)).toEqual(["2022-03", "2023", "2024"]);
    expect(ticks(months, 2).map((tick) => tick.text)).toEqual(["2022-03", "2024"]);
  });
});
