import { useState } from "preact/hooks";
import { useAnswer } from "../api/answer";
import { addressOf, api, taken } from "../api/client";
import type { Fact } from "../api/types";
import { Facts } from "../evidence/Facts";
import { CampaignChoice } from "../parts/CampaignChoice";
import { ExportMenu } from "../parts/ExportMenu";
import { csv, fileName, save } from "../parts/save";
import { Empty, Failure, Loading } from "../parts/states";
import { change, useAddress } from "../state/address";
import { useWords } from "../words";

const MOST = 100;
const TYPES = [
  "inspection",
  "directive",
  "meeting",
  "operation",
  "measure",
  "target",
  "result",
  "role",
  "team",
  "coverage",
] as const;

/** Facts by the words of their sentences. */
export default function Sentences() {
  const words = useWords();
  const { params } = useAddress();
  const q = params.q ?? "";
  const type = TYPES.find((one) => one === params.type);
  const campaign = params.campaign ?? "";
  const query = { q, limit: MOST, ...(type ? { type } : {}), ...(campaign === "" ? {} : { campaign }) };
  const answer = useAnswer(q === "" ? null : JSON.stringify(query), (signal) =>
    taken(api.GET("/v1/search", { params: { query }, signal })),
  );
  const facts = (answer.data?.items ?? []) as unknown as Fact[];
  const rows = facts.map((fact) => [
    fact.id,
    fact.type,
    fact.article,
    fact.evidence.quote,
    fact.start,
    fact.end,
    fact.status,
  ]);
  return (
    <>
      <div class="view-head">
        <h1>{words.views.search}</h1>
        <Query q={q} />
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
        <CampaignChoice
          value={campaign}
          label={words.diagram.campaign}
          any={words.diagram.anyCampaign}
          onChange={(key) => change({ campaign: key })}
        />
        <ExportMenu
          api={addressOf("/v1/search", { q, type, campaign })}
          choices={[
            {
              label: words.exports.csv,
              act: () =>
                save(
                  csv(["id", "type", "article", "quote", "start", "end", "status"], rows),
                  `${fileName("sentences", q)}.csv`,
                  "text/csv",
                ),
            },
            {
              label: words.exports.json,
              act: () =>
                save(JSON.stringify(answer.data, null, 1), `${fileName("sentences", q)}.json`, "application/json"),
            },
          ]}
        />
      </div>
      {answer.error && <Failure error={answer.error} />}
      {answer.loading && !answer.data && <Loading />}
      {answer.data && (
        <>
          <h2 class="unseen">{words.diagram.evidence}</h2>
          <p class="soft">
            {words.search.total(answer.data.total)}
            {answer.data.near && ` ${words.search.nearSentences}`}
          </p>
          {facts.length === 0 ? (
            <Empty>{words.search.none(q)}</Empty>
          ) : (
            <Facts facts={facts} total={answer.data.total} />
          )}
        </>
      )}
    </>
  );
}

function Query({ q }: { q: string }) {
  const words = useWords();
  const [text, setText] = useState(q);
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        change({ q: text.trim() });
      }}
    >
      <label>
        {words.search.words}
        <input
          class="field"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          enterkeyhint="search"
        />
      </label>
    </form>
  );
}
