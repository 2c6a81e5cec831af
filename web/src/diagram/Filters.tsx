import { CampaignChoice } from "../parts/CampaignChoice";
import { language } from "../state/settings";
import { labelIn, useWords } from "../words";
import { Histogram } from "./Histogram";
import type { Picture } from "./picture";
import { isLimited, toggled } from "./state";
import type { Control } from "./use";

const STATUSES = ["done", "underway", "planned", "denied"] as const;
/** Wider than this, the filters are open at once. */
const WIDE = "(min-width: 82rem)";

/** What narrows the diagram. */
export function Filters({ control, picture }: { control: Control; picture: Picture }) {
  const words = useWords();
  const chosen = language.use();
  const { state, change } = control;
  const w = words.diagram;
  return (
    <details class="filters panel no-print" open={matchMedia(WIDE).matches}>
      <summary>{w.filters}</summary>
      <CampaignChoice
        value={state.campaign}
        label={w.campaign}
        any={w.anyCampaign}
        onChange={(campaign) => change({ campaign })}
      />
      <Histogram control={control} />
      <label>
        {w.status}
        <select class="field" value={state.status} onChange={(event) => change({ status: event.currentTarget.value })}>
          <option value="">{w.anyStatus}</option>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {words.status[status]}
            </option>
          ))}
        </select>
      </label>
      <label title={isLimited(state) ? w.depthLimited : ""}>
        {w.depth}
        <select
          class="field"
          value={String(isLimited(state) ? 1 : state.depth)}
          disabled={isLimited(state)}
          onChange={(event) => change({ depth: Number(event.currentTarget.value) })}
        >
          {[1, 2, 3, 4].map((depth) => (
            <option key={depth} value={String(depth)}>
              {depth}
            </option>
          ))}
        </select>
      </label>
      <label>
        {w.stories}
        <input
          class="field"
          type="number"
          min={1}
          max={1000}
          value={state.stories}
          onChange={(event) => change({ stories: Math.max(1, Math.trunc(Number(event.currentTarget.value)) || 1) })}
        />
      </label>
      <fieldset class="kinds">
        <legend>{words.diagram.kinds}</legend>
        {picture.kinds.map((kind) => (
          <label key={kind.id} class="kind-choice">
            <input
              type="checkbox"
              checked={!state.kindsOff.includes(kind.id)}
              onChange={() => change({ kindsOff: toggled(state.kindsOff, kind.id) })}
            />
            <span class="glyph" style={{ background: kind.color }} aria-hidden="true" />
            {labelIn(chosen, kind.label, kind.label_en)}
          </label>
        ))}
      </fieldset>
      {state.hidden.length > 0 && (
        <button type="button" class="action" onClick={() => change({ hidden: [] })}>
          {w.showAll(state.hidden.length)}
        </button>
      )}
    </details>
  );
}
