import { describe, expect, test } from "vitest";
import type { Article, Fact } from "../api/types";
import { en } from "../words/en";
import { zh } from "../words/zh";
import { bibtex, gbt7714 } from "./cite";
import { factsOfLink } from "./facts";
import { stretches, windowAround } from "./passage";
import { amount, dateOf, statement, whyPlace } from "./statement";

const evidence = { start: 267, end: 282, quote: "公安部第七督察组19日来到贵州" };
const fact = {
  id: "1bb87bae23184a88554b",
  type: "inspection",
  article: "2022-08-20-mps",
  evidence,
  context: [],
  team: "公安部第七督察组",
  place: "贵州省",
  place_code: "520000",
} as unknown as Fact;
const article = (row: Article["row"]): Article => ({ id: "2022-08-20-mps", row, same_story: [], facts: [] });
const FULL = {
  title: "公安部督察组8月走进基层",
  publisher: "法治日报",
  published: "2022-09-16",
  url: "http://example.com/a_b",
};
const cited = (row: Article["row"]) => ({
  article: article(row),
  fact,
  address: "http://127.0.0.1:8000/?view=article&id=a",
  seen: "2026-11-22",
});

describe("GB/T 7714", () => {
  test.each<[string, Article["row"], string]>([
    [
      "a newspaper online",
      FULL,
      "公安部督察组8月走进基层[N/OL]. 法治日报, 2022-09-16[2026-11-22]. http://example.com/a_b.",
    ],
    [
      "a page without publisher",
      { ...FULL, publisher: null },
      "公安部督察组8月走进基层[EB/OL]. (2022-09-16)[2026-11-22]. http://example.com/a_b.",
    ],
    ["in print", { ...FULL, url: null }, "公安部督察组8月走进基层[N]. 法治日报, 2022-09-16[2026-11-22]."],
    ["an article that says nothing of itself", {}, "2022-08-20-mps[EB]. [2026-11-22]."],
  ])("%s", (_, row, reference) => {
    expect(gbt7714(cited(row)).split("\n")[0]).toBe(reference);
  });

  test("has the sentence, its place and where it is found again", () => {
    expect(gbt7714(cited(FULL)).split("\n")[1]).toBe(
      "“公安部第七督察组19日来到贵州”（正文第268–282字；陈述 1bb87bae23184a88554b，http://127.0.0.1:8000/?view=article&id=a）",
    );
  });
});

test("BibTeX escapes what TeX would take for commands, and keeps addresses as they are", () => {
  const entry = bibtex(cited({ ...FULL, title: "升{20%}_&#" }));
  expect(entry).toMatch(/^@online\{2022-08-20-mps-1bb87b,\n/);
  expect(entry).toContain("title = {升20\\%\\_\\&\\#}");
  expect(entry).toContain("url = {http://example.com/a_b}");
  expect(entry.split("{").length).toBe(entry.split("}").length);
});

describe("a text is parted at its marks", () => {
  const text = Array.from("甲😀乙丙丁戊己庚");
  test("by code points, the stronger mark over the weaker", () => {
    const parts = stretches(text, [
      { start: 1, end: 5, mark: "context" },
      { start: 2, end: 4, mark: "evidence", fact: "f" },
      { start: 0, end: 8, mark: "residue" },
    ]);
    expect(parts.map((part) => [part.text, part.mark])).toEqual([
      ["甲", "residue"],
      ["😀", "context"],
      ["乙丙", "evidence"],
      ["丁", "context"],
      ["戊己庚", "residue"],
    ]);
    expect(parts[2]?.facts).toEqual(["f"]);
    expect(parts.map((part) => part.text).join("")).toBe(text.join(""));
  });

  test("around a quote, from the beginning of a sentence to the end of one", () => {
    const long = Array.from(`${"前".repeat(200)}。中间一句有证据在此。${"后".repeat(200)}。`);
    const [from, to] = windowAround(long, [{ start: 203, end: 206 }]);
    expect(from).toBe(0);
    expect(long[to - 1]).toBe("。");
    expect(windowAround(Array.from("短。"), [{ start: 0, end: 1 }])).toEqual([0, 2]);
  });
});

test("a link is made of the facts of its types that name its very ends, those it lists first", () => {
  const facts = [
    { ...fact, id: "a" },
    { ...fact, id: "b", place_code: "520102" },
    { ...fact, id: "c", type: "directive" },
    { ...fact, id: "d" },
  ];
  const link = { kind: "inspected", source: "team/1", target: "place/520000", facts: ["d"] };
  expect(factsOfLink(link, facts).map((one) => one.id)).toEqual(["d", "a"]);
});

test.each([
  [{ edtf: null, start: "2022-08-19", end: "2022-08-19", date_text: "19日" }, "2022-08-19"],
  [{ edtf: "2022-08-14/2022-08-20", start: "2022-08-14", end: "2022-08-20", date_text: "" }, "2022-08-14 – 2022-08-20"],
  [{ edtf: "2024-06-24/..", start: "2024-06-24", end: null, date_text: "以来" }, "2024-06-24 –"],
  [{ edtf: null, start: null, end: null, date_text: "近日" }, "“近日”"],
  [{ edtf: null, start: null, end: null, date_text: null }, ""],
])("dates %o", (dates, shown) => expect(dateOf(dates)).toBe(shown));

test.each([
  [{}, "quote"],
  [{ evidence: { ...evidence, quote: "来到某地" }, context: [evidence] }, "context"],
  [{ evidence: { ...evidence, quote: "来到我省" } }, "article"],
  [{ place: "贵州省贵阳市南明区", evidence: { ...evidence, quote: "在南明分局" } }, "quote"],
  [{ place: undefined }, null],
])("why the place of %o", (own, why) => expect(whyPlace({ ...fact, ...own } as Fact)).toBe(why));

test("statements read in both languages", () => {
  const result = {
    ...fact,
    type: "result",
    scope: "陕西省",
    metric: "破获刑事案件",
    value: 8000,
    unit: "起",
    modifier: "over",
    change: null,
  } as unknown as Fact;
  expect(statement(fact, zh)).toBe("公安部第七督察组 → 贵州省");
  expect(statement(result, zh)).toBe("陕西省 破获刑事案件 超过 8,000 起");
  expect(amount({ ...result, change: "yoy", value: -20.9, unit: "%", modifier: "exact" }, en)).toBe(
    "year on year -20.9%",
  );
});
