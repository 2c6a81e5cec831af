import { useEffect, useState } from "preact/hooks";
import { forceRequest, layered, type ForceAnswer, type Positions } from "./layout";
import type { Seen } from "./picture";
import type { DiagramState } from "./state";

/** Positions of what is seen: the API's at once, those by force when the worker has them, and whether these are they. */
export function usePositions(
  seen: Seen,
  { layout, pins }: Pick<DiagramState, "layout" | "pins">,
): { positions: Positions; settled: boolean } {
  const [forced, setForced] = useState<{ of: Seen; positions: Positions }>();
  const pinned = JSON.stringify(pins);
  useEffect(() => {
    if (layout !== "force" || seen.nodes.length === 0) return;
    const worker = new Worker(new URL("./force.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = (event: MessageEvent<ForceAnswer>) => {
      setForced({ of: seen, positions: new Map(event.data.map(([id, x, y]) => [id, { x, y }])) });
      worker.terminate();
    };
    worker.postMessage(forceRequest(seen.nodes, seen.links, pins));
    return () => worker.terminate();
    // pins by what they say
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [layout, seen, pinned]);
  if (layout === "force" && forced?.of === seen) return { positions: forced.positions, settled: true };
  return { positions: layered(seen.nodes, pins), settled: layout === "layers" };
}
