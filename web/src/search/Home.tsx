import { useAnswer } from "../api/answer";
import { api, taken } from "../api/client";
import type { Campaign } from "../api/types";
import { Link } from "../parts/Link";
import { Empty, Failure, Loading } from "../parts/states";
import { language } from "../state/settings";
import { labelIn, useWords } from "../words";
import { SearchBox } from "./Box";

const FIRST = 9;
const ALL = 1000;

/** The first page: one box, and the campaigns to start from. */
export function Home() {
  const words = useWords();
  const answer = useAnswer("campaigns", (signal) =>
    taken(api.GET("/v1/campaigns", { params: { query: { limit: ALL } }, signal })),
  );
  const known = (answer.data?.items ?? [])
    .filter((campaign) => campaign.year !== null && campaign.articles > 0)
    .sort((a, b) => factsOf(b) - factsOf(a));
  return (
    <div class="home">
      <section class="hero">
        <h1>{words.tagline}</h1>
        <p class="lead">{words.home.lead}</p>
        <SearchBox autofocus />
        <Examples campaigns={known} />
      </section>
      {answer.error && <Failure error={answer.error} />}
      {!answer.data && !answer.error && <Loading />}
      {answer.data && known.length === 0 && (
        <Empty>
          <p>{words.home.empty}</p>
          <p>
            {words.home.emptyHow} <code>campaign-graph ingest articles/ --workspace workspace</code>
          </p>
        </Empty>
      )}
      {known.length > 0 && <Campaigns campaigns={known} />}
    </div>
  );
}

function factsOf(campaign: Campaign): number {
  return Object.values(campaign.types).reduce((sum, count) => sum + count, 0);
}

function Campaigns({ campaigns }: { campaigns: readonly Campaign[] }) {
  const words = useWords();
  return (
    <section aria-labelledby="campaigns">
      <h2 id="campaigns">{words.home.campaigns}</h2>
      <ul class="cards">
        {campaigns.slice(0, FIRST).map((campaign) => (
          <Card key={campaign.id} campaign={campaign} />
        ))}
      </ul>
      {campaigns.length > FIRST && (
        <details class="rest">
          <summary>{words.home.allCampaigns(campaigns.length)}</summary>
          <ul class="cards">
            {campaigns.slice(FIRST).map((campaign) => (
              <Card key={campaign.id} campaign={campaign} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Card({ campaign }: { campaign: Campaign }) {
  const words = useWords();
  const chosen = language.use();
  return (
    <li class="card">
      <h3>
        <Link view="diagram" params={{ node: campaign.id }}>
          {labelIn(chosen, campaign.label, campaign.label_en)}
        </Link>
      </h3>
      <p class="card-dates">{[campaign.first, campaign.last].filter(Boolean).join(" – ")}</p>
      <p>{words.home.counts(factsOf(campaign), campaign.articles)}</p>
      <p>
        {words.home.teams(campaign.teams)} · {words.home.places(campaign.places)}
      </p>
      <p class="card-links">
        <Link view="coverage" params={{ campaign: campaign.key }}>
          {words.home.seeCoverage}
        </Link>
        <Link view="timeline" params={{ entity: campaign.id }}>
          {words.home.seeTimeline}
        </Link>
      </p>
    </li>
  );
}

/** Ways in that lead somewhere in this very workspace. */
function Examples({ campaigns }: { campaigns: readonly Campaign[] }) {
  const words = useWords();
  const best = [...campaigns].sort((a, b) => b.teams - a.teams)[0];
  const teams = useAnswer(best ? `teams|${best.key}` : null, (signal) =>
    taken(api.GET("/v1/teams", { params: { query: { campaign: best?.key ?? "", limit: ALL } }, signal })),
  );
  const shown = [...(teams.data?.items ?? [])].sort((a, b) => b.inspections - a.inspections).slice(0, 4);
  if (shown.length === 0) return null;
  return (
    <p class="examples">
      <span>{words.home.start}</span>
      {shown.map((team) => (
        <Link key={team.id} view="diagram" params={{ node: team.id }} class="chip">
          {team.label}
        </Link>
      ))}
    </p>
  );
}
