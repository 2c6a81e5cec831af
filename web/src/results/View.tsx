import { useAnswer } from "../api/answer";
import { api, callOf, taken } from "../api/client";
import { AnswerExport } from "../parts/AnswerExport";
import { Empty, Failure, Loading } from "../parts/states";
import { SearchBox } from "../search/Box";
import { change, useAddress } from "../state/address";
import "../styles/results.css";
import { useWords } from "../words";
import { AcrossPlaces } from "./AcrossPlaces";
import { Compared } from "./Compared";
import { OverTime } from "./OverTime";

const MOST = 100;
const SHOWN = 20;

/** Numbers of a metric over time or across places, with bounds, windows and scopes; what cannot be compared says why. */
export default function View() {
  const words = useWords();
  const { params } = useAddress();
  const first = useAnswer(params.metric ? null : "metrics", (signal) =>
    taken(api.GET("/v1/connected", { params: { query: { kind: "metric", limit: 1 } }, signal })),
  );
  const metric = params.metric ?? first.data?.items[0]?.id.replace("metric/", "");
  const places = params.by === "places";
  return (
    <>
      <div class="view-head">
        <h1>{words.views.results}</h1>
        <div class="results-pick">
          <SearchBox
            compact
            kinds="metric"
            label={words.results.metric}
            onPick={({ id }) => change({ metric: id.replace("metric/", ""), group: "", pair: "" })}
          />
        </div>
        <div class="results-pick">
          <SearchBox
            compact
            kinds="place"
            label={words.results.scope}
            onPick={({ id }) => change({ scope: id.replace("place/", ""), group: "", pair: "" })}
          />
        </div>
        <div class="row" role="group" aria-label={words.results.shown}>
          <button type="button" class="action" aria-pressed={!places} onClick={() => change({ by: "" })}>
            {words.results.byTime}
          </button>
          <button type="button" class="action" aria-pressed={places} onClick={() => change({ by: "places" })}>
            {words.results.byPlace}
          </button>
        </div>
      </div>
      {first.error && <Failure error={first.error} />}
      {metric === undefined && first.data && <Empty>{words.results.none}</Empty>}
      {metric !== undefined && <Numbers metric={metric} places={places} />}
    </>
  );
}

function Numbers({ metric, places }: { metric: string; places: boolean }) {
  const words = useWords();
  const { params } = useAddress();
  const scope = params.scope;
  const picked = (params.pair ?? "").split(",").filter(Boolean);
  const onPick = (fact: string) => {
    const rest = picked.filter((one) => one !== fact);
    change({ pair: (rest.length < picked.length ? rest : [...rest, fact].slice(-2)).join() }, { replace: true });
  };
  const answer = useAnswer(`${metric}|${scope ?? ""}`, (signal) =>
    taken(api.GET("/v1/series", { params: { query: { metric, limit: MOST, ...(scope ? { scope } : {}) } }, signal })),
  );
  if (answer.error) return <Failure error={answer.error} />;
  if (!answer.data) return <Loading />;
  const { items, total } = answer.data;
  const most = Math.min(SHOWN, items.length);
  return (
    <>
      <p class="row">
        <strong>{items[0]?.label ?? metric}</strong>
        {scope && (
          <button type="button" class="chip" onClick={() => change({ scope: "", group: "" })}>
            {items[0]?.scope ?? scope} ✕
          </button>
        )}
        {!places && <span class="soft">{words.results.more(most, total)}</span>}
        <span class="soft">{words.results.open}</span>
        <AnswerExport
          name={`results-${metric}`}
          head={[
            "metric",
            "scope",
            "scope_code",
            "window",
            "campaign",
            "value",
            "low",
            "high",
            "unit",
            "comparable",
            "fact",
          ]}
          rows={items.flatMap((one) =>
            one.points.map((point) => [
              one.label,
              one.scope,
              one.scope_code,
              one.window,
              one.campaign,
              point.value,
              point.low,
              point.high,
              one.unit,
              String(one.comparable),
              point.fact,
            ]),
          )}
          files={[{ title: words.exports.allFacts, address: callOf("/v1/results", { metric, scope }) }]}
          path="/v1/series"
          query={{ metric, scope }}
          answer={answer.data}
        />
      </p>
      {items.length === 0 ? (
        <Empty>{words.results.none}</Empty>
      ) : (
        <Compared picked={picked} onClear={() => change({ pair: "" })} />
      )}
      {places ? (
        <AcrossPlaces series={items} picked={picked} onPick={onPick} />
      ) : (
        <OverTime series={items.slice(0, SHOWN)} picked={picked} onPick={onPick} />
      )}
    </>
  );
}
