import type { Point } from "./layout";

/** How the canvas of the API lies on the screen: screen = world × scale + offset; the axes are stretched apart. */
export interface Camera {
  readonly sx: number;
  readonly sy: number;
  readonly x: number;
  readonly y: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}

const MARGIN = { x: 84, top: 62, bottom: 48 };
const TIGHTEST = 0.6;
/** Stretching one axis more than this against the other would tear a small diagram apart. */
const STRETCH = 1.7;

/** Shows all points. */
export function fit(points: Iterable<Point>, size: Size): Camera {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (left > right) return { sx: TIGHTEST, sy: TIGHTEST, x: 0, y: 0 };
  const wide = Math.max(size.width - 2 * MARGIN.x, 50);
  const high = Math.max(size.height - MARGIN.top - MARGIN.bottom, 50);
  let sx = Math.min(wide / Math.max(right - left, 1), TIGHTEST);
  let sy = Math.min(high / Math.max(bottom - top, 1), TIGHTEST);
  sx = Math.min(sx, sy * STRETCH);
  sy = Math.min(sy, sx * STRETCH);
  return {
    sx,
    sy,
    x: size.width / 2 - ((left + right) / 2) * sx,
    y: MARGIN.top + high / 2 - ((top + bottom) / 2) * sy,
  };
}

/** Zooms by a factor around a point of the screen. */
export function zoom(camera: Camera, factor: number, at: Point): Camera {
  const bounded = Math.min(Math.max(camera.sx * factor, 0.02), 12) / camera.sx;
  return {
    sx: camera.sx * bounded,
    sy: camera.sy * bounded,
    x: at.x - (at.x - camera.x) * bounded,
    y: at.y - (at.y - camera.y) * bounded,
  };
}

/** Moves what is shown by pixels. */
export function pan(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x + dx, y: camera.y + dy };
}

/** Where a point of the world is on the screen. */
export function toScreen(camera: Camera, { x, y }: Point): Point {
  return { x: x * camera.sx + camera.x, y: y * camera.sy + camera.y };
}

/** Which point of the world is at a point of the screen. */
export function toWorld(camera: Camera, { x, y }: Point): Point {
  return { x: (x - camera.x) / camera.sx, y: (y - camera.y) / camera.sy };
}
