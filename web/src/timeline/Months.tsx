import { useWords } from "../words";
import type { Month } from "../parts/months";
import { filled, ticks } from "./months";

interface Props {
  months: readonly Month[];
  chosen: string | undefined;
  onPick: (month: string) => void;
}

const HEIGHT = 72;
const WIDTH = 900;

/** A bar a month; a click keeps that month alone. The table twin is the list below it. */
export function Months({ months, chosen, onPick }: Props) {
  const words = useWords();
  const all = filled(months);
  if (all.length === 0) return null;
  const most = Math.max(...all.map((one) => one.count));
  const step = Math.min(WIDTH / all.length, 60);
  const bar = Math.max(step * 0.8, 1.5);
  return (
    <figure class="months">
      <figcaption class="soft">{words.timeline.months}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 22}`} role="group" aria-label={words.timeline.months}>
        {all.map(({ month, count }, at) => {
          const height = count === 0 ? 0 : 6 + (HEIGHT - 6) * (count / most);
          const said = words.timeline.month(month, count);
          return count === 0 ? null : (
            <g
              key={month}
              role="button"
              tabIndex={0}
              class="month"
              aria-pressed={chosen === month}
              aria-label={said}
              onClick={() => onPick(month)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" && event.key !== " ") return;
                event.preventDefault();
                onPick(month);
              }}
            >
              <title>{said}</title>
              <rect class="month-reach" x={at * step} y={0} width={step} height={HEIGHT} />
              <rect
                class="month-bar"
                x={at * step + (step - bar) / 2}
                y={HEIGHT - height}
                width={bar}
                height={height}
                rx={1.5}
              />
            </g>
          );
        })}
        <line x1={0} x2={all.length * step} y1={HEIGHT} y2={HEIGHT} class="month-line" />
        {ticks(all).map(({ at, text }) => (
          <text key={at} x={at * step} y={HEIGHT + 16} class="month-tick">
            {text}
          </text>
        ))}
      </svg>
    </figure>
  );
}
