import { Kind } from "../parts/Kind";
import { language } from "../state/settings";
import { labelIn, useWords } from "../words";
import { spanOf } from "./labels";
import type { Point } from "./layout";
import type { Picture } from "./picture";

/** What is under the pointer, in a few words. */
export function HoverCard({ id, at, picture }: { id: string; at: Point; picture: Picture }) {
  const words = useWords();
  const chosen = language.use();
  const node = picture.nodes.get(id);
  const link = picture.links.get(id);
  const label = (name: string) => {
    const found = picture.nodes.get(name);
    return found ? labelIn(chosen, found.label, found.label_en) : name;
  };
  const kind = link && picture.linkKinds.find((one) => one.id === link.kind);
  return (
    <div class="hover-card" style={{ left: `${at.x + 14}px`, top: `${at.y + 14}px` }} aria-hidden="true">
      {node && (
        <>
          <Kind kind={node.kind} named />
          <strong>{labelIn(chosen, node.label, node.label_en)}</strong>
          <span>{words.diagram.size(node.size)}</span>
        </>
      )}
      {link && (
        <>
          <span>{kind && labelIn(chosen, kind.label, kind.label_en)}</span>
          <strong>
            {label(link.source)} → {label(link.target)}
          </strong>
          <span>
            {spanOf(link)} {link.status && link.status !== "done" && words.status[link.status]}
          </span>
        </>
      )}
    </div>
  );
}
