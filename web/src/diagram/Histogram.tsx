import { useMemo } from "preact/hooks";
import { useAnswer } from "../api/answer";
import { api, taken } from "../api/client";
import { useWords } from "../words";
import { between, monthsBetween } from "../parts/months";
import type { Control } from "./use";

/** Dates as two sliders over a histogram of the facts by month; the same as two fields. */
export function Histogram({ control }: { control: Control }) {
  const words = useWords();
  const { state } = control;
  const limits = Object.fromEntries(
    Object.entries({ campaign: state.campaign, status: state.status }).filter(([, value]) => value !== ""),
  );
  const answer = useAnswer(`months|${state.node}|${JSON.stringify(limits)}`, (signal) =>
    taken(api.GET("/v1/timeline", { params: { query: { entity: state.node, limit: 1, ...limits } }, signal })),
  );
  const months = useMemo(() => monthsBetween(answer.data?.months ?? []), [answer.data]);
  const first = months[0];
  if (!first || !answer.data) return null;
  const most = Math.max(...months.map((month) => month.count));
  const from = Math.max(
    months.findIndex((month) => month.month >= state.from.slice(0, 7)),
    0,
  );
  const last = months.length - 1;
  const upper =
    state.to === ""
      ? last
      : Math.max(
          months.findLastIndex((month) => month.month <= state.to.slice(0, 7)),
          from,
        );
  const set = (start: number, end: number) =>
    control.change({
      from: start === 0 ? "" : (months[start]?.month ?? ""),
      to: end === last ? "" : (months[end]?.month ?? ""),
    });
  return (
    <fieldset class="histogram">
      <legend>{words.diagram.dates}</legend>
      <svg viewBox={`0 0 ${months.length} 10`} preserveAspectRatio="none" aria-hidden="true">
        {months.map((month, at) => (
          <rect
            key={month.month}
            class={between(at, from, upper) ? "bar" : "bar bar-out"}
            x={at + 0.08}
            width={0.84}
            y={10 - (10 * month.count) / most}
            height={(10 * month.count) / most}
          />
        ))}
      </svg>
      <div class="sliders">
        <input
          type="range"
          min={0}
          max={last}
          value={from}
          aria-label={words.diagram.from}
          aria-valuetext={months[from]?.month ?? ""}
          onChange={(event) => set(Math.min(Number(event.currentTarget.value), upper), upper)}
        />
        <input
          type="range"
          min={0}
          max={last}
          value={upper}
          aria-label={words.diagram.to}
          aria-valuetext={months[upper]?.month ?? ""}
          onChange={(event) => set(from, Math.max(Number(event.currentTarget.value), from))}
        />
      </div>
      <p class="histogram-ends">
        <span>{months[from]?.month}</span>
        {answer.data.undated > 0 && <span class="undated">{words.diagram.undated(answer.data.undated)}</span>}
        <span>{months[upper]?.month}</span>
      </p>
    </fieldset>
  );
}
