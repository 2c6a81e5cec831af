import type { Sign } from "./legend";

/** Samples this short need shorter dashes than the diagram's. */
const DASHES = { solid: "", dashed: "5 3", dotted: "1.5 3" };

/** What the lines mean that are seen; what the discs mean stands beside their switches. */
export function Legend({ signs, label }: { signs: readonly Sign[]; label: string }) {
  return (
    <ul class="legend" aria-label={label}>
      {signs
        .filter((sign) => sign.mark === "line")
        .map((sign) => (
          <li key={sign.id}>
            <svg viewBox="0 0 24 8" aria-hidden="true">
              <path
                d="M0 4H24"
                stroke={sign.color ?? "currentColor"}
                stroke-width={sign.color ? 2.5 : 2}
                stroke-dasharray={DASHES[sign.line]}
              />
            </svg>
            {sign.text}
          </li>
        ))}
    </ul>
  );
}
