import type { Point } from "./layout";
import type { Surface } from "./surface";

/** What a reader does with a pointer. */
export interface Gestures {
  hover(target: ReturnType<Surface["at"]>, at: Point): void;
  select(target: ReturnType<Surface["at"]>): void;
  open(node: string): void;
  place(node: string, at: Point): void;
}

const SLACK = 4;
const FINGER = 14;

/** Turns pointers, wheel and pinches on a canvas into gestures; returns what stops it. */
export function listen(canvas: HTMLCanvasElement, surface: Surface, gestures: Gestures): () => void {
  const down = new Map<number, Point>();
  let moved = false;
  let grabbed: string | undefined;
  let last: { node: string | undefined; time: number } = { node: undefined, time: 0 };
  const pointOf = (event: MouseEvent): Point => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const targetOf = (event: PointerEvent) =>
    surface.at(pointOf(event), event.pointerType === "touch" ? FINGER : undefined);

  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    down.set(event.pointerId, pointOf(event));
    const target = targetOf(event);
    grabbed = down.size === 1 && target?.kind === "node" ? target.id : undefined;
    if (down.size === 1) moved = false;
  };
  const onMove = (event: PointerEvent) => {
    const at = pointOf(event);
    const before = down.get(event.pointerId);
    if (!before) return gestures.hover(targetOf(event), at);
    if (!moved && Math.hypot(at.x - before.x, at.y - before.y) < SLACK) return;
    moved = true;
    gestures.hover(undefined, at);
    if (down.size === 2) pinch(event.pointerId, before, at);
    else if (grabbed) surface.drag(grabbed, at);
    else surface.panBy(at.x - before.x, at.y - before.y);
    down.set(event.pointerId, at);
  };
  const pinch = (id: number, before: Point, at: Point) => {
    const other = [...down].find(([one]) => one !== id)?.[1];
    if (!other) return;
    const far = (point: Point) => Math.hypot(point.x - other.x, point.y - other.y) || 1;
    surface.zoomBy(far(at) / far(before), { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 });
  };
  const onUp = (event: PointerEvent) => {
    if (!down.delete(event.pointerId)) return;
    const place = surface.drop();
    if (moved) {
      if (grabbed && place) gestures.place(grabbed, place);
    } else if (event.type === "pointerup") {
      const target = targetOf(event);
      const node = target?.kind === "node" ? target.id : undefined;
      if (node !== undefined && node === last.node && event.timeStamp - last.time < 350) gestures.open(node);
      else gestures.select(target);
      last = { node, time: event.timeStamp };
    }
    grabbed = undefined;
  };
  const onLeave = (event: PointerEvent) => {
    if (down.size === 0) gestures.hover(undefined, pointOf(event));
  };
  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 18 : 1;
    surface.zoomBy(Math.exp(-event.deltaY * lines * 0.0016), pointOf(event));
  };
  const control = new AbortController();
  const { signal } = control;
  canvas.addEventListener("pointerdown", onDown, { signal });
  canvas.addEventListener("pointermove", onMove, { signal });
  canvas.addEventListener("pointerup", onUp, { signal });
  canvas.addEventListener("pointercancel", onUp, { signal });
  canvas.addEventListener("pointerleave", onLeave, { signal });
  canvas.addEventListener("wheel", onWheel, { signal, passive: false });
  return () => control.abort();
}
