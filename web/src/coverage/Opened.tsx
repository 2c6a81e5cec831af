import { useAnswer } from "../api/answer";
import { api, taken } from "../api/client";
import type { Fact } from "../api/types";
import { Facts } from "../evidence/Facts";
import { Link } from "../parts/Link";
import { Failure, Loading } from "../parts/states";
import { language } from "../state/settings";
import { useWords } from "../words";
import { shortName } from "./provinces";

interface Props {
  team?: string | undefined;
  place: string;
  campaign: string;
  onClose: () => void;
}

const SENTENCES = 20;

/** One cell, or one place for all teams: its state in words, its sentences, the totals over it, the articles looked through. */
export function Opened({ team, place, campaign, onClose }: Props) {
  const words = useWords();
  return (
    <aside class="panel opened" aria-label={words.coverage.opened}>
      <button type="button" class="quiet opened-close" aria-label={words.close} onClick={onClose}>
        ✕
      </button>
      {team ? (
        <OneCell team={team} place={place} campaign={campaign} />
      ) : (
        <OnePlace place={place} campaign={campaign} />
      )}
    </aside>
  );
}

function OneCell({ team, place, campaign }: { team: string; place: string; campaign: string }) {
  const words = useWords();
  const answer = useAnswer(`${team}|${place}|${campaign}`, (signal) =>
    taken(
      api.GET("/v1/coverage/cell", {
        params: { query: { team, place, campaign, limit: SENTENCES } },
        signal,
      }),
    ),
  );
  if (answer.error) return <Failure error={answer.error} />;
  const cell = answer.data;
  if (!cell) return <Loading />;
  const facts = cell.facts.items as unknown as Fact[];
  return (
    <>
      <h2>
        <Link view="diagram" params={{ node: team }}>
          {cell.team_label}
        </Link>
        {" · "}
        <Link view="diagram" params={{ node: place }}>
          {cell.place_label}
        </Link>
      </h2>
      <p>
        <span class="cell cell-sample" data-state={cell.state} aria-hidden="true" />{" "}
        {words.coverage.states[cell.state] ?? cell.state}
        {" – "}
        {words.coverage.meaning[cell.state] ?? ""}
      </p>
      <Sentences facts={facts} total={cell.facts.total} />
      <Totals totals={cell.totals} />
      <h3>{words.coverage.looked(cell.articles.total, cell.stories)}</h3>
      <ul class="looked">
        {cell.articles.items.map((article) => (
          <li key={article.id}>
            <Link view="article" params={{ id: article.id }}>
              {article.title ?? article.id}
            </Link>{" "}
            <span class="soft">
              {[article.publisher, article.published].filter(Boolean).join(" ")}
              {article.names_team ? ` · ${words.coverage.namesTeam}` : ""}
              {article.names_place ? ` · ${words.coverage.namesPlace}` : ""}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What all teams did in one place, from the facts alone. */
function OnePlace({ place, campaign }: { place: string; campaign: string }) {
  const words = useWords();
  const chosen = language.use();
  const code = place.slice(place.indexOf("/") + 1);
  const answer = useAnswer(`${place}|${campaign}`, (signal) =>
    taken(api.GET("/v1/inspections", { params: { query: { place: code, campaign, limit: SENTENCES } }, signal })),
  );
  if (answer.error) return <Failure error={answer.error} />;
  if (!answer.data) return <Loading />;
  const facts = answer.data.items as unknown as Fact[];
  return (
    <>
      <h2>
        <Link view="diagram" params={{ node: place }}>
          {words.coverage.place(shortName(place, place, chosen))}
        </Link>
      </h2>
      {facts.length === 0 && <p>{words.coverage.meaning["none found"]}</p>}
      <Sentences facts={facts} total={answer.data.total} />
    </>
  );
}

function Sentences({ facts, total }: { facts: readonly Fact[]; total: number }) {
  const words = useWords();
  if (facts.length === 0) return null;
  return (
    <>
      <h3>{words.search.total(total)}</h3>
      <Facts facts={facts} total={total} />
      {facts.length < total && <p class="soft">{words.of(facts.length, total)}</p>}
    </>
  );
}

/** The totals that take the place in without naming it. */
function Totals({ totals }: { totals: readonly Fact[] }) {
  const words = useWords();
  if (totals.length === 0) return null;
  return (
    <>
      <h3>{words.coverage.totals}</h3>
      <ol class="sentences">
        {totals.map((total) => (
          <li key={total.id}>
            <Link view="article" params={{ id: total.article, fact: total.id }}>
              <q>{total.evidence.quote}</q>
            </Link>
          </li>
        ))}
      </ol>
    </>
  );
}
