import { addressOf, callOf } from "../api/client";
import { pictures } from "../parts/drawing";
import { ExportMenu } from "../parts/ExportMenu";
import { csv, fileName, save } from "../parts/save";
import { keyOf } from "../search/entities";
import { change } from "../state/address";
import { useWords } from "../words";
import type { Sign } from "./legend";
import type { Seen } from "./picture";
import type { Surface } from "./surface";
import { isLimited } from "./state";
import type { Control } from "./use";

interface Props {
  control: Control;
  surface: Surface | null;
  name: string;
  asTable: boolean;
  seen: Seen;
  legend: readonly Sign[];
}

/** What is done with the whole diagram. */
export function Toolbar({ control, surface, name, asTable, seen, legend }: Props) {
  const words = useWords();
  const { state } = control;
  const w = words.diagram;
  return (
    <div class="toolbar no-print" role="toolbar" aria-label={words.views.diagram}>
      <Tool
        label={w.undo}
        path="M4 4v4h4M4.5 8A5 5 0 1 1 5 12"
        disabled={!control.canUndo}
        act={() => control.undo()}
      />
      <Tool
        label={w.redo}
        path="M12 4v4H8M11.5 8A5 5 0 1 0 11 12"
        disabled={!control.canRedo}
        act={() => control.redo()}
      />
      <Tool label={w.zoomIn} path="M8 3v10M3 8h10" disabled={asTable} act={() => surface?.zoomBy(1.3)} />
      <Tool label={w.zoomOut} path="M3 8h10" disabled={asTable} act={() => surface?.zoomBy(1 / 1.3)} />
      <Tool label={w.fit} path="M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3" disabled={asTable} act={() => surface?.fit()} />
      <span class="toolbar-group" role="group" aria-label={w.layout}>
        {(["layers", "force"] as const).map((layout) => (
          <button
            key={layout}
            type="button"
            class="action"
            aria-pressed={state.layout === layout}
            onClick={() => control.change({ layout, pins: {} })}
          >
            {w[layout]}
          </button>
        ))}
      </span>
      <button
        type="button"
        class="action"
        aria-pressed={asTable}
        onClick={() => change({ as: asTable ? "" : "table" })}
      >
        {w.asTable}
      </button>
      <span class="toolbar-count">{w.nodes(seen.nodes.length, seen.links.length)}</span>
      <Exports control={control} surface={surface} name={name} seen={seen} legend={legend} />
    </div>
  );
}

function Tool({ label, path, act, disabled }: { label: string; path: string; act: () => void; disabled: boolean }) {
  return (
    <button type="button" class="action tool" title={label} aria-label={label} disabled={disabled} onClick={act}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path
          d={path}
          fill="none"
          stroke="currentColor"
          stroke-width="1.6"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
    </button>
  );
}

function Exports({ control, surface, name, seen, legend }: Omit<Props, "asTable">) {
  const words = useWords();
  const { state } = control;
  const file = fileName("campaign-graph", keyOf(state.node));
  const query = isLimited(state)
    ? { entity: state.node, campaign: state.campaign, from: state.from, to: state.to, status: state.status }
    : { node: state.node, depth: String(state.depth) };
  const path = isLimited(state) ? "/v1/graph/facts" : "/v1/graph/neighborhood";
  const { node, campaign, from, to, status } = state;
  const drawn = surface ? pictures(words.exports, file, () => surface.drawing(name, legend)) : [];
  const data = { directed: true, multigraph: true, graph: { start: state.node }, nodes: seen.nodes, links: seen.links };
  const rows = seen.links.map((link) => [
    link.source,
    link.kind,
    link.target,
    link.count,
    link.stories,
    link.first,
    link.last,
    link.status,
  ]);
  return (
    <ExportMenu
      api={addressOf(path, query)}
      files={[
        { title: words.exports.wholeDiagram, address: callOf(path, query) },
        {
          title: words.exports.allFacts,
          address: callOf("/v1/timeline", { entity: node, campaign, from, to, status }),
        },
      ]}
      choices={[
        ...drawn,
        {
          label: "JSON (networkx node-link)",
          act: () => save(JSON.stringify(data), `${file}.json`, "application/json"),
        },
        {
          label: words.exports.csv,
          act: () =>
            save(
              csv(["source", "kind", "target", "count", "stories", "first", "last", "status"], rows),
              `${file}.csv`,
              "text/csv",
            ),
        },
      ]}
    />
  );
}
