import { useEffect, useRef, useState } from "preact/hooks";
import { Failure } from "../parts/states";
import { change, useAddress } from "../state/address";
import "../styles/sparql.css";
import { useWords } from "../words";
import { ask, type Outcome, SAVED, send } from "./ask";
import { Editor } from "./Editor";
import { EXAMPLES } from "./examples";
import { ResultNetwork, ResultTable } from "./Results";

interface State {
  readonly outcome?: Outcome;
  readonly error?: Error;
  readonly running: boolean;
  /** The query that was answered; downloads repeat it, whatever is typed since. */
  readonly query: string;
}

/** The SPARQL page: editor, examples, the result as table, diagram and file. The query is part of the address. */
export default function View() {
  const words = useWords();
  const { params } = useAddress();
  const [text, setText] = useState(params.q ?? EXAMPLES[0]?.query ?? "");
  const [state, setState] = useState<State>({ running: false, query: "" });
  const control = useRef<AbortController | null>(null);

  const run = (query: string) => {
    control.current?.abort();
    const mine = (control.current = new AbortController());
    setState({ running: true, query });
    const done = (next: State) => control.current === mine && setState(next);
    ask(query, mine.signal).then(
      (outcome) => done({ outcome, running: false, query }),
      (error: unknown) =>
        done(
          mine.signal.aborted
            ? { running: false, query }
            : { error: error instanceof Error ? error : new Error(String(error)), running: false, query },
        ),
    );
    change({ q: query }, { replace: true });
  };
  useEffect(() => {
    // an address that was shared shows its answer at once
    if (params.q) run(params.q);
    return () => control.current?.abort();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return (
    <>
      <div class="view-head">
        <h1>{words.views.sparql}</h1>
        <label>
          {words.sparql.examples}
          <select
            value={EXAMPLES.find((example) => example.query === text)?.name ?? ""}
            onChange={(event) => {
              const found = EXAMPLES.find((example) => example.name === event.currentTarget.value);
              if (!found) return;
              setText(found.query);
              run(found.query);
            }}
          >
            <option value="" disabled hidden />
            {EXAMPLES.map((example) => (
              <option key={example.name} value={example.name}>
                {words.sparql.titles[example.name]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p class="soft">{words.sparql.lead}</p>
      <Editor value={text} label={words.sparql.editor} onChange={setText} onRun={() => run(text)} />
      <div class="row sparql-bar">
        <button type="button" class="action primary" disabled={state.running} onClick={() => run(text)}>
          {state.running ? words.sparql.running : words.sparql.run}
        </button>
        {state.running && (
          <button type="button" class="action" onClick={() => control.current?.abort()}>
            {words.sparql.stop}
          </button>
        )}
        {state.outcome && <span class="soft">{words.sparql.took(state.outcome.milliseconds)}</span>}
        {state.outcome && <Downloads kind={state.outcome.kind} query={state.query} />}
      </div>
      <div aria-live="polite">
        {state.error && <Failure error={state.error} />}
        {state.outcome && <Shown outcome={state.outcome} />}
      </div>
    </>
  );
}

function Shown({ outcome }: { outcome: Outcome }) {
  const words = useWords();
  const { params } = useAddress();
  if (outcome.kind === "boolean")
    return <p class="sparql-said">{outcome.value ? words.sparql.yes : words.sparql.no}</p>;
  if (outcome.kind === "triples") return <pre class="turtle scroll">{outcome.turtle}</pre>;
  const drawn = params.show === "diagram";
  return (
    <>
      <div class="row" role="group">
        <button type="button" class="action" aria-pressed={!drawn} onClick={() => change({ show: "" })}>
          {words.table}
        </button>
        <button type="button" class="action" aria-pressed={drawn} onClick={() => change({ show: "diagram" })}>
          {words.views.diagram}
        </button>
      </div>
      {drawn ? <ResultNetwork variables={outcome.variables} rows={outcome.rows} /> : <ResultTable table={outcome} />}
    </>
  );
}

function Downloads({ kind, query }: { kind: Outcome["kind"]; query: string }) {
  const words = useWords();
  const [error, setError] = useState<Error | null>(null);
  const save = async (ending: string, media: string) => {
    try {
      const answer = await send(query, media);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await answer.blob());
      link.download = `result.${ending}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      setError(null);
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  };
  return (
    <span class="row" role="group" aria-label={words.sparql.download}>
      <span class="soft">{words.sparql.download}</span>
      {SAVED[kind].map(([ending, media]) => (
        <button key={ending} type="button" class="action" onClick={() => void save(ending, media)}>
          {ending.toUpperCase()}
        </button>
      ))}
      {error && <Failure error={error} />}
    </span>
  );
}
