import { BarChart, CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { AriaComponent, GridComponent, TooltipComponent } from "echarts/components";
import { init, use as register, type EChartsCoreOption } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "preact/hooks";
import { drawingOf, pictures } from "../parts/drawing";
import { fileName } from "../parts/save";
import { useNear } from "../evidence/near";
import { aroundPrint, dark } from "../state/settings";
import { useWords } from "../words";

register([BarChart, CustomChart, LineChart, ScatterChart, AriaComponent, GridComponent, TooltipComponent, SVGRenderer]);

/** Colours as the theme has them; a chart knows no CSS variables. */
export type Colors = Readonly<Record<"ink" | "line" | "mark" | "surface" | "soft", string>>;

interface Props {
  label: string;
  height: number;
  /** Makes the option from the colours; made again when `of` changes. */
  option: (colors: Colors) => EChartsCoreOption;
  of: unknown;
}

/** An ECharts chart that follows the theme and the width of its frame. */
export function Chart({ label, height, option, of }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const near = useNear(frame);
  const shown = dark.use();
  const words = useWords();
  useEffect(() => {
    const element = frame.current;
    if (!element || !near) return;
    const chart = init(element, null, { renderer: "svg" });
    const draw = () => chart.setOption(option(colorsOf(element)), true);
    draw();
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    const stop = aroundPrint(() => (draw(), chart.getZr().flush()));
    return () => {
      stop();
      watch.disconnect();
      chart.dispose();
    };
    // `option` is named by `of`
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [of, shown, near]);
  const drawn = () => {
    const svg = frame.current?.querySelector("svg");
    return svg ? drawingOf(svg, label) : undefined;
  };
  return (
    <figure class="chart-frame">
      <div ref={frame} class="chart" role="img" aria-label={label} style={{ height: `${height}px` }} />
      <figcaption class="chart-files no-print">
        {pictures(words.exports, fileName(label), drawn).map((choice) => (
          <button key={choice.label} type="button" class="quiet" onClick={choice.act}>
            {choice.label}
          </button>
        ))}
      </figcaption>
    </figure>
  );
}

function colorsOf(element: Element): Colors {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: value("--ink"),
    line: value("--line"),
    mark: value("--kind-metric"),
    surface: value("--surface"),
    soft: value("--ink-2"),
  };
}
