import { expect, test } from "vitest";
import { parse, write } from "../state/address";
import { asAddressed, FIRST, fromParams, isLimited, toParams, type DiagramState } from "./state";
import { advance, begin, redo, undo } from "./undo";

const FULL: DiagramState = {
  node: "team/mps-supervision-9@summer-policing-2022",
  depth: 2,
  open: ["place/640000", "org/100000-mps"],
  hidden: ["place/520102"],
  pins: { "place/640000": { x: 12, y: -30 } },
  kindsOff: ["person"],
  campaign: "summer-policing-2022",
  from: "2022-07",
  to: "2022-09",
  status: "done",
  stories: 2,
  layout: "force",
  start: "place/640000",
  end: "place/520000",
  selected: "team/mps-supervision-9@summer-policing-2022 inspected place/640000",
};

test("a diagram survives its address whole", () => {
  const search = write({ view: "diagram", params: toParams(FULL) });
  expect(fromParams(parse(search).params)).toEqual(FULL);
});

test("a position is whole, as the address has it", () => {
  expect(asAddressed({ ...FULL, pins: { "place/640000": { x: 12.4, y: -29.7 } } })).toEqual(FULL);
});

test("an address says nothing of what is as at first", () => {
  expect(write({ view: "diagram", params: toParams({ ...FIRST, node: "place/1" }) })).toBe(
    "?view=diagram&node=place/1",
  );
});

test.each([
  [{ depth: "9" }, { depth: 4 }],
  [
    { depth: "x", stories: "-3" },
    { depth: 1, stories: 1 },
  ],
  [{ layout: "spiral" }, { layout: "layers" }],
  [{ pin: "place/1~a~b,place/2~3~4" }, { pins: { "place/2": { x: 3, y: 4 } } }],
])("%o is mended", (params, expected) => {
  expect(fromParams(params)).toMatchObject(expected);
});

test("facts are narrowed by campaign, dates and status, not by what is hidden", () => {
  expect(isLimited({ ...FIRST, hidden: ["a"], kindsOff: ["b"], stories: 3 })).toBe(false);
  expect(isLimited({ ...FIRST, from: "2022" })).toBe(true);
});

test("steps are undone and taken up again; a new step forgets what was undone", () => {
  const three = advance(advance(begin(1), 2), 3);
  expect(undo(undo(undo(three))).now).toBe(1);
  expect(redo(undo(three))).toEqual(three);
  expect(redo(three)).toEqual(three);
  expect(redo(advance(undo(three), 4)).now).toBe(4);
});
