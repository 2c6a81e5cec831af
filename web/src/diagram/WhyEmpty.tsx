import { useWords } from "../words";
import type { Picture, Seen } from "./picture";
import { isLimited } from "./state";
import type { Control } from "./use";

/** Says why there is nothing to draw, and takes away what holds it back. */
export function WhyEmpty({ control, picture, seen }: { control: Control; picture: Picture; seen: Seen }) {
  const words = useWords();
  const w = words.diagram;
  const { kinds, hidden, stories } = seen.heldBack;
  const limited = isLimited(control.state) && picture.links.size === 0;
  const reset = { kindsOff: [], hidden: [], stories: 1, campaign: "", from: "", to: "", status: "" };
  return (
    <div class="note why-empty">
      <h2>{w.emptyTitle}</h2>
      <ul>
        {limited && <li>{w.empty.limits}</li>}
        {kinds > 0 && <li>{w.empty.kinds(kinds)}</li>}
        {hidden > 0 && <li>{w.empty.hidden(hidden)}</li>}
        {stories > 0 && <li>{w.empty.stories(stories)}</li>}
        {!limited && kinds + hidden + stories === 0 && <li>{w.empty.nothing}</li>}
      </ul>
      {(limited || kinds + hidden + stories > 0) && (
        <button type="button" class="action primary" onClick={() => control.change(reset)}>
          {w.reset}
        </button>
      )}
    </div>
  );
}
