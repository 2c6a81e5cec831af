import { expect, test } from "vitest";
import type { Suggestion } from "../api/types";
import { grouped } from "./grouping";

const entity = (id: string): Suggestion => ({ id, kind: id.split("/")[0] ?? "", label: id, facts: 1, match: "start" });

test("suggestions come by kind, the best one's kind first, in the order of the answer", () => {
  const groups = grouped(["team/1", "place/1", "team/2", "article/1", "place/2"].map(entity));
  expect(groups.map((group) => [group.kind, ...group.items.map((item) => item.id)])).toEqual([
    ["team", "team/1", "team/2"],
    ["place", "place/1", "place/2"],
    ["article", "article/1"],
  ]);
  expect(grouped([])).toEqual([]);
});
