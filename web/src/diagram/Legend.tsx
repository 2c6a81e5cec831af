import { language } from "../state/settings";
import { labelIn, useWords } from "../words";
import type { Picture, Seen } from "./picture";

/** What the lines mean, for the kinds of link that are seen. */
export function Legend({ picture, seen }: { picture: Picture; seen: Seen }) {
  const words = useWords();
  const chosen = language.use();
  const used = new Set(seen.links.map((link) => link.kind));
  const lines = new Set(seen.links.map((link) => link.line));
  return (
    <ul class="legend" aria-label={words.diagram.legend}>
      {picture.linkKinds
        .filter((kind) => used.has(kind.id))
        .map((kind) => (
          <li key={kind.id}>
            <svg viewBox="0 0 24 8" aria-hidden="true">
              <path
                d="M0 4H24"
                stroke={kind.color}
                stroke-width="2.5"
                stroke-dasharray={kind.id === "inside" ? "5 3" : ""}
              />
            </svg>
            {labelIn(chosen, kind.label, kind.label_en)}
          </li>
        ))}
      {lines.has("dashed") && <Line dash="5 3" text={words.diagram.planned} />}
      {lines.has("dotted") && <Line dash="1.5 3" text={words.diagram.doubtful} />}
    </ul>
  );
}

function Line({ dash, text }: { dash: string; text: string }) {
  return (
    <li>
      <svg viewBox="0 0 24 8" aria-hidden="true">
        <path d="M0 4H24" stroke="currentColor" stroke-width="2" stroke-dasharray={dash} />
      </svg>
      {text}
    </li>
  );
}
