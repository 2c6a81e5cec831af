import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Fact } from "../api/types";
import type { Text } from "../evidence/facts";
import { stretches, type Mark, type Stretch } from "../evidence/passage";
import { useWords } from "../words";

interface Props {
  text: Text;
  facts: readonly Fact[];
  chosen: string;
  onChoose: (fact: string) => void;
}

/** The whole text: evidence marked and open to a click, the clauses of the fact chosen, and what was not read. */
export function FullText({ text, facts, chosen, onChoose }: Props) {
  const words = useWords();
  const parts = useMemo(
    () => stretches(text.characters, marksOf(text, facts, chosen), text.body),
    [text, facts, chosen],
  );
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector("[data-chosen]")?.scrollIntoView({ block: "center" });
  }, [chosen, parts]);
  return (
    <>
      <p class="article-legend soft">
        <mark class="mark-evidence">{words.article.evidence}</mark>{" "}
        <mark class="mark-context">{words.article.context}</mark>{" "}
        <mark class="mark-residue">{words.article.residue}</mark>
      </p>
      <div class="article-words" ref={box}>
        {parts.map((part) => (
          <Piece key={part.start} part={part} chosen={chosen} onChoose={onChoose} />
        ))}
      </div>
    </>
  );
}

function marksOf(text: Text, facts: readonly Fact[], chosen: string): Mark[] {
  const residue = text.residue.map(({ start, end }): Mark => ({ start, end, mark: "residue" }));
  const evidence = facts.map((fact): Mark => ({ ...fact.evidence, mark: "evidence", fact: fact.id }));
  const clauses = facts.find((fact) => fact.id === chosen)?.context ?? [];
  return [...residue, ...clauses.map((clause): Mark => ({ ...clause, mark: "context" })), ...evidence];
}

function Piece({ part, chosen, onChoose }: { part: Stretch; chosen: string; onChoose: (fact: string) => void }) {
  if (part.mark === "") return <>{part.text}</>;
  if (part.mark !== "evidence") return <mark class={`mark-${part.mark}`}>{part.text}</mark>;
  const its = part.facts.includes(chosen);
  // a click on a stretch that states several facts goes on to the next of them
  const next = part.facts[(part.facts.indexOf(chosen) + 1) % part.facts.length] ?? "";
  return (
    <mark
      class="mark-evidence"
      role="button"
      tabIndex={0}
      aria-pressed={its}
      {...(its ? { "data-chosen": "" } : {})}
      onClick={() => onChoose(next)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onChoose(next);
      }}
    >
      {part.text}
    </mark>
  );
}
