import { useState } from "preact/hooks";
import { useAnswer } from "../api/answer";
import { Failure, Loading } from "../parts/states";
import { send } from "../sparql/ask";
import { useWords } from "../words";

const IRIS = "https://w3id.org/campaign-graph/article/";

/** The named graph that holds all that an article says (docs/ontology.md). */
export function graphOf(article: string): string {
  const safe = /[^\w/@\-.~:,]/gu;
  return IRIS + article.replace(safe, (character) => encodeURIComponent(character));
}

/** Reads an article's graph in Turtle. */
export async function askTurtle(article: string, signal?: AbortSignal): Promise<string> {
  const query = `CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <${graphOf(article)}> { ?s ?p ?o } }`;
  return (await send(query, "text/turtle", signal)).text();
}

/** The article's RDF, asked for when it is opened. */
export function Turtle({ article }: { article: string }) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const answer = useAnswer(open ? `turtle|${article}` : null, (signal) => askTurtle(article, signal));
  return (
    <details class="panel turtle" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.article.turtle}</summary>
      {answer.error && <Failure error={answer.error} />}
      {open && !answer.data && !answer.error && <Loading />}
      {answer.data !== undefined && (
        <pre class="scroll" tabIndex={0} aria-label={words.article.turtle}>
          {answer.data}
        </pre>
      )}
    </details>
  );
}
