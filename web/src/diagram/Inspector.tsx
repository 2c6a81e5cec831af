import { useAnswer } from "../api/answer";
import type { Link as DiagramLink, Node } from "../api/types";
import { askLink } from "../evidence/facts";
import { Facts } from "../evidence/Facts";
import { Kind } from "../parts/Kind";
import { Link } from "../parts/Link";
import { Failure, Loading } from "../parts/states";
import { keyOf } from "../search/entities";
import { language } from "../state/settings";
import { labelIn, useWords } from "../words";
import { spanOf } from "./labels";
import type { Picture, Seen } from "./picture";
import type { DiagramState } from "./state";
import type { Control } from "./use";
import { linksOf } from "./walk";

interface Props {
  control: Control;
  picture: Picture;
  seen: Seen;
  paths: readonly (readonly string[])[] | undefined;
  onOpen: (node: string) => void;
}

/** Beside the diagram: the link selected with its sentences, or the node selected with its links. */
export function Inspector(props: Props) {
  const { control, picture } = props;
  const words = useWords();
  const { selected, node, start, end } = control.state;
  const link = picture.links.get(selected);
  const shown = picture.nodes.get(selected) ?? picture.nodes.get(node);
  return (
    <section class="inspector panel" tabIndex={-1} aria-label={words.diagram.evidence}>
      {start !== "" && end !== "" && <Paths {...props} />}
      {link ? <LinkDetails {...props} link={link} /> : shown && <NodeDetails {...props} node={shown} />}
    </section>
  );
}

function LinkDetails({ control, picture, link }: Props & { link: DiagramLink }) {
  const words = useWords();
  const chosen = language.use();
  const kind = picture.linkKinds.find((one) => one.id === link.kind);
  const label = (id: string) => {
    const node = picture.nodes.get(id);
    return node ? labelIn(chosen, node.label, node.label_en) : id;
  };
  return (
    <>
      <h2 class="inspector-title">
        <button type="button" class="linkish" onClick={() => control.select(link.source)}>
          {label(link.source)}
        </button>{" "}
        <span class="relation">{kind ? labelIn(chosen, kind.label, kind.label_en) : link.kind}</span>{" "}
        <button type="button" class="linkish" onClick={() => control.select(link.target)}>
          {label(link.target)}
        </button>
      </h2>
      {link.count === 0 ? <p>{words.diagram.inside}</p> : <LinkFacts link={link} state={control.state} />}
    </>
  );
}

function LinkFacts({ link, state }: { link: DiagramLink; state: DiagramState }) {
  const { campaign, from, to, status } = state;
  const limits = { campaign, from, to, status };
  const answer = useAnswer(`link|${link.id}|${JSON.stringify(limits)}`, (signal) => askLink(link, limits, signal));
  if (answer.error) return <Failure error={answer.error} />;
  if (!answer.data) return <Loading />;
  return <Facts facts={answer.data} />;
}

function NodeDetails({ control, seen, picture, node, onOpen }: Props & { node: Node }) {
  const words = useWords();
  const chosen = language.use();
  const w = words.diagram;
  const { state } = control;
  const middle = node.id === state.node;
  const leaf = node.kind === "person";
  const links = linksOf(seen.links, node.id);
  const opened = state.open.includes(node.id);
  const kinds = new Map(picture.linkKinds.map((kind) => [kind.id, labelIn(chosen, kind.label, kind.label_en)]));
  const { [node.id]: pinned, ...otherPins } = state.pins;
  return (
    <>
      <p class="inspector-kind">
        <Kind kind={node.kind} named /> · {w.size(node.size)}
      </p>
      <h2 class="inspector-title">{labelIn(chosen, node.label, node.label_en)}</h2>
      {chosen === "en" && node.label_en && <p class="soft">{node.label}</p>}
      <div class="row inspector-acts no-print">
        {!leaf && !middle && (
          <>
            <button type="button" class="action" aria-pressed={opened} onClick={() => onOpen(node.id)}>
              {opened ? w.collapse : w.expand}
            </button>
            <button
              type="button"
              class="action"
              onClick={() => control.change({ node: node.id, open: [], hidden: [], pins: {}, selected: "" })}
            >
              {w.middle}
            </button>
          </>
        )}
        {!middle && (
          <button
            type="button"
            class="action"
            onClick={() => control.change({ hidden: [...state.hidden, node.id], selected: "" })}
          >
            {w.hide}
          </button>
        )}
        {pinned && (
          <button type="button" class="action" onClick={() => control.change({ pins: otherPins })}>
            {w.unpin}
          </button>
        )}
        {!leaf && (
          <>
            <button
              type="button"
              class="action"
              aria-pressed={state.start === node.id}
              onClick={() => control.change({ start: node.id })}
            >
              {w.pathFrom}
            </button>
            <button
              type="button"
              class="action"
              aria-pressed={state.end === node.id}
              onClick={() => control.change({ end: node.id, start: state.start || state.node })}
            >
              {w.pathTo}
            </button>
          </>
        )}
      </div>
      <Ways node={node} />
      <h3>{w.links(links.length)}</h3>
      <ul class="link-list">
        {links.map((link) => {
          const other = picture.nodes.get(link.source === node.id ? link.target : link.source);
          return (
            <li key={link.id}>
              <button type="button" class="link-row" onClick={() => control.select(link.id)}>
                <span class="relation">
                  {link.source === node.id ? "→" : "←"} {kinds.get(link.kind) ?? link.kind}
                </span>
                <span>{other && labelIn(chosen, other.label, other.label_en)}</span>
                <span class="soft">{spanOf(link)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** Where else an entity is shown. */
function Ways({ node }: { node: Node }) {
  const words = useWords();
  const key = keyOf(node.id);
  if (!["campaign", "team", "place", "metric"].includes(node.kind)) return null;
  return (
    <p class="row no-print">
      {node.kind !== "metric" && (
        <Link view="timeline" params={{ entity: node.id }}>
          {words.diagram.timeline}
        </Link>
      )}
      {node.kind === "campaign" && (
        <Link view="coverage" params={{ campaign: key }}>
          {words.diagram.coverage}
        </Link>
      )}
      {node.kind === "metric" && (
        <Link view="results" params={{ metric: key }}>
          {words.diagram.series}
        </Link>
      )}
      {node.kind === "place" && (
        <Link view="results" params={{ scope: key }}>
          {words.diagram.series}
        </Link>
      )}
    </p>
  );
}

function Paths({ control, picture, paths }: Props) {
  const words = useWords();
  const chosen = language.use();
  const label = (id: string) => {
    const node = picture.nodes.get(id);
    return node ? labelIn(chosen, node.label, node.label_en) : id;
  };
  return (
    <div class="paths">
      <div class="row spread">
        <h2>{words.diagram.path}</h2>
        <button type="button" class="action" onClick={() => control.change({ start: "", end: "" })}>
          {words.diagram.clearPath}
        </button>
      </div>
      {paths?.length === 0 && <p>{words.diagram.pathNone}</p>}
      <ol>
        {(paths ?? []).map((path) => (
          <li key={path.join()}>
            {path.map((id, at) => (
              <span key={id}>
                {at > 0 && " – "}
                <button type="button" class="linkish" onClick={() => control.select(id)}>
                  {label(id)}
                </button>
              </span>
            ))}
          </li>
        ))}
      </ol>
    </div>
  );
}
