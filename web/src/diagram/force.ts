import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from "d3-force";
import type { ForceAnswer, ForceRequest } from "./layout";

interface Body extends SimulationNodeDatum {
  id: string;
  radius: number;
}

/** A link between two bodies, as the simulation has it once it begins. */
interface Joint {
  source: Body | string;
  target: Body | string;
}

const CENTRE = { x: 1300, y: 1200 };
const MOST_STEPS = 300;
const WORK = 150_000;
/** Nodes times steps: the larger the diagram, the fewer the steps, so that 2,000 nodes take about a second. */

/** Lays nodes out by force: the same request gives the same positions. */
export function force(request: ForceRequest): ForceAnswer {
  const bodies: Body[] = request.nodes.map(({ id, x, y, radius, fixed }) => ({
    id,
    radius,
    x,
    y,
    ...(fixed ? { fx: x, fy: y } : {}),
  }));
  const steps = Math.max(40, Math.min(MOST_STEPS, Math.round(WORK / (bodies.length + 1))));
  forceSimulation(bodies)
    .randomSource(chance())
    .alphaDecay(1 - Math.pow(0.001, 1 / steps))
    .force(
      "links",
      forceLink<Body, Joint>(request.links.map((link) => ({ ...link })))
        .id((body) => body.id)
        .distance((link) => 190 + 2 * radiusOf(link.source) + 2 * radiusOf(link.target)),
    )
    .force("apart", forceManyBody<Body>().strength(-1500).distanceMax(1200).theta(1.1))
    .force(
      "touch",
      forceCollide<Body>().radius((body) => 2 * body.radius + 18),
    )
    .force("x", forceX<Body>(CENTRE.x).strength(0.035))
    .force("y", forceY<Body>(CENTRE.y).strength(0.05))
    .stop()
    .tick(steps);
  return bodies.map((body) => [body.id, body.x ?? 0, body.y ?? 0]);
}

function radiusOf(end: Body | string): number {
  return typeof end === "string" ? 0 : end.radius;
}

/** Numbers that look like chance and are always the same. */
function chance(): () => number {
  let state = 1;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}
