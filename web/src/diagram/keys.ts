import type { Node } from "../api/types";
import type { Positions } from "./layout";
import type { Seen } from "./picture";
import type { Surface } from "./surface";
import type { Control } from "./use";
import { linkBeside, nodeTowards } from "./walk";

interface Board {
  control: Control;
  seen: Seen;
  positions: Positions;
  surface: Surface | null;
  open: (node: string) => void;
  say: (text: string) => void;
  name: (node: Node) => string;
  table: () => void;
}

const ARROWS: Readonly<Record<string, { x: number; y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** What the keys do on the canvas; the help text of the words lists them. */
export function keysOf(board: Board): (event: KeyboardEvent) => void {
  return (event) => {
    const acted = event.ctrlKey || event.metaKey ? history(board, event) : event.altKey ? false : act(board, event.key);
    if (acted) event.preventDefault();
  };
}

function history({ control }: Board, event: KeyboardEvent): boolean {
  const key = event.key.toLowerCase();
  if (key === "z") (event.shiftKey ? control.redo : control.undo)();
  else if (key === "y") control.redo();
  else return false;
  return true;
}

function act(board: Board, key: string): boolean {
  const { control, surface } = board;
  const arrow = ARROWS[key];
  if (arrow) return walk(board, arrow);
  switch (key) {
    case "+":
    case "=":
      surface?.zoomBy(1.25);
      return true;
    case "-":
      surface?.zoomBy(0.8);
      return true;
    case "0":
      surface?.fit();
      return true;
    case "Escape":
      control.select("");
      return true;
    case "t":
      board.table();
      return true;
    case "[":
    case "]":
      return nextLink(board, key === "]" ? 1 : -1);
    case "Enter":
      document.querySelector<HTMLElement>(".inspector")?.focus();
      return true;
    default:
      return onNode(board, key.toLowerCase());
  }
}

function chosenNode({ control, seen }: Board): string {
  const { selected, node } = control.state;
  if (seen.nodes.some((one) => one.id === selected)) return selected;
  return seen.links.find((link) => link.id === selected)?.source ?? node;
}

function walk(board: Board, direction: { x: number; y: number }): boolean {
  const { control, seen, positions, surface, say, name } = board;
  const current = control.state.selected === "" ? undefined : chosenNode(board);
  const next = current === undefined ? control.state.node : nodeTowards(seen.nodes, positions, current, direction);
  const node = seen.nodes.find((one) => one.id === next);
  if (node) {
    control.select(node.id);
    surface?.reveal(node.id);
    say(name(node));
  }
  return true;
}

function nextLink(board: Board, step: 1 | -1): boolean {
  const { control, seen, say } = board;
  const node = chosenNode(board);
  const link = linkBeside(
    seen.links,
    control.state.selected.includes(" ") ? anchor(board) : node,
    control.state.selected,
    step,
  );
  if (link !== undefined) {
    control.select(link);
    say(link);
  }
  return true;
}

/** The node whose links are walked: the one selected before the first link was. */
function anchor({ control, seen }: Board): string {
  const link = seen.links.find((one) => one.id === control.state.selected);
  const { node } = control.state;
  return link && link.source !== node && link.target === node ? link.target : (link?.source ?? node);
}

function onNode(board: Board, key: string): boolean {
  const { control } = board;
  const { state } = control;
  const node = chosenNode(board);
  if (key === "e") board.open(node);
  else if (key === "c") control.change({ node, open: [], selected: "", hidden: [], pins: {} });
  else if (key === "h" && node !== state.node) control.change({ hidden: [...state.hidden, node], selected: "" });
  else if (key === "p") togglePin(board, node);
  else return false;
  return true;
}

function togglePin({ control, positions }: Board, node: string): void {
  const { [node]: pinned, ...others } = control.state.pins;
  const at = positions.get(node);
  if (pinned) control.change({ pins: others });
  else if (at) control.change({ pins: { ...others, [node]: at } });
}
