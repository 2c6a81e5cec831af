import { useId, useState } from "preact/hooks";
import { useAnswer } from "../api/answer";
import { addressOf } from "../api/client";
import { Facts } from "../evidence/Facts";
import { ExportMenu } from "../parts/ExportMenu";
import { Link } from "../parts/Link";
import { csv, save } from "../parts/save";
import { Failure, Loading } from "../parts/states";
import { addressOfEntity } from "../search/entities";
import { go, useAddress } from "../state/address";
import { useWords } from "../words";
import { ask, columns, complete, pieces, type Asked, type Row } from "./asked";
import "./ask.css";

/** Questions in words: how they were read, the answer, its sentences, and the same as API call and SPARQL. */
export default function View() {
  const words = useWords();
  const { params } = useAddress();
  const q = params.q ?? "";
  const answer = useAnswer(q === "" ? null : `ask|${q}`, (signal) => ask(q, signal));
  return (
    <div class="ask">
      <h1>{words.ask.title}</h1>
      <p class="soft">{words.ask.lead}</p>
      <Box key={q} q={q} />
      {q === "" && <Examples questions={words.ask.examples} />}
      {answer.error && <Failure error={answer.error} />}
      {answer.loading && !answer.data && <Loading />}
      {answer.data && q !== "" && <Answered asked={answer.data} />}
    </div>
  );
}

function Box({ q }: { q: string }) {
  const words = useWords();
  const id = useId();
  const [text, setText] = useState(q);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const completions = useAnswer(open && text.trim() !== "" ? `complete|${text}` : null, (signal) =>
    complete(text, signal),
  );
  const items = open ? (completions.data ?? []) : [];
  const send = (question: string) => {
    setOpen(false);
    if (question.trim() !== "") go("ask", { q: question.trim() });
  };
  const take = (index: number) => {
    const item = items[index];
    if (!item) return;
    setText(item.text);
    setAt(-1);
    if (item.kind === "question") send(item.text);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && items.length > 0) {
      event.preventDefault();
      setAt((at + step + items.length + (at < 0 && step < 0 ? 1 : 0)) % items.length);
    } else if (event.key === "Tab" && items.length > 0 && open && at >= 0) {
      event.preventDefault();
      take(at);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (at >= 0) take(at);
      else send(text);
    } else if (event.key === "Escape") setOpen(false);
  };
  return (
    <form class="ask-form" onSubmit={(event) => (event.preventDefault(), send(text))}>
      <div class="search">
        <input
          class="search-input"
          value={text}
          aria-label={words.ask.label}
          placeholder={words.ask.examples[0] ?? ""}
          role="combobox"
          aria-expanded={items.length > 0}
          aria-controls={id}
          aria-autocomplete="list"
          {...(at >= 0 && items.length > 0 ? { "aria-activedescendant": `${id}-${at}` } : {})}
          autocomplete="off"
          enterkeyhint="go"
          onInput={(event) => {
            setText(event.currentTarget.value);
            setOpen(true);
            setAt(-1);
          }}
          onKeyDown={onKey}
          onBlur={() => setTimeout(() => setOpen(false), 150)}
        />
        <div class="suggestions" role="listbox" id={id} aria-label={words.ask.completions} hidden={items.length === 0}>
          {items.map((item, index) => (
            <div
              key={item.text}
              id={`${id}-${index}`}
              role="option"
              class="suggestion"
              aria-selected={index === at}
              onMouseDown={(event) => (event.preventDefault(), take(index))}
            >
              <span class="suggestion-label">{item.text}</span>
              <span class="suggestion-more">{words.kinds[item.kind] ?? ""}</span>
            </div>
          ))}
        </div>
      </div>
      <button type="submit" class="action primary ask-send">
        {words.ask.send}
      </button>
    </form>
  );
}

function Examples({ questions }: { questions: readonly string[] }) {
  return (
    <ul class="ask-examples">
      {questions.map((question) => (
        <li key={question}>
          <Link view="ask" params={{ q: question }} class="chip">
            {question}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Answered({ asked }: { asked: Asked }) {
  const words = useWords();
  return (
    <>
      <section class="panel ask-answer" aria-live="polite">
        <p class="ask-read" aria-label={words.ask.reading}>
          {pieces(asked).map((piece, at) => (
            <span
              key={at}
              class={piece.unknown ? "piece piece-unknown" : piece.meaning ? "piece piece-known" : "piece"}
              title={piece.meaning}
            >
              {piece.text}
            </span>
          ))}
        </p>
        {asked.reading && (
          <p class="soft">
            {words.ask.reading}：{asked.reading.replace(`${asked.frame ?? ""}: `, "")}
          </p>
        )}
        <p class={asked.status === "refused" ? "ask-said ask-refused" : "ask-said"}>{asked.answer}</p>
        {asked.unknown.map((one) => (
          <p key={one.start}>
            {words.ask.unknown(one.text)}{" "}
            {one.near.map((near) => (
              <Link key={near.id} view="ask" params={{ q: asked.question.replace(one.text, near.text) }} class="chip">
                {near.text}
              </Link>
            ))}
          </p>
        ))}
        {asked.notes.map((note) => (
          <p key={note} class="soft">
            {note}
          </p>
        ))}
        {asked.rows.length > 0 && <Rows asked={asked} />}
        <Same asked={asked} />
      </section>
      {asked.suggestions.length > 0 && (
        <>
          <h2>{words.ask.near}</h2>
          <Examples questions={asked.suggestions} />
        </>
      )}
      {asked.facts.items.length > 0 && (
        <>
          <h2>{words.diagram.evidence}</h2>
          <Facts facts={asked.facts.items} total={asked.facts.total} />
        </>
      )}
    </>
  );
}

function Rows({ asked }: { asked: Asked }) {
  const words = useWords();
  const names = columns(asked.rows);
  return (
    <div class="scroll">
      <table class="data">
        <thead>
          <tr>
            <th scope="col">{words.ask.what}</th>
            {names.map((name) => (
              <th
                key={name}
                scope="col"
                class={asked.rows.some((row) => typeof row[name] === "number") ? "number" : ""}
              >
                {words.ask.columns[name] ?? name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {asked.rows.map((row, at) => (
            <tr key={row.id ?? at}>
              <th scope="row">
                <Label row={row} />
              </th>
              {names.map((name) => (
                <td key={name} class={typeof row[name] === "number" ? "number" : ""}>
                  {name === "status" ? (words.status[shown(row[name])] ?? shown(row[name])) : shown(row[name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {asked.total > asked.rows.length && <p class="soft">{words.of(asked.rows.length, asked.total)}</p>}
    </div>
  );
}

function Label({ row }: { row: Row }) {
  if (row.id === null || row.id.startsWith("person/")) return <>{row.label}</>;
  const target = addressOfEntity(row.id);
  return (
    <Link view={target.view} params={target.params}>
      {row.label}
    </Link>
  );
}

function shown(value: unknown): string {
  if (typeof value === "number") return value.toLocaleString("en-US");
  return typeof value === "string" || typeof value === "boolean" ? String(value) : "";
}

/** The same question as API call and SPARQL, and as files. */
function Same({ asked }: { asked: Asked }) {
  const words = useWords();
  const names = columns(asked.rows);
  const table = asked.rows.map((row) => [row.label, row.id, ...names.map((name) => shown(row[name]))]);
  return (
    <div class="row no-print ask-same">
      {asked.api !== null && <a href={addressOf("") + asked.api}>{words.ask.asApi}</a>}
      {asked.sparql !== null && (
        <Link view="sparql" params={{ q: asked.sparql }}>
          {words.ask.asSparql}
        </Link>
      )}
      <ExportMenu
        api={addressOf("/v1/ask", { q: asked.question })}
        files={asked.api === null ? [] : [{ title: words.exports.allFacts, address: asked.api }]}
        choices={[
          {
            label: words.exports.csv,
            act: () => save(csv(["label", "id", ...names], table), "answer.csv", "text/csv"),
          },
          {
            label: words.exports.json,
            act: () => save(JSON.stringify(asked, null, 1), "answer.json", "application/json"),
          },
        ]}
      />
    </div>
  );
}
