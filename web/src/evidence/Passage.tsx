import { useAnswer } from "../api/answer";
import type { Fact } from "../api/types";
import "./evidence.css";
import { useWords } from "../words";
import { askText } from "./facts";
import { stretches, windowAround, type Mark, type Stretch } from "./passage";

interface Props {
  fact: Fact;
  /** Whether to read the article's text by now. */
  read?: boolean;
}

/** The sentence of a fact: inside the article's text where its file is still there, else the clauses alone. */
export function Passage({ fact, read = true }: Props) {
  const words = useWords();
  const text = useAnswer(read ? `text|${fact.article}` : null, (signal) => askText(fact.article, signal));
  const marks: Mark[] = [
    { ...fact.evidence, mark: "evidence" },
    ...fact.context.map((clause): Mark => ({ ...clause, mark: "context" })),
  ];
  if (!text.data) {
    return (
      <blockquote class={text.data === null ? "passage" : "passage passage-awaited"}>
        {fact.context.map((clause) => (
          <p key={clause.start} class="passage-context" title={words.facts.context}>
            …{clause.quote}…
          </p>
        ))}
        <p>
          <mark>{fact.evidence.quote}</mark>
        </p>
      </blockquote>
    );
  }
  const { characters, body } = text.data;
  const [from, to] = windowAround(characters, [fact.evidence], body);
  const outside = fact.context.filter((clause) => clause.start < from || clause.end > to);
  return (
    <blockquote class="passage">
      {outside.map((clause) => (
        <p key={clause.start} class="passage-context" title={words.facts.context}>
          …<mark class="mark-context">{clause.quote}</mark>…
        </p>
      ))}
      <p>
        {from > body && "…"}
        {stretches(characters, marks, from, to).map((stretch) => (
          <Marked key={stretch.start} stretch={stretch} />
        ))}
        {to < characters.length && "…"}
      </p>
    </blockquote>
  );
}

/** A stretch of text with its mark. Articles are text, never markup. */
export function Marked({ stretch }: { stretch: Stretch }) {
  if (stretch.mark === "") return <>{stretch.text}</>;
  return <mark class={`mark-${stretch.mark}`}>{stretch.text}</mark>;
}
