import { labelIn, type Words } from "../words";
import type { Picture, Seen } from "./picture";

/** An entry of the legend: a disc for a kind of entity, a line for a kind or a state of links. */
export interface Sign {
  readonly id: string;
  readonly text: string;
  readonly mark: "disc" | "line";
  /** Null: the colour of the text. */
  readonly color: string | null;
  /** How a line is drawn; see DASHES. */
  readonly line: "solid" | "dashed" | "dotted";
}

/** Tells what the discs and lines mean that are seen, discs first. */
export function legendOf(picture: Picture, seen: Seen, chosen: "zh" | "en", words: Words): readonly Sign[] {
  const kinds = new Set(seen.nodes.map((node) => node.kind));
  const links = new Set(seen.links.map((link) => link.kind));
  const lines = new Set<string>(seen.links.map((link) => link.line));
  const sign = (id: string, text: string, more: Partial<Sign>): Sign => ({
    ...{ id, text, mark: "line", color: null, line: "solid" },
    ...more,
  });
  return [
    ...picture.kinds
      .filter((kind) => kinds.has(kind.id))
      .map((kind) => sign(kind.id, labelIn(chosen, kind.label, kind.label_en), { mark: "disc", color: kind.color })),
    ...picture.linkKinds
      .filter((kind) => links.has(kind.id))
      .map((kind) =>
        sign(kind.id, labelIn(chosen, kind.label, kind.label_en), {
          color: kind.color,
          line: kind.id === "inside" ? "dashed" : "solid",
        }),
      ),
    ...(lines.has("dashed") ? [sign("planned", words.diagram.planned, { line: "dashed" })] : []),
    ...(lines.has("dotted") ? [sign("doubtful", words.diagram.doubtful, { line: "dotted" })] : []),
  ];
}
