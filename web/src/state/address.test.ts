import { afterEach, describe, expect, test, vi } from "vitest";
import { address, change, go, parse, write } from "./address";

afterEach(() => go("home", {}, { replace: true }));

describe("an address", () => {
  test.each([
    ["", "home", {}],
    [
      "?view=diagram&node=team/mps-supervision-9@summer-policing-2022",
      "diagram",
      { node: "team/mps-supervision-9@summer-policing-2022" },
    ],
    ["?view=nonsense&q=1", "home", { q: "1" }],
    ["?view=ask&q=%E5%8E%BB%E8%BF%87%E5%93%AA%E4%BA%9B%E7%9C%81%3F", "ask", { q: "去过哪些省?" }],
  ])("%s is read", (text, view, params) => {
    expect(parse(text)).toEqual({ view, params });
  });

  test("is read as it was written, with ids left readable", () => {
    const shown = { view: "diagram", params: { node: "team/a@b", open: "place/1,place/2", q: "a&b=c?d#e %" } } as const;
    expect(write(shown)).toContain("node=team/a@b&open=place/1,place/2");
    expect(parse(write(shown))).toEqual(shown);
  });

  test("leaves out what is empty", () => {
    expect(write({ view: "coverage", params: { campaign: "", team: "x" } })).toBe("?view=coverage&team=x");
    expect(write({ view: "home", params: {} })).toBe(location.pathname);
  });

  test("changes one parameter and keeps the others, with a step in the history", () => {
    go("coverage", { campaign: "a", ev: "x" });
    const steps = vi.spyOn(history, "pushState");
    change({ ev: undefined, place: "1" });
    expect(address()).toEqual({ view: "coverage", params: { campaign: "a", place: "1" } });
    expect(steps).toHaveBeenCalledOnce();
  });
});
