import { useState } from "preact/hooks";
import { useAnswer } from "../api/answer";
import { addressOf, api, taken } from "../api/client";
import { ExportMenu } from "../parts/ExportMenu";
import { csv, save } from "../parts/save";
import { Empty, Failure, Loading } from "../parts/states";
import { change, useAddress } from "../state/address";
import { useWords } from "../words";
import { token, type Correction, type ToReview } from "./client";
import { Decided } from "./Decided";
import { Judge } from "./Judge";
import "./review.css";

const PAGE = 20;
const TYPES = [
  "inspection",
  "result",
  "role",
  "meeting",
  "directive",
  "operation",
  "measure",
  "target",
  "team",
  "coverage",
] as const;

/** Corrections: what to review first, and what was decided. */
export default function View() {
  const words = useWords();
  const { params } = useAddress();
  const decided = params.show === "decided";
  const type = TYPES.find((one) => one === params.type);
  return (
    <>
      <div class="view-head">
        <h1>{words.views.corrections}</h1>
        <span class="toolbar-group" role="group">
          <button type="button" class="action" aria-pressed={!decided} onClick={() => change({ show: "" })}>
            {words.review.todo}
          </button>
          <button type="button" class="action" aria-pressed={decided} onClick={() => change({ show: "decided" })}>
            {words.review.decided}
          </button>
        </span>
        {!decided && (
          <label>
            {words.timeline.kind}
            <select class="field" value={type ?? ""} onChange={(event) => change({ type: event.currentTarget.value })}>
              <option value="">{words.timeline.all}</option>
              {TYPES.map((one) => (
                <option key={one} value={one}>
                  {words.types[one]}
                </option>
              ))}
            </select>
          </label>
        )}
        <TokenField />
      </div>
      <p class="soft">{words.review.lead}</p>
      {decided ? <DecidedList /> : <TodoList type={type} />}
    </>
  );
}

function TokenField() {
  const words = useWords();
  const held = token.use();
  return (
    <label>
      {words.review.token}
      <input
        class="field"
        type="password"
        autocomplete="off"
        value={held}
        placeholder={words.review.tokenHow}
        onInput={(event) => token.set(event.currentTarget.value.trim())}
      />
    </label>
  );
}

function TodoList({ type }: { type: (typeof TYPES)[number] | undefined }) {
  const words = useWords();
  const [shown, setShown] = useState(PAGE);
  const query = { limit: shown, ...(type ? { type } : {}) };
  const answer = useAnswer(`review|${JSON.stringify(query)}`, (signal) =>
    taken(api.GET("/v1/review", { params: { query }, signal })),
  );
  if (answer.error) return <Failure error={answer.error} />;
  if (!answer.data) return <Loading />;
  const items = answer.data.items as unknown as ToReview[];
  if (items.length === 0) return <Empty>{words.review.nothing}</Empty>;
  return (
    <>
      <ol class="review-list">
        {items.map((item) => (
          <Judge key={item.fact.id} item={item} />
        ))}
      </ol>
      {answer.data.next !== null && (
        <button type="button" class="action" onClick={() => setShown(shown + PAGE)}>
          {words.more} · {words.of(items.length, answer.data.total)}
        </button>
      )}
    </>
  );
}

function DecidedList() {
  const words = useWords();
  const answer = useAnswer("corrections", (signal) =>
    taken(api.GET("/v1/corrections", { params: { query: { limit: 200 } }, signal })),
  );
  if (answer.error) return <Failure error={answer.error} />;
  if (!answer.data) return <Loading />;
  const { items } = answer.data;
  if (items.length === 0) return <Empty>{words.review.noneDecided}</Empty>;
  return (
    <>
      <Exports items={items} />
      <ol class="review-list">
        {items.map((item) => (
          <Decided key={item.id} correction={item} />
        ))}
      </ol>
    </>
  );
}

function Exports({ items }: { items: readonly Correction[] }) {
  const words = useWords();
  const rows = items.map((item) => [
    item.id,
    item.verdict,
    item.state,
    item.by,
    item.at,
    item.why,
    item.article,
    item.type,
    item.quote,
    JSON.stringify(item.changes),
  ]);
  const head = ["id", "verdict", "state", "by", "at", "why", "article", "type", "quote", "changes"];
  return (
    <ExportMenu
      api={addressOf("/v1/corrections")}
      choices={[
        { label: words.exports.csv, act: () => save(csv(head, rows), "corrections.csv", "text/csv") },
        {
          label: words.exports.json,
          act: () => save(JSON.stringify(items, null, 1), "corrections.json", "application/json"),
        },
        { label: words.review.gold, href: addressOf("/v1/corrections/gold") },
      ]}
    />
  );
}
