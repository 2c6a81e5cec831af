import { useAnswer } from "../api/answer";
import { Empty, Failure, Loading } from "../parts/states";
import { useWords } from "../words";
import { FactCard } from "./FactCard";
import { askFact } from "./facts";

/** The evidence of one fact that only its id is known of. */
export function OneFact({ article, fact }: { article: string; fact: string }) {
  const words = useWords();
  const answer = useAnswer(`fact|${article}|${fact}`, () => askFact(article, fact));
  if (answer.error) return <Failure error={answer.error} />;
  if (answer.loading) return <Loading />;
  if (!answer.data) return <Empty>{words.article.factGone}</Empty>;
  return (
    <ol class="evidence-list">
      <FactCard fact={answer.data} current />
    </ol>
  );
}
