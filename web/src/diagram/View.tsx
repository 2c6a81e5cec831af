import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Loading, Failure } from "../parts/states";
import { SearchBox } from "../search/Box";
import { change as changeAddress, useAddress } from "../state/address";
import { language } from "../state/settings";
import { useWords } from "../words";
import { Canvas } from "./Canvas";
import { Filters } from "./Filters";
import { HoverCard } from "./HoverCard";
import { Inspector } from "./Inspector";
import { keysOf } from "./keys";
import { nameOf } from "./labels";
import type { Point } from "./layout";
import { Legend } from "./Legend";
import { legendOf } from "./legend";
import { sift, NOTHING } from "./picture";
import { usePositions } from "./positions";
import type { Subject } from "./scene";
import { toggled } from "./state";
import type { Surface } from "./surface";
import { Table } from "./Table";
import { Toolbar } from "./Toolbar";
import { useDiagram, useDrawn } from "./use";
import { WhyEmpty } from "./WhyEmpty";
import "./diagram.css";

/** The relationship diagram: filters, canvas or table, and what is selected. */
export default function View() {
  const words = useWords();
  const { params } = useAddress();
  const control = useDiagram();
  const { state } = control;
  const answer = useDrawn(state);
  const english = language.use() === "en";
  const [surface, setSurface] = useState<Surface | null>(null);
  const [hover, setHover] = useState<{ id: string; at: Point }>({ id: "", at: { x: 0, y: 0 } });
  const live = useRef<HTMLParagraphElement>(null);
  const asTable = params.as === "table";
  const picture = answer.data?.picture ?? NOTHING;
  const paths = answer.data?.paths;

  const sieve = JSON.stringify([state.kindsOff, state.hidden, state.stories, state.node, state.open]);
  const seen = useMemo(
    () =>
      sift(picture, {
        kindsOff: new Set(state.kindsOff),
        hidden: new Set(state.hidden),
        kept: new Set([state.node, ...state.open, state.start, state.end]),
        stories: state.stories,
      }),
    [picture, sieve], // eslint-disable-line react-hooks/exhaustive-deps
  );
  const { positions, settled } = usePositions(seen, state);
  const onPath = useMemo(() => pathMembers(paths ?? [], seen.links), [paths, seen]);
  // in a large diagram only what is selected stands out, since all has to be drawn for it
  const strong = [state.selected, seen.links.length > 1500 ? "" : hover.id].filter((id) => id !== "");
  const subject: Subject = {
    nodes: seen.nodes,
    links: seen.links,
    layers: state.layout === "layers" ? picture.layers : [],
    positions,
    middle: state.node,
    strong: new Set(strong.length > 0 ? strong : onPath),
    dimming: strong.length > 0 || onPath.size > 0,
    pinned: new Set(Object.keys(state.pins)),
    english,
    glyphs: words.glyphs,
  };
  const start = picture.nodes.get(state.node);
  const name = start ? nameOf(start, english) : state.node;
  const say = (text: string) => {
    if (live.current) live.current.textContent = text;
  };
  useEffect(() => {
    if (start) document.title = `${name} · ${words.views.diagram} · ${words.title}`;
  }, [name, start, words]);

  if (state.node === "") {
    return (
      <div class="hero">
        <h1>{words.diagram.pick}</h1>
        <p class="lead">{words.diagram.pickHow}</p>
        <SearchBox autofocus />
      </div>
    );
  }
  const open = (node: string) => {
    if (node !== state.node && !node.startsWith("person/")) control.change({ open: toggled(state.open, node) });
  };
  const place = (node: string, at: Point) => control.change({ pins: { ...state.pins, [node]: at } });
  const onKey = keysOf({
    control,
    seen,
    positions,
    surface,
    open,
    say,
    name: (node) => nameOf(node, english),
    table: () => changeAddress({ as: "table" }),
  });
  const legend = legendOf(picture, seen, english ? "en" : "zh", words);
  const waiting = answer.loading && !answer.data;
  return (
    <div class="diagram">
      <h1 class="unseen">{words.diagram.label(name)}</h1>
      <Filters control={control} picture={picture} />
      <section class="diagram-stage" aria-label={words.views.diagram}>
        <Toolbar control={control} surface={surface} name={name} asTable={asTable} seen={seen} legend={legend} />
        {answer.error && <Failure error={answer.error} />}
        {waiting && <Loading />}
        <div class="diagram-board">
          {answer.data && !asTable && (
            <Canvas
              subject={subject}
              label={`${words.diagram.label(name)}: ${words.diagram.nodes(seen.nodes.length, seen.links.length)}`}
              frame={`${state.node}|${state.layout}|${seen.nodes.length}|${settled}`}
              onReady={setSurface}
              onSelect={(id) => control.select(id)}
              onOpen={open}
              onPlace={place}
              onHover={(id, at) => setHover((before) => (before.id === id ? before : { id, at }))}
              onKey={onKey}
            />
          )}
          {answer.data && asTable && <Table seen={seen} picture={picture} onSelect={(id) => control.select(id)} />}
          {answer.data && seen.links.length === 0 && <WhyEmpty control={control} picture={picture} seen={seen} />}
          {hover.id !== "" && hover.id !== state.selected && !asTable && (
            <HoverCard id={hover.id} at={hover.at} picture={picture} />
          )}
        </div>
        <p class="unseen" role="status" ref={live} />
        {picture.truncated && <p class="diagram-note">{words.diagram.truncated}</p>}
        <Legend signs={legend} label={words.diagram.legend} />
      </section>
      <Inspector control={control} picture={picture} seen={seen} paths={paths} onOpen={open} />
    </div>
  );
}

function pathMembers(
  paths: readonly (readonly string[])[],
  links: readonly { id: string; source: string; target: string }[],
): Set<string> {
  const members = new Set(paths.flat());
  const steps = new Set(
    paths.flatMap((path) =>
      path.slice(1).flatMap((node, at) => [`${path[at] ?? ""} ${node}`, `${node} ${path[at] ?? ""}`]),
    ),
  );
  for (const link of links) if (steps.has(`${link.source} ${link.target}`)) members.add(link.id);
  return members;
}
