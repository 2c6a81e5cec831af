import { useEffect, useState } from "preact/hooks";
import { useAnswer } from "../api/answer";
import { api, callOf, taken } from "../api/client";
import type { Fact } from "../api/types";
import { Link } from "../parts/Link";
import { AnswerExport } from "../parts/AnswerExport";
import { type Drawing, drawingOf, pictures } from "../parts/drawing";
import { Empty, Failure, Loading } from "../parts/states";
import { SearchBox } from "../search/Box";
import { change, useAddress } from "../state/address";
import "../styles/timeline.css";
import { useWords } from "../words";
import { List } from "./List";
import { Months } from "./Months";

const PAGE = 100;
const STATUSES = ["done", "underway", "planned", "denied"] as const;
type Status = (typeof STATUSES)[number];

/** Every statement on a team, place, campaign or organization, newest first, under a histogram of its months. */
export default function View() {
  const words = useWords();
  const { params } = useAddress();
  const entity = params.entity;
  return (
    <>
      <div class="view-head">
        <h1>{words.views.timeline}</h1>
        <div class="timeline-pick">
          <SearchBox
            compact
            label={words.timeline.pick}
            onPick={({ id }) => change({ entity: id, from: "", to: "" })}
          />
        </div>
      </div>
      {entity ? <Timeline entity={entity} /> : <Empty>{words.timeline.choose}</Empty>}
    </>
  );
}

function useLimits() {
  const { params } = useAddress();
  const status = STATUSES.find((one) => one === params.status);
  const given: { from?: string; to?: string; campaign?: string; status?: Status } = {};
  if (params.from) given.from = params.from;
  if (params.to) given.to = params.to;
  if (params.campaign) given.campaign = params.campaign;
  if (status) given.status = status;
  return given;
}

function Timeline({ entity }: { entity: string }) {
  const words = useWords();
  const limits = useLimits();
  const key = `${entity}|${JSON.stringify(limits)}`;
  const ask = (cursor: string | null, signal?: AbortSignal) =>
    taken(
      api.GET("/v1/timeline", {
        params: { query: { entity, limit: PAGE, ...limits, ...(cursor ? { cursor } : {}) } },
        ...(signal ? { signal } : {}),
      }),
    );
  const answer = useAnswer(key, (signal) => ask(null, signal));
  const [more, setMore] = useState<{ key: string; facts: Fact[]; next: string | null }>({
    key: "",
    facts: [],
    next: null,
  });
  const months = useAnswer(`months|${entity}`, (signal) =>
    taken(api.GET("/v1/timeline", { params: { query: { entity, limit: 1 } }, signal })),
  );
  const page = answer.data;
  useEffect(() => {
    if (page) document.title = words.timeline.of(page.label);
  }, [page, words]);
  if (answer.error) return <Failure error={answer.error} />;
  if (!page) return <Loading />;
  const later = more.key === key ? more : { key, facts: [], next: page.facts.next ?? null };
  const facts = [...(page.facts.items as unknown as Fact[]), ...later.facts];
  const read = async () => {
    const next = await ask(later.next);
    setMore({
      key,
      facts: [...later.facts, ...(next.facts.items as unknown as Fact[])],
      next: next.facts.next ?? null,
    });
  };
  return (
    <>
      <div class="row spread">
        <h2>
          <Link view="diagram" params={{ node: entity }} title={words.timeline.diagram}>
            {page.label}
          </Link>{" "}
          <span class="soft">{words.timeline.total(page.facts.total)}</span>
        </h2>
        <div class="row">
          <Filters />
          <AnswerExport
            name={`timeline-${entity}`}
            head={["id", "type", "start", "end", "date_text", "status", "article", "quote"]}
            rows={facts.map((one) => [
              one.id,
              one.type,
              one.start,
              one.end,
              one.date_text,
              one.status,
              one.article,
              one.evidence.quote,
            ])}
            files={[{ title: words.exports.allFacts, address: callOf("/v1/timeline", { entity, ...limits }) }]}
            pictures={(file) => pictures(words.exports, file, () => draw(words.timeline.of(page.label)))}
            path="/v1/timeline"
            query={{ entity, ...limits }}
            answer={{ ...page, facts }}
          />
        </div>
      </div>
      <Months
        months={months.data?.months ?? page.months}
        chosen={limits.from === limits.to ? limits.from : undefined}
        onPick={(month) => change(limits.from === month ? { from: "", to: "" } : { from: month, to: month })}
      />
      {page.undated > 0 && <p class="soft">{words.timeline.undated(page.undated)}</p>}
      {facts.length === 0 ? <Empty>{words.timeline.none}</Empty> : <List facts={facts} />}
      {later.next !== null && (
        <p class="row">
          <button type="button" class="action" onClick={() => void read()}>
            {words.more}
          </button>
          <span class="soft">{words.of(facts.length, page.facts.total)}</span>
        </p>
      )}
    </>
  );
}

function draw(title: string): Drawing | undefined {
  const months = document.querySelector<SVGSVGElement>(".months svg");
  return months ? drawingOf(months, title) : undefined;
}

function Filters() {
  const words = useWords();
  const { params } = useAddress();
  const set = Boolean(params.from ?? params.to ?? params.status ?? params.campaign);
  const field = (name: "from" | "to") => (
    <label class="row">
      {words.timeline[name]}
      <input
        class="field timeline-date"
        type="text"
        inputMode="numeric"
        placeholder="2022-07"
        pattern="\d{4}(-\d{2}(-\d{2})?)?"
        value={params[name] ?? ""}
        onChange={(event) =>
          event.currentTarget.reportValidity() && change({ [name]: event.currentTarget.value.trim() })
        }
      />
    </label>
  );
  return (
    <div class="row no-print">
      {field("from")}
      {field("to")}
      <label class="row">
        {words.timeline.status}
        <select value={params.status ?? ""} onChange={(event) => change({ status: event.currentTarget.value })}>
          <option value="">{words.timeline.all}</option>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {words.status[status]}
            </option>
          ))}
        </select>
      </label>
      {set && (
        <button type="button" class="action" onClick={() => change({ from: "", to: "", status: "", campaign: "" })}>
          {words.timeline.clear}
        </button>
      )}
    </div>
  );
}
