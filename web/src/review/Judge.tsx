import { useState } from "preact/hooks";
import { Passage } from "../evidence/Passage";
import { dateOf, statement } from "../evidence/statement";
import { Link } from "../parts/Link";
import { useWords } from "../words";
import { changesOf, decide, preview, textOf, type Decision, type Receipt, type ToReview, type Verdict } from "./client";
import { ReceiptView } from "./Receipt";

/** One fact to be judged: accepted as it is, rejected, or edited, each with what it would move. */
export function Judge({ item }: { item: ToReview }) {
  const words = useWords();
  const { fact, impact } = item;
  const [verdict, setVerdict] = useState<Verdict | "">("");
  return (
    <li class="evidence-fact">
      <h2 class="evidence-head">
        <span class="tag">{words.types[fact.type] ?? fact.type}</span> {statement(fact, words)}{" "}
        <span class="soft">{dateOf(fact)}</span>
      </h2>
      <Passage fact={fact} />
      <p class="soft">
        {words.review.impact(impact.score, impact.facts, impact.cells, impact.totals)} · {words.facts.confidence}{" "}
        {Math.round(fact.confidence * 100)}% · <code>{fact.rule}</code> ·{" "}
        <Link view="article" params={{ id: fact.article, fact: fact.id }}>
          {words.facts.inArticle}
        </Link>
      </p>
      <div class="row">
        {(["accept", "reject", "edit"] as const).map((one) => (
          <button
            key={one}
            type="button"
            class="action"
            aria-pressed={verdict === one}
            onClick={() => setVerdict(verdict === one ? "" : one)}
          >
            {words.review[one]}
          </button>
        ))}
      </div>
      {verdict !== "" && <Form key={verdict} item={item} verdict={verdict} />}
    </li>
  );
}

function Form({ item, verdict }: { item: ToReview; verdict: Verdict }) {
  const words = useWords();
  const fact = item.fact as unknown as Readonly<Record<string, unknown>>;
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState<Record<string, string>>(() =>
    Object.fromEntries(item.editable.map((name) => [name, textOf(fact[name])])),
  );
  const [receipt, setReceipt] = useState<Receipt>();
  const [error, setError] = useState("");
  const decision = (): Decision => ({
    fact: item.fact.id,
    verdict,
    ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
    ...(verdict === "edit" ? { changes: changesOf(fact, typed) } : {}),
  });
  const run = (what: (decision: Decision) => Promise<Receipt>) => {
    setError("");
    what(decision()).then(setReceipt, (refused: unknown) =>
      setError(refused instanceof Error ? refused.message : String(refused)),
    );
  };
  return (
    <form
      class="review-form"
      onSubmit={(event) => {
        event.preventDefault();
        run(decide);
      }}
    >
      {verdict === "edit" && (
        <div class="review-fields">
          {item.editable.map((name) => (
            <label key={name}>
              <code>{name}</code>
              <input
                class="field"
                value={typed[name] ?? ""}
                onInput={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
              />
            </label>
          ))}
        </div>
      )}
      <label>
        {words.review.reason}
        <input
          class="field"
          value={reason}
          required={verdict !== "accept"}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <div class="row">
        <button type="button" class="action" onClick={() => run(preview)}>
          {words.review.preview}
        </button>
        <button type="submit" class="action primary">
          {words.review[verdict]}
        </button>
      </div>
      {error !== "" && (
        <p class="note note-bad" role="alert">
          {error}
        </p>
      )}
      {receipt && <ReceiptView receipt={receipt} />}
    </form>
  );
}
