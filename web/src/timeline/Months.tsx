import { useEffect, useRef, useState } from "preact/hooks";
import { useWords } from "../words";
import type { Month } from "../parts/months";
import { filled, ticks } from "./months";

interface Props {
  months: readonly Month[];
  chosen: string | undefined;
  onPick: (month: string) => void;
}

const HEIGHT = 96;
const EDGE = 24;
const WIDEST = 72;

/** A bar a month; a click keeps that month alone. The table twin is the list below it. */
export function Months({ months, chosen, onPick }: Props) {
  const words = useWords();
  const figure = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(900);
  const all = filled(months);
  const some = all.length > 0;
  useEffect(() => {
    if (!figure.current) return;
    const watch = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    watch.observe(figure.current);
    return () => watch.disconnect();
  }, [some]);
  if (!some) return null;
  const most = Math.max(...all.map((one) => one.count));
  const step = Math.min((width - 2 * EDGE) / all.length, WIDEST);
  const bar = Math.max(step * 0.8, 1.5);
  return (
    <figure class="months" ref={figure}>
      <figcaption class="soft">{words.timeline.months}</figcaption>
      <svg
        viewBox={`${-EDGE} 0 ${width} ${HEIGHT + 22}`}
        height={HEIGHT + 22}
        role="group"
        aria-label={words.timeline.months}
      >
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
        {ticks(all, step).map(({ at, text }) => (
          <text key={at} x={(at + 0.5) * step} y={HEIGHT + 16} class="month-tick">
            {text}
          </text>
        ))}
      </svg>
    </figure>
  );
}
