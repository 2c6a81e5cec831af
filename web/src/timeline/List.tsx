import type { Fact } from "../api/types";
import { FactCard } from "../evidence/FactCard";
import { Link } from "../parts/Link";
import { change, useAddress } from "../state/address";
import { useWords } from "../words";
import { days } from "./days";

/** Statements by day, each with its sentence. */
export function List({ facts }: { facts: readonly Fact[] }) {
  const words = useWords();
  const chosen = useAddress().params.fact;
  return (
    <ol class="days">
      {days(facts).map((day) => (
        <li key={day.when} class="day">
          <h2 class="day-when">
            {day.when === ""
              ? words.timeline.noDate
              : day.when.startsWith("– ")
                ? words.timeline.until(day.when.slice(2))
                : day.when}
          </h2>
          <ul class="day-facts">
            {day.facts.map((fact) => (
              <Statement key={fact.id} fact={fact} open={fact.id === chosen} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

/** A statement; its sentence opens the evidence below it, and is part of the address. */
function Statement({ fact, open }: { fact: Fact; open: boolean }) {
  const words = useWords();
  return (
    <li class="day-fact">
      <span class="tag">{words.types[fact.type] ?? fact.type}</span>{" "}
      {fact.status !== "done" && <span class={`tag tag-${fact.status}`}>{words.status[fact.status]}</span>}{" "}
      <button
        type="button"
        class="linkish"
        aria-expanded={open}
        onClick={() => change({ fact: open ? "" : fact.id }, { replace: true })}
      >
        <q>{fact.evidence.quote}</q>
      </button>{" "}
      <Named fact={fact} />
      {open && (
        <ol class="evidence-list day-evidence">
          <FactCard fact={fact} current />
        </ol>
      )}
    </li>
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
