import { useMemo } from "preact/hooks";
import { useAnswer, type Answer } from "../api/answer";
import { api, taken } from "../api/client";
import type { Diagram } from "../api/types";
import { address, go, useAddress } from "../state/address";
import { cell } from "../state/store";
import { merge, NOTHING, type Picture } from "./picture";
import { asAddressed, fromParams, isLimited, toParams, type DiagramState } from "./state";
import { advance, begin, redo, undo, type History } from "./undo";

const history = cell<History<DiagramState>>(begin(fromParams({})));

/** The diagram's state and what changes it; every change is a step that can be undone, a selection is none. */
export interface Control {
  readonly state: DiagramState;
  readonly change: (patch: Partial<DiagramState>) => void;
  readonly select: (id: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export function useDiagram(): Control {
  const { params } = useAddress();
  const text = JSON.stringify(params);
  const state = useMemo(() => fromParams(params), [text]); // eslint-disable-line react-hooks/exhaustive-deps
  const past = history.use();
  const show = (next: DiagramState, replace = false) =>
    go(
      "diagram",
      { ...toParams(next), cam: next.node === state.node ? (address().params.cam ?? "") : "" },
      { replace },
    );
  // an address typed, shared or gone back to is a step like any other
  const steps = same(past.now, state) ? past : past.now.node === "" ? begin(state) : advance(past, state);
  const take = (next: History<DiagramState>) => {
    history.set(next);
    show(next.now);
  };
  return {
    state,
    change: (patch) => take(advance(steps, asAddressed({ ...state, ...patch }))),
    select: (id) => {
      const next = { ...state, selected: id };
      history.set({ ...steps, now: next });
      show(next, true);
    },
    undo: () => take(undo(steps)),
    redo: () => take(redo(steps)),
    canUndo: steps.past.length > 0,
    canRedo: steps.future.length > 0,
  };
}

function same(a: DiagramState, b: DiagramState): boolean {
  return JSON.stringify({ ...a, selected: "" }) === JSON.stringify({ ...b, selected: "" });
}

/** What a diagram holds, and the paths asked for. */
export interface Drawn {
  readonly picture: Picture;
  readonly paths: readonly (readonly string[])[];
}

const NEAR = 300;
const FAR = 1000;

/** Asks for what a state shows: one answer for each expanded entity, one for the paths. */
export function useDrawn(state: DiagramState): Answer<Drawn> {
  const { node, open, depth, campaign, from, to, status, start, end } = state;
  const key = node === "" ? null : JSON.stringify([node, open, depth, campaign, from, to, status, start, end]);
  return useAnswer(key, async (signal) => {
    const around = [node, ...open].map((id) =>
      isLimited(state) ? askFacts(id, state, signal) : askNear(id, state, signal),
    );
    const paths = start !== "" && end !== "" ? [askPaths(start, end, signal)] : [];
    const answers = await Promise.all([...around, ...paths]);
    const found = answers.flatMap((answer) => (answer.graph.paths ?? []) as string[][]);
    return { picture: answers.length === 0 ? NOTHING : merge(answers), paths: found };
  });
}

function askNear(node: string, state: DiagramState, signal: AbortSignal): Promise<Diagram> {
  const depth = node === state.node ? state.depth : 1;
  const query = { node, depth, limit: depth === 1 ? NEAR : FAR };
  return kept(`near|${JSON.stringify(query)}`, () =>
    taken(api.GET("/v1/graph/neighborhood", { params: { query }, signal })),
  );
}

function askFacts(entity: string, state: DiagramState, signal: AbortSignal): Promise<Diagram> {
  const limits = Object.entries({ campaign: state.campaign, from: state.from, to: state.to, status: state.status });
  const query = { entity, ...Object.fromEntries(limits.filter(([, value]) => value !== "")) };
  return kept(`facts|${JSON.stringify(query)}`, () => taken(api.GET("/v1/graph/facts", { params: { query }, signal })));
}

function askPaths(from: string, to: string, signal: AbortSignal): Promise<Diagram> {
  return taken(api.GET("/v1/graph/paths", { params: { query: { from, to, limit: 5 } }, signal }));
}

const answers = new Map<string, { asked: number; answer: Diagram }>();
const FRESH = 20_000;
const KEPT = 60;

/** Keeps answers for a moment, so that expanding one entity does not ask for all others again. */
async function kept(key: string, ask: () => Promise<Diagram>): Promise<Diagram> {
  const known = answers.get(key);
  if (known && Date.now() - known.asked < FRESH) return known.answer;
  const answer = await ask();
  if (answers.size >= KEPT) answers.clear();
  answers.set(key, { asked: Date.now(), answer });
  return answer;
}
