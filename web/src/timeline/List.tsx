import type { Fact } from "../api/types";
import { Link } from "../parts/Link";
import { useWords } from "../words";
import { days } from "./days";

/** Statements by day, each with its sentence, which opens the article at that place. */
export function List({ facts }: { facts: readonly Fact[] }) {
  const words = useWords();
  return (
    <ol class="days">
      {days(facts).map((day) => (
        <li key={day.when} class="day">
          <h2 class="day-when">{day.when === "" ? words.timeline.noDate : day.when}</h2>
          <ul class="day-facts">
            {day.facts.map((fact) => (
              <li key={fact.id} class="day-fact">
                <span class="tag">{words.types[fact.type] ?? fact.type}</span>{" "}
                {fact.status !== "done" && <span class={`tag tag-${fact.status}`}>{words.status[fact.status]}</span>}{" "}
                <Link view="article" params={{ id: fact.article, fact: fact.id }}>
                  <q>{fact.evidence.quote}</q>
                </Link>{" "}
                <Named fact={fact} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

/** The entities of a statement, each leading to its own timeline; persons are none. */
function Named({ fact }: { fact: Fact }) {
  const named: [string | null | undefined, string | null | undefined][] = [
    [fact.team_id, fact.team],
    [fact.place_code && `place/${fact.place_code}`, fact.place],
    [
      fact.agency_id ?? fact.org_id ?? fact.host_id ?? fact.issuer_id,
      fact.agency ?? fact.org ?? fact.host ?? fact.issuer,
    ],
  ];
  return (
    <span class="soft">
      {named.map(([id, label]) =>
        id && label ? (
          <Link key={id} view="timeline" params={{ entity: id }} class="named">
            {label}
          </Link>
        ) : null,
      )}
      {!fact.start && !fact.end && fact.date_text ? ` “${fact.date_text}”` : ""}
    </span>
  );
}
