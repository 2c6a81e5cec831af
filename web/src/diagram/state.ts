import type { Params } from "../state/address";

/** Where a reader put a node, in the coordinates of the API's canvas. */
export interface Pin {
  readonly x: number;
  readonly y: number;
}

/** All that a diagram shows, as a value; the address holds the same. */
export interface DiagramState {
  /** The entity in the middle. */
  readonly node: string;
  readonly depth: number;
  /** Expanded entities besides the one in the middle. */
  readonly open: readonly string[];
  readonly hidden: readonly string[];
  readonly pins: Readonly<Record<string, Pin>>;
  readonly kindsOff: readonly string[];
  readonly campaign: string;
  readonly from: string;
  readonly to: string;
  readonly status: string;
  readonly stories: number;
  readonly layout: "layers" | "force";
  /** The two ends of a path, empty while not picked. */
  readonly start: string;
  readonly end: string;
  /** The node or link whose details are shown. */
  readonly selected: string;
}

export const FIRST: DiagramState = {
  node: "",
  depth: 1,
  open: [],
  hidden: [],
  pins: {},
  kindsOff: [],
  campaign: "",
  from: "",
  to: "",
  status: "",
  stories: 1,
  layout: "layers",
  start: "",
  end: "",
  selected: "",
};

const BETWEEN = ",";

/** Reads a diagram's state from the parameters of an address; what makes no sense is left out. */
export function fromParams(params: Params): DiagramState {
  const list = (name: string) => (params[name] ?? "").split(BETWEEN).filter((item) => item !== "");
  const number = (name: string, least: number, most: number) =>
    Math.min(Math.max(Math.trunc(Number(params[name] ?? least)) || least, least), most);
  return {
    node: params.node ?? "",
    depth: number("depth", 1, 4),
    open: list("open"),
    hidden: list("hide"),
    pins: Object.fromEntries(list("pin").flatMap(readPin)),
    kindsOff: list("off"),
    campaign: params.campaign ?? "",
    from: params.from ?? "",
    to: params.to ?? "",
    status: params.status ?? "",
    stories: number("stories", 1, 1000),
    layout: params.layout === "force" ? "force" : "layers",
    start: params.start ?? "",
    end: params.end ?? "",
    selected: params.sel ?? "",
  };
}

function readPin(text: string): [string, Pin][] {
  const found = /^(.+)~(-?[\d.]+)~(-?[\d.]+)$/.exec(text);
  return found?.[1] === undefined ? [] : [[found[1], { x: Number(found[2]), y: Number(found[3]) }]];
}

/** Writes a state as parameters; what is as at first is left out. */
export function toParams(state: DiagramState): Params {
  return {
    node: state.node,
    depth: state.depth === 1 ? "" : String(state.depth),
    open: state.open.join(BETWEEN),
    hide: state.hidden.join(BETWEEN),
    pin: Object.entries(state.pins)
      .map(([id, pin]) => `${id}~${Math.round(pin.x)}~${Math.round(pin.y)}`)
      .join(BETWEEN),
    off: state.kindsOff.join(BETWEEN),
    campaign: state.campaign,
    from: state.from,
    to: state.to,
    status: state.status,
    stories: state.stories === 1 ? "" : String(state.stories),
    layout: state.layout === "layers" ? "" : state.layout,
    start: state.start,
    end: state.end,
    sel: state.selected,
  };
}

/** A state as its address gives it back: positions are whole there, and a step that differed from its address could not be undone. */
export function asAddressed(state: DiagramState): DiagramState {
  return fromParams(toParams(state));
}

/** Whether the API has to narrow the facts; a neighborhood without limits comes from its adjacency. */
export function isLimited(state: DiagramState): boolean {
  return [state.campaign, state.from, state.to, state.status].some((value) => value !== "");
}

/** Adds an item to a list, or takes it out. */
export function toggled(list: readonly string[], item: string): string[] {
  return list.includes(item) ? list.filter((one) => one !== item) : [...list, item];
}
