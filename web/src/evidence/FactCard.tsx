import { useRef } from "preact/hooks";
import { useAnswer } from "../api/answer";
import { BASE } from "../api/client";
import type { Article, Fact } from "../api/types";
import { Copy } from "../parts/Copy";
import { Link } from "../parts/Link";
import { write } from "../state/address";
import { useWords, type Words } from "../words";
import "./evidence.css";
import { bibtex, gbt7714, today } from "./cite";
import { askArticle } from "./facts";
import { useNear } from "./near";
import { Passage } from "./Passage";
import { dateOf, statement, whyPlace } from "./statement";

interface Props {
  fact: Fact;
  current?: boolean;
  onFocus?: () => void;
}

/** Where a fact is found again: its article's page with the fact marked. */
export function permanent(fact: Pick<Fact, "id" | "article">): string {
  return `${BASE}/${write({ view: "article", params: { id: fact.article, fact: fact.id } })}`;
}

/** A fact with its sentence, where it comes from, how sure it is, and how to cite it. */
export function FactCard({ fact, current = false, onFocus }: Props) {
  const words = useWords();
  const card = useRef<HTMLLIElement>(null);
  const near = useNear(card);
  const article = useAnswer(near ? fact.article : null, () => askArticle(fact.article));
  return (
    <li
      ref={card}
      class="evidence-fact"
      tabIndex={-1}
      aria-current={current ? "true" : undefined}
      onFocusCapture={onFocus}
    >
      <h3 class="evidence-head">
        <span class="tag">{words.types[fact.type] ?? fact.type}</span> {statement(fact, words)}
      </h3>
      <p class="evidence-when">
        {dateOf(fact)}{" "}
        {fact.status !== "done" && <span class={`tag tag-${fact.status}`}>{words.status[fact.status]}</span>}
      </p>
      <Passage fact={fact} read={near} />
      <Source fact={fact} article={article.data} />
      <Details fact={fact} words={words} />
      <div class="row no-print">
        {article.data && <Citations fact={fact} article={article.data} />}
        <Link view="article" params={{ id: fact.article, fact: fact.id }} class="button">
          {words.facts.inArticle}
        </Link>
      </div>
    </li>
  );
}

function Source({ fact, article }: { fact: Fact; article: Article | undefined }) {
  const words = useWords();
  const row = article?.row;
  return (
    <p class="evidence-source">
      <strong>{row?.title ?? fact.article}</strong>
      <br />
      {[row?.publisher, row?.published].filter(Boolean).join(" · ")}
      {article && article.same_story.length > 0 && <> · {words.facts.reprints(article.same_story.length)}</>}
      {row?.url && /^https?:/.test(row.url) && (
        <>
          {" · "}
          <a href={row.url} rel="noreferrer" target="_blank">
            {words.facts.original}
          </a>
        </>
      )}
    </p>
  );
}

function Details({ fact, words }: { fact: Fact; words: Words }) {
  const why = whyPlace(fact);
  return (
    <dl class="evidence-details">
      <dt>{words.facts.confidence}</dt>
      <dd>
        <meter min={0} max={1} value={fact.confidence} aria-label={words.facts.confidence} />{" "}
        {Math.round(fact.confidence * 100)}%
      </dd>
      <dt>{words.facts.rule}</dt>
      <dd>
        <code>{fact.rule}</code>
      </dd>
      {why && (
        <>
          <dt>{words.facts.whyPlace}</dt>
          <dd>
            {fact.place ?? fact.scope}：{words.facts.clue[fact.why?.clue ?? ""] ?? words.facts.why[why]}
          </dd>
        </>
      )}
    </dl>
  );
}

function Citations({ fact, article }: { fact: Fact; article: Article }) {
  const words = useWords();
  const cited = () => ({ article, fact, address: permanent(fact), seen: today() });
  return (
    <>
      <Copy text={() => gbt7714(cited())} label="GB/T 7714" title={words.facts.copyGbt} />
      <Copy text={() => bibtex(cited())} label="BibTeX" title={words.facts.copyBibtex} />
    </>
  );
}
