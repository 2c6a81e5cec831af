import { expect, test } from "vitest";
import { changesOf, textOf, valueOf } from "./client";

test.each<[string, unknown, unknown]>([
  ["8000", 21000, 8000],
  ["8千", 21000, "8千"],
  ["520103", "520102", "520103"],
  [" ", "520102", null],
  ["南明分局、云岩分局", ["南明分局"], ["南明分局", "云岩分局"]],
  ["done", null, "done"],
])("%s over %o is %o", (text, before, value) => expect(valueOf(text, before)).toEqual(value));

test("only what differs is a change", () => {
  const fact = { value: 8000, place_code: "520102", end: null, sites: ["a", "b"] };
  const typed = Object.fromEntries(Object.entries(fact).map(([name, value]) => [name, textOf(value)]));
  expect(changesOf(fact, typed)).toEqual({});
  expect(changesOf(fact, { ...typed, value: "9000", end: "2022-08" })).toEqual({ value: 9000, end: "2022-08" });
});
