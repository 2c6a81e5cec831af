import { useEffect, useRef, useState } from "preact/hooks";
import { address, change } from "../state/address";
import { aroundPrint, dark } from "../state/settings";
import { useWords } from "../words";
import type { Camera } from "./camera";
import { listen } from "./gestures";
import type { Point } from "./layout";
import type { Paint } from "./paint";
import type { Subject } from "./scene";
import { Surface } from "./surface";

interface Props {
  subject: Subject;
  label: string;
  /** Changes when all is to be shown anew. */
  frame: string;
  onReady: (surface: Surface | null) => void;
  onSelect: (id: string) => void;
  onOpen: (node: string) => void;
  onPlace: (node: string, at: Point) => void;
  onHover: (id: string, at: Point) => void;
  onKey: (event: KeyboardEvent) => void;
}

/** The canvas: takes pointers and keys, keeps its size, and shows the subject. */
export function Canvas({ subject, label, frame, onReady, ...gestures }: Props) {
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [surface, setSurface] = useState<Surface | null>(null);
  const latest = useRef(gestures);
  latest.current = gestures;
  const shown = useRef("");
  const night = dark.use();

  useEffect(() => {
    if (!canvas.current || !box.current) return;
    const made = new Surface(canvas.current, colors, keepCamera);
    const stop = listen(canvas.current, made, {
      hover: (target, at) => latest.current.onHover(target?.id ?? "", at),
      select: (target) => latest.current.onSelect(target?.id ?? ""),
      open: (node) => latest.current.onOpen(node),
      place: (node, at) => latest.current.onPlace(node, at),
    });
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      if (made.resize({ width, height })) setSurface(made);
    });
    observer.observe(box.current);
    const unprint = aroundPrint(() => made.redraw());
    onReady(made);
    return () => {
      observer.disconnect();
      unprint();
      stop();
      made.close();
      onReady(null);
    };
    // the surface lives as long as the canvas
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  useEffect(() => {
    if (!surface) return;
    const anew = shown.current !== frame;
    const given = anew && shown.current === "" ? readCamera(address().params.cam) : undefined;
    surface.show(subject, anew ? (given ?? null) : "stay");
    shown.current = frame;
  }, [surface, subject, frame, night]);

  return (
    <div
      ref={box}
      class="canvas"
      role="application"
      tabIndex={0}
      aria-label={label}
      aria-describedby="diagram-keys"
      onKeyDown={(event) => latest.current.onKey(event)}
    >
      <canvas ref={canvas} aria-hidden="true" />
      <p id="diagram-keys" class="unseen">
        {words.diagram.keys}
      </p>
    </div>
  );
}

function colors(): Paint {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    paper: value("--surface"),
    ink: value("--ink"),
    soft: value("--ink-3"),
    line: value("--line"),
    seal: value("--seal"),
    font: getComputedStyle(document.body).fontFamily,
  };
}

/** The camera is part of the address, but no step of the history. */
function keepCamera(camera: Camera): void {
  const numbers = [camera.sx * 1000, camera.sy * 1000, camera.x, camera.y].map((value) => Math.round(value));
  change({ cam: numbers.join("~") }, { replace: true });
}

function readCamera(text: string | undefined): Camera | undefined {
  const [sx, sy, x, y] = (text ?? "").split("~").map(Number);
  if (!sx || !sy || x === undefined || y === undefined || Number.isNaN(x + y)) return undefined;
  return { sx: sx / 1000, sy: sy / 1000, x, y };
}
