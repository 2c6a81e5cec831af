import { useState } from "preact/hooks";
import type { Fact } from "../api/types";
import { dateOf, statement } from "../evidence/statement";
import { Link } from "../parts/Link";
import { useWords } from "../words";
import { takeBack, type Correction } from "./client";

/** A correction: who decided what and when, why, and the way back. */
export function Decided({ correction }: { correction: Correction }) {
  const words = useWords();
  const [error, setError] = useState("");
  const [reason, setReason] = useState("");
  const before = correction.before;
  const after = correction.after;
  const line = (fact: Fact) => `${statement(fact, words)} ${dateOf(fact)}`;
  const undo = () => {
    takeBack(correction.id, reason.trim()).catch((refused: unknown) =>
      setError(refused instanceof Error ? refused.message : String(refused)),
    );
  };
  return (
    <li class="evidence-fact">
      <h2 class="evidence-head">
        <span class="tag">{words.review[correction.verdict]}</span>{" "}
        <span class="tag">{words.review.states[correction.state] ?? correction.state}</span>{" "}
        {before ? line(before) : `“${correction.quote}”`}
      </h2>
      {correction.verdict === "edit" && after && (
        <p>
          → <ins>{line(after)}</ins>
        </p>
      )}
      {correction.why && <p>{correction.why}</p>}
      <p class="soft">
        {correction.by} · {correction.at.slice(0, 16).replace("T", " ")} ·{" "}
        <Link view="article" params={{ id: correction.article, fact: after?.id ?? "" }}>
          {words.facts.inArticle}
        </Link>
      </p>
      {correction.state === "holds" && (
        <div class="row">
          <label>
            <span class="unseen">{words.review.reason}</span>
            <input
              class="field"
              value={reason}
              placeholder={words.review.reason}
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </label>
          <button type="button" class="action" onClick={undo}>
            {words.review.undo}
          </button>
        </div>
      )}
      {error !== "" && (
        <p class="note note-bad" role="alert">
          {error}
        </p>
      )}
    </li>
  );
}
