import { describe, expect, test } from "vitest";
import { fit, toScreen, toWorld, zoom } from "./camera";
import { force } from "./force";
import { forceRequest, layered, spread } from "./layout";
import { monthsBetween } from "../parts/months";
import { link, node } from "./sample";
import { linkBeside, linksOf, nodeTowards } from "./walk";

describe("spreading", () => {
  test.each([
    [[10, 100], 20, [10, 100]],
    [[10, 10], 20, [0, 20]],
    [[0, 5, 100], 10, [-2.5, 7.5, 100]],
    [[], 10, []],
  ])("%o by %d", (heights, gap, expected) => {
    expect(spread(heights, gap)).toEqual(expected);
  });

  test("keeps the order and the gap whatever comes", () => {
    const heights = Array.from({ length: 200 }, (_, at) => (at * 7919) % 500).sort((a, b) => a - b);
    const moved = spread(heights, 12);
    for (let at = 1; at < moved.length; at++) expect((moved[at] ?? 0) - (moved[at - 1] ?? 0)).toBeGreaterThan(11.99);
  });
});

const NODES = [
  node("team/1", { x: 100, y: 100 }),
  node("team/2", { x: 100, y: 110 }),
  node("place/1", { x: 500, y: 110 }),
];

test("nodes of one layer are pushed apart, others and pins stay", () => {
  const positions = layered(NODES, { "team/2": { x: 7, y: 8 } });
  expect(positions.get("place/1")).toEqual({ x: 500, y: 110 });
  expect(positions.get("team/2")).toEqual({ x: 7, y: 8 });
  expect(layered(NODES, {}).get("team/2")?.y).toBeGreaterThan(125);
});

test("a force layout is the same every time and leaves pins where they are", () => {
  const request = forceRequest(NODES, [link("team/1", "place/1")], { "team/2": { x: 7, y: 8 } });
  expect(force(request)).toEqual(force(request));
  expect(force(request)).toContainEqual(["team/2", 7, 8]);
});

test("a camera shows all, and leads to the screen and back", () => {
  const size = { width: 800, height: 600 };
  const camera = fit(NODES, size);
  for (const point of NODES) {
    const at = toScreen(camera, point);
    expect(at.x > 0 && at.x < 800 && at.y > 0 && at.y < 600).toBe(true);
    expect(toWorld(camera, at).x).toBeCloseTo(point.x);
  }
  const held = { x: 300, y: 200 };
  expect(toWorld(zoom(camera, 2, held), held).x).toBeCloseTo(toWorld(camera, held).x);
  expect(Number.isFinite(fit([], size).sx)).toBe(true);
});

test("arrows lead to the nearest node straight ahead", () => {
  const positions = new Map([
    ["a", { x: 0, y: 0 }],
    ["b", { x: 100, y: 10 }],
    ["c", { x: 40, y: 90 }],
    ["d", { x: -5, y: 0 }],
  ]);
  const nodes = [...positions.keys()].map((id) => node(id));
  expect(nodeTowards(nodes, positions, "a", { x: 1, y: 0 })).toBe("b");
  expect(nodeTowards(nodes, positions, "a", { x: 0, y: 1 })).toBe("c");
  expect(nodeTowards(nodes, positions, "d", { x: -1, y: 0 })).toBeUndefined();
});

test("links of a node come with most facts first, round and round", () => {
  const links = [link("a", "b"), link("a", "c", { count: 5 }), link("d", "e")];
  expect(linksOf(links, "a").map((one) => one.target)).toEqual(["c", "b"]);
  expect(linkBeside(links, "a", "", 1)).toBe(links[1]?.id);
  expect(linkBeside(links, "a", links[1]?.id ?? "", -1)).toBe(links[0]?.id);
  expect(linkBeside(links, "z", "", 1)).toBeUndefined();
});

test("months without facts are filled in", () => {
  const months = monthsBetween([
    { month: "2023-01", count: 2 },
    { month: "2022-11", count: 1 },
    { month: "2022", count: 9 },
  ]);
  expect(months).toEqual([
    { month: "2022-11", count: 1 },
    { month: "2022-12", count: 0 },
    { month: "2023-01", count: 2 },
  ]);
  expect(monthsBetween([])).toEqual([]);
});
