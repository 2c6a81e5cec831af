import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from "echarts";
import type { EChartsCoreOption } from "echarts/core";
import type { Colors } from "./Chart";
import { bounds, type Figure, whenOf } from "./figures";

interface Asked {
  figures: readonly Figure[];
  /** What stands on the axis under or beside each figure. */
  names: readonly string[];
  /** What the tooltip says of each. */
  says: readonly string[];
  unit: string;
  colors: Colors;
}

/** Figures over time as points with their bounds; joined by a line only where they are comparable. */
export function overTime({ joined, ...asked }: Asked & { joined: boolean }): EChartsCoreOption {
  return {
    ...frame(asked),
    grid: { left: 8, right: 24, top: 24, bottom: 8, containLabel: true },
    xAxis: { type: "category", data: asked.names, axisLabel: { color: asked.colors.soft }, boundaryGap: true },
    yAxis: { ...numbers(asked), type: "value" },
    series: [
      {
        type: "line",
        data: asked.figures.map((figure) => figure.value),
        symbol: joined ? "circle" : "emptyCircle",
        symbolSize: 9,
        lineStyle: joined ? { color: asked.colors.mark } : { opacity: 0 },
        itemStyle: { color: asked.colors.mark },
      },
      whiskers(asked.figures, asked.colors, false),
    ],
  };
}

/** Figures across places as bars with their bounds, the largest on top. */
export function acrossPlaces(asked: Asked): EChartsCoreOption {
  return {
    ...frame(asked),
    grid: { left: 8, right: 24, top: 8, bottom: 8, containLabel: true },
    xAxis: { ...numbers(asked), type: "value" },
    yAxis: { type: "category", inverse: true, data: asked.names, axisLabel: { color: asked.colors.ink } },
    series: [
      {
        type: "bar",
        data: asked.figures.map((figure) => figure.value),
        itemStyle: { color: asked.colors.mark },
        barMaxWidth: 22,
      },
      whiskers(asked.figures, asked.colors, true),
    ],
  };
}

function frame({ colors, says }: Asked): EChartsCoreOption {
  return {
    animation: false,
    textStyle: { color: colors.ink, fontFamily: "inherit" },
    tooltip: {
      trigger: "item",
      backgroundColor: colors.surface,
      textStyle: { color: colors.ink },
      renderMode: "richText",
      formatter: ({ dataIndex }: { dataIndex: number }) => says[dataIndex] ?? "",
    },
  };
}

function numbers({ colors, unit }: Asked): object {
  return {
    name: unit,
    scale: false,
    axisLabel: { color: colors.soft },
    splitLine: { lineStyle: { color: colors.line } },
    nameTextStyle: { color: colors.soft },
  };
}

/** A whisker a figure, from its lower to its upper bound; dashed where an end is not stated. */
function whiskers(figures: readonly Figure[], colors: Colors, across: boolean): object {
  const ends = figures.map(bounds);
  const renderItem = (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
    const end = ends[params.dataIndex];
    if (!end || end.low === end.high) return null;
    const at = (value: number) => api.coord(across ? [value, params.dataIndex] : [params.dataIndex, value]);
    const [x1 = 0, y1 = 0] = at(end.low);
    const [x2 = 0, y2 = 0] = at(end.high);
    const style = { stroke: colors.ink, lineWidth: 1.5, ...(end.open ? { lineDash: [3, 3] } : {}) };
    const cap = (x: number, y: number) => ({
      type: "line",
      shape: across ? { x1: x, y1: y - 5, x2: x, y2: y + 5 } : { x1: x - 5, y1: y, x2: x + 5, y2: y },
      style,
    });
    return { type: "group", children: [{ type: "line", shape: { x1, y1, x2, y2 }, style }, cap(x1, y1), cap(x2, y2)] };
  };
  const data = ends.map((end, at) => [at, end.low, end.high]);
  const encode = across ? { x: [1, 2], y: 0 } : { x: 0, y: [1, 2] };
  return { type: "custom", renderItem, data, encode, silent: true, z: 5 };
}

/** The labels of a time axis; figures of one time are told apart by their number. */
export function timeNames(figures: readonly Figure[]): string[] {
  const seen = new Map<string, number>();
  return figures.map((figure) => {
    const when = whenOf(figure) || "?";
    const count = (seen.get(when) ?? 0) + 1;
    seen.set(when, count);
    return count === 1 ? when : `${when} (${count})`;
  });
}
