import type { Fact } from "../api/types";
import { dateOf, statement } from "../evidence/statement";
import { useWords } from "../words";
import type { Receipt } from "./client";

/** What a decision changes, or would change: facts that go and come, cells and totals that move. */
export function ReceiptView({ receipt }: { receipt: Receipt }) {
  const words = useWords();
  const line = (fact: Fact) => `${statement(fact, words)} ${dateOf(fact)}`;
  const removed = receipt.removed as unknown as Fact[];
  const added = receipt.added as unknown as Fact[];
  return (
    <div class="note receipt" role="status">
      <strong>{receipt.dry_run ? words.review.would : words.review.did}</strong>
      <ul>
        {removed.map((fact) => (
          <li key={fact.id}>
            <del>{line(fact)}</del>
          </li>
        ))}
        {added.map((fact) => (
          <li key={fact.id}>
            <ins>{line(fact)}</ins>
          </li>
        ))}
        <li>{words.review.moved(receipt.cells.length, receipt.totals.length)}</li>
      </ul>
    </div>
  );
}
