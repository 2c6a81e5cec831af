import type { Link, Node } from "../api/types";

/** A node for tests; its kind is what its id begins with. */
export function node(id: string, own: Partial<Node> = {}): Node {
  const kind = id.split("/")[0] ?? "";
  return {
    id,
    kind,
    label: id,
    label_en: null,
    size: 1,
    layer: kind,
    x: 0,
    y: 0,
    radius: 8,
    color: "#0072b2",
    ...own,
  };
}

/** A link for tests, that a team inspected a place. */
export function link(source: string, target: string, own: Partial<Link> = {}): Link {
  const id = `${source} inspected ${target}`;
  const seen = { count: 1, stories: 1, first: null, last: null, status: "done", facts: ["f"], confidence: 0.9 };
  return { id, source, target, kind: "inspected", ...seen, width: 1, color: "#0072b2", line: "solid", ...own } as Link;
}
