import { BarChart, CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { AriaComponent, GridComponent, TooltipComponent } from "echarts/components";
import { init, use as register, type EChartsCoreOption } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "preact/hooks";
import { theme } from "../state/settings";

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
  const shown = theme.use();
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const chart = init(element, null, { renderer: "svg" });
    const draw = () => chart.setOption(option(colorsOf(element)), true);
    draw();
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", draw);
    return () => {
      scheme.removeEventListener("change", draw);
      watch.disconnect();
      chart.dispose();
    };
    // `option` is named by `of`
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [of, shown]);
  return <div ref={frame} class="chart" role="img" aria-label={label} style={{ height: `${height}px` }} />;
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
