import { useEffect, useMemo } from "preact/hooks";
import { useAnswer } from "../api/answer";
import { addressOf } from "../api/client";
import type { Article, Fact } from "../api/types";
import { FactCard } from "../evidence/FactCard";
import { askArticle, askText } from "../evidence/facts";
import { dateOf, statement } from "../evidence/statement";
import { ExportMenu } from "../parts/ExportMenu";
import { Link } from "../parts/Link";
import { csv, fileName, save } from "../parts/save";
import { Empty, Failure, Loading } from "../parts/states";
import { SearchBox } from "../search/Box";
import { change, go, useAddress } from "../state/address";
import { useWords } from "../words";
import { FullText } from "./FullText";
import { askTurtle, Turtle } from "./Turtle";
import "./article.css";

/** An article: where from, its text with facts and residue marked, its facts in order, its RDF. */
export default function View() {
  const words = useWords();
  const { params } = useAddress();
  const id = params.id ?? "";
  const answer = useAnswer(id === "" ? null : `article|${id}`, () => askArticle(id));
  if (id === "") {
    return (
      <Empty>
        <p>{words.article.pick}</p>
        <SearchBox kinds="article" onPick={(entity) => go("article", { id: entity.id.replace("article/", "") })} />
      </Empty>
    );
  }
  if (answer.error) return <Failure error={answer.error} />;
  if (!answer.data) return <Loading />;
  return <Shown article={answer.data} chosen={params.fact ?? ""} />;
}

function Shown({ article, chosen }: { article: Article; chosen: string }) {
  const words = useWords();
  const text = useAnswer(`text|${article.id}`, (signal) => askText(article.id, signal));
  const { title, publisher, published, url } = article.row;
  const facts = useMemo(() => [...article.facts].sort((a, b) => a.evidence.start - b.evidence.start), [article]);
  const fact = facts.find((one) => one.id === chosen);
  useEffect(() => {
    document.title = `${title ?? article.id} · ${words.title}`;
  }, [article, title, words]);
  const choose = (id: string) => change({ fact: id }, { replace: true });
  return (
    <article class="article">
      <header class="view-head">
        <div class="article-head">
          <h1>{title ?? article.id}</h1>
          <p class="soft">
            {[publisher, published].filter(Boolean).join(" · ")}
            {url && /^https?:/.test(url) && (
              <>
                {" · "}
                <a href={url} rel="noreferrer" target="_blank">
                  {words.facts.original}
                </a>
              </>
            )}
            {" · "}
            {words.search.facts(facts.length)}
          </p>
          {article.same_story.length > 0 && <SameStory ids={article.same_story} />}
        </div>
        <Exports article={article} facts={facts} />
      </header>
      {chosen !== "" && !fact && <Empty>{words.article.factGone}</Empty>}
      <div class="article-body">
        <section class="panel article-text" aria-label={words.article.text}>
          {text.data === null && <Empty>{words.article.noText}</Empty>}
          {text.data === undefined && !text.error && <Loading />}
          {text.data ? (
            <FullText text={text.data} facts={facts} chosen={chosen} onChoose={choose} />
          ) : (
            text.data === null && <Quotes facts={facts} chosen={chosen} onChoose={choose} />
          )}
        </section>
        <aside class="article-side" aria-label={words.article.facts}>
          {fact && (
            <ol class="evidence-list">
              <FactCard fact={fact} current />
            </ol>
          )}
          <section class="panel">
            <h2>{words.article.facts}</h2>
            <ol class="article-facts">
              {facts.map((one) => (
                <li key={one.id}>
                  <button
                    type="button"
                    class="article-fact"
                    aria-pressed={one.id === chosen}
                    onClick={() => choose(one.id)}
                  >
                    <span class="tag">{words.types[one.type] ?? one.type}</span> {statement(one, words)}{" "}
                    <span class="soft">{dateOf(one)}</span>
                  </button>
                </li>
              ))}
            </ol>
          </section>
          <Turtle article={article.id} />
        </aside>
      </div>
    </article>
  );
}

function SameStory({ ids }: { ids: readonly string[] }) {
  const words = useWords();
  return (
    <p class="soft">
      {words.article.sameStory}{" "}
      {ids.slice(0, 12).map((id) => (
        <Link key={id} view="article" params={{ id }} class="chip">
          {id}
        </Link>
      ))}
    </p>
  );
}

function Quotes({
  facts,
  chosen,
  onChoose,
}: {
  facts: readonly Fact[];
  chosen: string;
  onChoose: (id: string) => void;
}) {
  return (
    <ol class="article-quotes">
      {facts.map((fact) => (
        <li key={fact.id}>
          <button
            type="button"
            class="article-fact"
            aria-pressed={fact.id === chosen}
            onClick={() => onChoose(fact.id)}
          >
            <q>{fact.evidence.quote}</q>
          </button>
        </li>
      ))}
    </ol>
  );
}

function Exports({ article, facts }: { article: Article; facts: readonly Fact[] }) {
  const words = useWords();
  const name = fileName("article", article.id);
  const rows = facts.map((fact) => [
    fact.id,
    fact.type,
    statement(fact, words),
    dateOf(fact),
    fact.status,
    fact.evidence.quote,
    fact.evidence.start,
    fact.evidence.end,
    fact.confidence,
    fact.rule,
  ]);
  const head = ["id", "type", "statement", "date", "status", "quote", "start", "end", "confidence", "rule"];
  const lines = facts.map((fact) => `${JSON.stringify(fact)}\n`).join("");
  return (
    <ExportMenu
      api={addressOf(`/v1/articles/${article.id}`)}
      choices={[
        { label: words.exports.csv, act: () => save(csv(head, rows), `${name}.csv`, "text/csv") },
        { label: "JSON Lines", act: () => save(lines, `${name}.jsonl`, "application/jsonl") },
        {
          label: "Turtle (RDF)",
          act: () => void askTurtle(article.id).then((turtle) => save(turtle, `${name}.ttl`, "text/turtle")),
        },
        ...["jsonld", "nq"].map((ending) => ({
          label: words.exports.formats[ending] ?? ending,
          href: addressOf(`/id/article/${encodeURIComponent(article.id)}.${ending}`),
        })),
      ]}
    />
  );
}
