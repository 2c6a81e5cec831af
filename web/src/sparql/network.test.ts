import { describe, expect, test } from "vitest";
import { read, type Binding } from "./ask";
import { EXAMPLES } from "./examples";
import { entityOf, networkOf, place } from "./network";

const iri = (id: string) => ({ type: "uri" as const, value: `https://w3id.org/campaign-graph/${id}` });
const text = (value: string) => ({ type: "literal" as const, value });
const ROWS: Binding[] = [
  { team: iri("team/mps-9@a"), name: text("第九督察组"), place: iri("place/640000"), n: text("3") },
  { team: iri("team/mps-9@a"), name: text("第九督察组"), place: iri("place/650000"), n: text("2") },
  { team: iri("team/mps-9@a"), name: text("第九督察组"), place: iri("place/640000"), n: text("1") },
];

describe("a result as a network", () => {
  test.each([
    [iri("team/mps-9@a"), "team/mps-9@a"],
    [iri("person/%E9%82%A2@x"), "person/邢@x"],
    [iri("fact/0351"), null],
    [{ type: "uri" as const, value: "http://example.org/team/1" }, null],
    [text("team/1"), null],
    [undefined, null],
  ])("%o is entity %s", (term, wanted) => expect(entityOf(term)).toBe(wanted));

  test("joins what stands in one row, and takes names from the column beside", () => {
    const network = networkOf(["team", "name", "place", "n"], ROWS);
    expect(network.dots.map((dot) => dot.label)).toEqual(["第九督察组", "640000", "650000"]);
    expect(network.lines).toEqual([
      { source: "team/mps-9@a", target: "place/640000", count: 2 },
      { source: "team/mps-9@a", target: "place/650000", count: 1 },
    ]);
  });

  test("says when it leaves entities out", () => {
    const network = networkOf(["team", "place"], ROWS, 2);
    expect([network.dots.length, network.truncated]).toEqual([2, true]);
  });

  test("is placed inside the frame, the same way each time", () => {
    const positions = [1, 2].map(() => {
      const network = networkOf(["team", "place"], ROWS);
      place(network, 800, 500);
      return network.dots.map((dot) => [Math.round(dot.x), Math.round(dot.y)]);
    });
    expect(positions[0]).toEqual(positions[1]);
    for (const [x = -1, y = -1] of positions[0] ?? []) expect(x >= 0 && x <= 800 && y >= 0 && y <= 500).toBe(true);
  });
});

describe("a result", () => {
  test("is read as a table or as yes and no", () => {
    expect(read('{"head":{"vars":["a"]},"results":{"bindings":[]}}')).toEqual({
      kind: "table",
      variables: ["a"],
      rows: [],
    });
    expect(read('{"head":{},"boolean":true}')).toEqual({ kind: "boolean", value: true });
  });

  test("has examples to start from, each with a limit", () => {
    expect(EXAMPLES.every((example) => /LIMIT \d+$/.test(example.query))).toBe(true);
  });
});
