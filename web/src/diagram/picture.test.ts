import { describe, expect, test } from "vitest";
import type { Diagram, Link, Node } from "../api/types";
import { merge, sift, type Sieve } from "./picture";
import { link, node } from "./sample";

function answer(nodes: Node[], links: Link[]): Diagram {
  const graph = { question: "neighborhood", layout: "layers", canvas: [2600, 2400], truncated: false };
  return {
    schema: 1,
    directed: true,
    multigraph: true,
    graph,
    kinds: [],
    link_kinds: [],
    layers: [],
    nodes,
    links,
  } as unknown as Diagram;
}

const ALL: Sieve = { kindsOff: new Set(), hidden: new Set(), kept: new Set(["team/1"]), stories: 1 };
const picture = merge([
  answer([node("team/1"), node("place/1")], [link("team/1", "place/1")]),
  answer(
    [node("place/1"), node("team/2"), node("person/1")],
    [link("team/2", "place/1", { stories: 3 }), link("person/1", "team/2")],
  ),
]);

test("answers lie over each other, nothing twice", () => {
  expect([...picture.nodes.keys()]).toEqual(["team/1", "place/1", "team/2", "person/1"]);
  expect(picture.links.size).toBe(3);
});

describe("a sieve", () => {
  test.each<[string, Partial<Sieve>, string[], Partial<Record<"kinds" | "hidden" | "stories", number>>]>([
    ["holds nothing back", {}, ["team/1", "place/1", "team/2", "person/1"], {}],
    ["takes out a kind", { kindsOff: new Set(["person"]) }, ["team/1", "place/1", "team/2"], { kinds: 1 }],
    ["keeps the middle whatever its kind", { kindsOff: new Set(["team"]) }, ["team/1", "place/1"], { kinds: 1 }],
    ["hides a node, and what only it joined", { hidden: new Set(["team/2"]) }, ["team/1", "place/1"], { hidden: 1 }],
    ["asks for stories", { stories: 2 }, ["team/1", "place/1", "team/2"], { stories: 2 }],
    ["leaves the middle alone in the end", { stories: 9 }, ["team/1"], { stories: 3 }],
  ])("%s", (_, patch, nodes, heldBack) => {
    const seen = sift(picture, { ...ALL, ...patch });
    expect(seen.nodes.map((one) => one.id)).toEqual(nodes);
    expect(seen.heldBack).toEqual({ kinds: 0, hidden: 0, stories: 0, ...heldBack });
    const ids = new Set(nodes);
    expect(seen.links.every((one) => ids.has(one.source) && ids.has(one.target))).toBe(true);
  });
});
