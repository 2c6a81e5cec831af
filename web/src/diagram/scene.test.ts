import { expect, test } from "vitest";
import { nameOf, spanOf, widthOf } from "./labels";
import { glyphColor } from "./paint";
import { link, node } from "./sample";
import { hit, pointOn, sceneOf, type Subject } from "./scene";
import { svgOf } from "./svg";

const SIZE = { width: 800, height: 600 };
const CAMERA = { sx: 1, sy: 1, x: 0, y: 0 };
const NODES = [node("team/1", { label: "第九督察组 <b>&" }), node("place/1", { label: "贵州省贵阳市南明区" })];
const SUBJECT: Subject = {
  nodes: NODES,
  links: [link("team/1", "place/1", { line: "dashed", count: 3, first: "2022-08-19", last: "2022-08-20" })],
  layers: [{ id: "team", label: "督察组", label_en: "Teams", x: 100 }],
  positions: new Map([
    ["team/1", { x: 100, y: 300 }],
    ["place/1", { x: 600, y: 300 }],
  ]),
  middle: "team/1",
  strong: new Set(),
  dimming: false,
  pinned: new Set(),
  english: false,
  glyphs: { team: "督" },
};
const scene = sceneOf(SUBJECT, CAMERA, SIZE);

test("nodes and links are found where they are drawn, nodes first", () => {
  expect(hit(scene, { x: 104, y: 302 })).toEqual({ kind: "node", id: "team/1" });
  const arc = scene.arcs[0];
  expect(arc && hit(scene, pointOn(arc, 0.5))).toEqual({ kind: "link", id: SUBJECT.links[0]?.id });
  expect(hit(scene, { x: 300, y: 500 })).toBeUndefined();
});

test("what does not touch the selection steps back", () => {
  const more = { ...SUBJECT, nodes: [...NODES, node("place/2")], strong: new Set(["place/1"]), dimming: true };
  const dim = sceneOf(more, CAMERA, SIZE).dots.filter((dot) => dot.dim);
  expect(dim.map((dot) => dot.id)).toEqual(["place/2"]);
});

test("labels tell names, how often and when", () => {
  expect(scene.labels.map((label) => label.text)).toEqual(["第九督察组 <b>&", "南明区", "3 · 2022-08-19–2022-08-20"]);
});

test.each([
  ["贵州省贵阳市南明区", "place", "南明区"],
  ["新疆维吾尔自治区", "place", "新疆维吾尔自治区"],
  ["湘西土家族苗族自治州", "place", "湘西土家族苗族自治州"],
  ["北京市", "place", "北京市"],
  ["重庆市渝中区", "place", "渝中区"],
  ["贵州省公安厅", "org", "贵州省公安厅"],
])("%s (%s) is called %s", (label, kind, name) => {
  expect(nameOf({ label, kind, label_en: null }, false)).toBe(name);
});

test("a link's span", () => {
  expect(spanOf({ count: 1, first: "2022-08-19", last: "2022-08-19" })).toBe("1 · 2022-08-19");
  expect(spanOf({ count: 2, first: null, last: null })).toBe("2");
  expect(spanOf({ count: 0, first: null, last: null })).toBe("");
  expect(widthOf("督察ab", 10)).toBeCloseTo(31.2);
});

test("an SVG is well formed, says what it shows and escapes every name", () => {
  const paint = {
    paper: "#fff",
    ink: "#000",
    soft: "#555",
    line: "#ddd",
    seal: "#a00",
    font: '"Noto Sans", sans-serif',
  };
  const { svg } = svgOf(scene, paint, "A & B", []);
  const page = new DOMParser().parseFromString(svg, "image/svg+xml");
  expect(page.querySelectorAll("circle").length).toBeGreaterThanOrEqual(2);
  expect(svg).toContain("stroke-dasharray");
  expect(svg).toContain("第九督察组 &lt;b&gt;&amp;");
  expect(svg).not.toContain("<b>");
});

test("an SVG tells below the drawing what its discs and lines mean, in as many rows as it takes", () => {
  const paint = { paper: "#fff", ink: "#000", soft: "#555", line: "#ddd", seal: "#a00", font: "serif" };
  const sign = { id: "team", text: "督察组", mark: "disc", color: "#e69f00", line: "solid" } as const;
  const line = { id: "planned", text: "计划 <i>", mark: "line", color: null, line: "dashed" } as const;
  const few = svgOf(scene, paint, "A", [sign, line]);
  const many = svgOf(scene, paint, "A", Array<typeof sign>(20).fill(sign));
  expect([few.width, few.height, many.height]).toEqual([800, 600 + 22 + 16, 600 + 3 * 22 + 16]);
  const page = new DOMParser().parseFromString(few.svg, "image/svg+xml");
  const texts = [...page.querySelectorAll("text")].slice(-2);
  expect(texts.map((text) => text.textContent)).toEqual(["督察组", "计划 <i>"]);
  expect(few.svg).toContain('stroke="#000" stroke-width="2.5" stroke-dasharray="7 5"');
});

test.each([
  ["#e69f00", "#111111"],
  ["#0072b2", "#ffffff"],
  ["#9a3324", "#ffffff"],
  ["#56b4e9", "#111111"],
])("a sign on %s is %s", (color, sign) => expect(glyphColor(color)).toBe(sign));
