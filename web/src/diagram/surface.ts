import { fit, pan, toScreen, toWorld, zoom, type Camera, type Size } from "./camera";
import type { Drawing } from "../parts/drawing";
import type { Point } from "./layout";
import type { Sign } from "./legend";
import { paint, type Paint } from "./paint";
import { hit, sceneOf, type Scene, type Subject } from "./scene";
import { svgOf } from "./svg";

/** A full drawing slower than this is shown as a moved picture while the reader zooms or drags. */
const QUICK = 10;
const REST = 110;

/** A canvas that shows a subject through a camera, and stays fluid however much there is to draw. */
export class Surface {
  private subject: Subject | undefined;
  private scene: Scene | undefined;
  private view: Camera = { sx: 1, sy: 1, x: 0, y: 0 };
  private size: Size = { width: 0, height: 0 };
  private readonly context: CanvasRenderingContext2D;
  /** The last full drawing, and the camera it was drawn through. */
  private readonly kept = document.createElement("canvas");
  private keptView: Camera = this.view;
  private cost = 0;
  private frame = 0;
  private rest = 0;
  private dragged: { id: string; at: Point; ground: HTMLCanvasElement } | undefined;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly colors: () => Paint,
    private readonly onView: (camera: Camera) => void,
  ) {
    const context = canvas.getContext("2d", { alpha: false });
    if (!context) throw new Error("This browser has no canvas.");
    this.context = context;
  }

  get camera(): Camera {
    return this.view;
  }

  /** Shows a subject; `camera` null shows all of it. */
  show(subject: Subject, camera: Camera | null | "stay"): void {
    this.subject = subject;
    if (camera === null) this.view = this.fitted();
    else if (camera !== "stay") this.view = camera;
    this.draw();
  }

  /** Takes the size of its box; shows all again if nothing was shown so far. */
  resize(size: Size): boolean {
    if (size.width === this.size.width && size.height === this.size.height) return false;
    const first = this.size.width === 0;
    this.size = size;
    const ratio = Math.min(devicePixelRatio, 2);
    for (const canvas of [this.canvas, this.kept]) {
      canvas.width = Math.round(size.width * ratio);
      canvas.height = Math.round(size.height * ratio);
    }
    if (!first) this.draw();
    return first;
  }

  /** Draws all again, for instance in other colours. */
  redraw(): void {
    this.draw();
  }

  fit(): void {
    this.move(this.fitted());
  }

  zoomBy(factor: number, at: Point = { x: this.size.width / 2, y: this.size.height / 2 }): void {
    this.move(zoom(this.view, factor, at));
  }

  panBy(dx: number, dy: number): void {
    this.move(pan(this.view, dx, dy));
  }

  /** Brings a node into sight, if it is out of it. */
  reveal(id: string): void {
    const at = this.subject?.positions.get(id);
    if (!at) return;
    const { x, y } = toScreen(this.view, at);
    const inside = x > 40 && y > 40 && x < this.size.width - 40 && y < this.size.height - 40;
    if (!inside) this.move(pan(this.view, this.size.width / 2 - x, this.size.height / 2 - y));
  }

  /** What is under a point of the canvas. */
  at(point: Point, reach?: number): ReturnType<typeof hit> {
    return this.scene && hit(this.scene, point, reach);
  }

  /** Where a node is on the canvas. */
  placeOf(id: string): Point | undefined {
    return this.scene?.dots.find((dot) => dot.id === id);
  }

  /** Moves a node with the pointer; everything that does not touch it stays as drawn. */
  drag(id: string, to: Point): void {
    if (!this.subject) return;
    this.dragged ??= { id, at: to, ground: this.without(id) };
    this.dragged.at = toWorld(this.view, to);
    this.schedule(() => this.drawDragged());
  }

  /** Lets the node go; returns where it is now. */
  drop(): Point | undefined {
    const at = this.dragged?.at;
    this.dragged = undefined;
    return at;
  }

  /** What is on the screen with its legend, to be saved; undefined before the first drawing. */
  drawing(title: string, legend: readonly Sign[]): Drawing | undefined {
    return this.scene && svgOf(this.scene, this.colors(), title, legend);
  }

  close(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.rest);
  }

  private fitted(): Camera {
    return fit(this.subject?.positions.values() ?? [], this.size);
  }

  private move(camera: Camera): void {
    this.view = camera;
    this.schedule(() => (this.cost > QUICK ? this.drawMoved() : this.draw()));
    clearTimeout(this.rest);
    this.rest = window.setTimeout(() => {
      if (this.cost > QUICK) this.draw();
      this.onView(this.view);
    }, REST);
  }

  private schedule(draw: () => void): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(draw);
  }

  private draw(): void {
    if (!this.subject || this.size.width === 0) return;
    const began = performance.now();
    this.scene = sceneOf(this.subject, this.view, this.size);
    const context = this.kept.getContext("2d", { alpha: false });
    if (!context) return;
    this.drawOn(context, this.scene, this.kept.width / this.size.width);
    this.keptView = this.view;
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.drawImage(this.kept, 0, 0);
    this.cost = performance.now() - began;
  }

  private drawOn(context: CanvasRenderingContext2D, scene: Scene, ratio: number): void {
    const colors = this.colors();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.globalAlpha = 1;
    context.fillStyle = colors.paper;
    context.fillRect(0, 0, this.size.width, this.size.height);
    paint(context, scene, colors);
  }

  private drawMoved(): void {
    const [from, to] = [this.keptView, this.view];
    const ratio = this.canvas.width / this.size.width;
    const grown = to.sx / from.sx;
    const { context } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = this.colors().paper;
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { width, height } = this.size;
    context.drawImage(this.kept, to.x - from.x * grown, to.y - from.y * grown, width * grown, height * grown);
  }

  /** Draws everything but a node and its links, for it to be moved over. */
  private without(id: string): HTMLCanvasElement {
    const ground = document.createElement("canvas");
    [ground.width, ground.height] = [this.canvas.width, this.canvas.height];
    const context = ground.getContext("2d", { alpha: false });
    if (!context || !this.subject) return ground;
    const { nodes, links } = this.subject;
    const rest = {
      ...this.subject,
      nodes: nodes.filter((node) => node.id !== id),
      links: links.filter((link) => link.source !== id && link.target !== id),
    };
    this.drawOn(context, sceneOf(rest, this.view, this.size), ground.width / this.size.width);
    return ground;
  }

  private drawDragged(): void {
    const { dragged, subject } = this;
    if (!dragged || !subject) return;
    const links = subject.links.filter((link) => link.source === dragged.id || link.target === dragged.id);
    const ends = new Set(links.flatMap((link) => [link.source, link.target]).concat(dragged.id));
    const positions = new Map(subject.positions).set(dragged.id, dragged.at);
    const part = { ...subject, positions, links, nodes: subject.nodes.filter((node) => ends.has(node.id)), layers: [] };
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.drawImage(dragged.ground, 0, 0);
    const ratio = this.canvas.width / this.size.width;
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paint(this.context, sceneOf(part, this.view, this.size), this.colors());
  }
}
