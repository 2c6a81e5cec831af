import { useRef } from "preact/hooks";
import { useAnswer } from "../api/answer";
import { api, callOf, taken } from "../api/client";
import type { Campaign } from "../api/types";
import { AnswerExport } from "../parts/AnswerExport";
import { drawingOf, pictures } from "../parts/drawing";
import { Empty, Failure, Loading } from "../parts/states";
import { change, useAddress } from "../state/address";
import { language } from "../state/settings";
import "../styles/coverage.css";
import { labelIn, useWords } from "../words";
import { matrixDrawing } from "./drawing";
import { Matrix } from "./Matrix";
import { Opened } from "./Opened";
import { shortName } from "./provinces";
import { cellFrom, type Coverage, type Row, rowsOf, STATES, summaries } from "./table";
import { TileMap } from "./TileMap";

const ALL = 1000;

/** Which team was where: a matrix or a tile map of one campaign, or of two side by side. */
export default function View() {
  const words = useWords();
  const { params } = useAddress();
  const answer = useAnswer("campaigns", (signal) =>
    taken(api.GET("/v1/campaigns", { params: { query: { limit: ALL } }, signal })),
  );
  if (answer.error) return <Failure error={answer.error} />;
  if (!answer.data) return <Loading />;
  const campaigns = answer.data.items.filter((one) => one.teams > 0).sort((a, b) => b.articles - a.articles);
  const first = campaigns.find((one) => one.key === params.campaign) ?? campaigns[0];
  if (!first) return <Empty>{words.home.empty}</Empty>;
  const second = campaigns.find((one) => one.key === params.with && one.key !== first.key);
  const map = params.show === "map";
  return (
    <>
      <Head campaigns={campaigns} first={first} second={second} map={map} />
      <Legend map={map} />
      <div class={second ? "coverage-pair" : "coverage-one"}>
        <Picture campaign={first} map={map} named={second !== undefined} />
        {second && <Picture campaign={second} map={map} named />}
      </div>
    </>
  );
}

interface HeadProps {
  campaigns: readonly Campaign[];
  first: Campaign;
  second: Campaign | undefined;
  map: boolean;
}

function Head({ campaigns, first, second, map }: HeadProps) {
  const words = useWords();
  const chosen = language.use();
  const option = (one: Campaign) => (
    <option key={one.key} value={one.key}>
      {labelIn(chosen, one.label, one.label_en)}
    </option>
  );
  return (
    <div class="view-head">
      <h1>{words.views.coverage}</h1>
      <label>
        {words.coverage.campaign}
        <select
          value={first.key}
          onChange={(event) => change({ campaign: event.currentTarget.value, cell: undefined, place: undefined })}
        >
          {campaigns.map(option)}
        </select>
      </label>
      <label>
        {words.coverage.compare}
        <select value={second?.key ?? ""} onChange={(event) => change({ with: event.currentTarget.value })}>
          <option value="">{words.coverage.alone}</option>
          {campaigns.filter((one) => one.key !== first.key).map(option)}
        </select>
      </label>
      <div class="row" role="group" aria-label={words.coverage.shown}>
        <button type="button" class="action" aria-pressed={!map} onClick={() => change({ show: undefined })}>
          {words.coverage.matrix}
        </button>
        <button type="button" class="action" aria-pressed={map} onClick={() => change({ show: "map" })}>
          {words.coverage.map}
        </button>
      </div>
    </div>
  );
}

function Legend({ map }: { map: boolean }) {
  const words = useWords();
  return (
    <div class="states">
      <ul class="row">
        {STATES.map((state) => (
          <li key={state}>
            <span class="cell cell-sample" data-state={state} aria-hidden="true" /> {words.coverage.states[state]}
          </li>
        ))}
      </ul>
      {map && <p class="soft">{words.coverage.hint}</p>}
    </div>
  );
}

/** What there is to see, in numbers. */
function Said({ rows, map }: { rows: readonly Row[]; map: boolean }) {
  const words = useWords();
  const reported = [...summaries(rows).values()].filter((one) => one.state === "reported");
  const said = [
    words.coverage.howMany(rows.length, Math.max(...rows.map((row) => row.articles))),
    words.coverage.reach(reported.length),
    map ? words.coverage.shades(Math.max(...reported.map((one) => one.statements), 0)) : "",
  ];
  return <p class="soft">{said.filter(Boolean).join(" · ")}</p>;
}

/** One campaign as matrix or map, with what was opened in it. */
function Picture({ campaign, map, named }: { campaign: Campaign; map: boolean; named: boolean }) {
  const words = useWords();
  const { params } = useAddress();
  const chosen = language.use();
  const section = useRef<HTMLElement>(null);
  const label = labelIn(chosen, campaign.label, campaign.label_en);
  const answer = useAnswer(campaign.key, (signal) =>
    taken(api.GET("/v1/coverage", { params: { query: { campaign: campaign.key } }, signal })),
  );
  if (answer.error) return <Failure error={answer.error} />;
  if (!answer.data) return <Loading />;
  const coverage: Coverage = answer.data;
  const rows = rowsOf(coverage);
  const cell = cellFrom(params.cell ?? "");
  const here = cell && rows.some((row) => row.team === cell.team) ? cell : null;
  const draw = () => {
    const tiles = section.current?.querySelector<SVGSVGElement>("svg.tiles");
    const title = `${words.views.coverage}: ${label}`;
    if (tiles) return drawingOf(tiles, title);
    const names = coverage.places.map((place, at) => shortName(place, coverage.place_labels[at] ?? place, chosen));
    return matrixDrawing({ title, rows, places: coverage.places, names, states: words.coverage.states });
  };
  return (
    <section class="coverage" aria-label={label} ref={section}>
      {named && <h2>{label}</h2>}
      {rows.length === 0 && <Empty>{words.coverage.none(label)}</Empty>}
      {rows.length > 0 && (
        <div class="row spread coverage-said">
          <Said rows={rows} map={map} />
          <AnswerExport
            name={`coverage-${campaign.key}`}
            pictures={(file) => pictures(words.exports, file, draw)}
            head={["team", "team_label", "place", "place_label", "state", "reported", "stories"]}
            rows={coverage.row.map((row, at) => {
              const column = coverage.column[at] ?? -1;
              return [
                coverage.teams[row],
                coverage.team_labels[row],
                coverage.places[column],
                coverage.place_labels[column],
                coverage.state[at],
                coverage.reported[at],
                coverage.stories[at],
              ];
            })}
            files={[{ title: words.exports.allFacts, address: callOf("/v1/inspections", { campaign: campaign.key }) }]}
            path="/v1/coverage"
            query={{ campaign: campaign.key }}
            answer={coverage}
          />
        </div>
      )}
      {rows.length > 0 && !map && (
        <Matrix
          answer={coverage}
          rows={rows}
          chosen={here ? params.cell : undefined}
          onPick={(key) => change({ cell: key === params.cell ? undefined : key })}
        />
      )}
      {rows.length > 0 && map && (
        <TileMap
          rows={rows}
          label={label}
          chosen={params.place}
          onPick={(place) => change({ place: place === params.place ? undefined : place })}
        />
      )}
      {!map && here && (
        <Opened
          team={here.team}
          place={here.place}
          campaign={campaign.key}
          onClose={() => change({ cell: undefined })}
        />
      )}
      {map && params.place && (
        <Opened place={params.place} campaign={campaign.key} onClose={() => change({ place: undefined })} />
      )}
    </section>
  );
}
