import { useAnswer } from "../api/answer";
import { api, taken } from "../api/client";
import { Failure, Loading } from "../parts/states";
import { useWords } from "../words";
import { written } from "./figures";

/** What two numbers have to do with each other, or why they cannot be compared. */
export function Compared({ picked, onClear }: { picked: readonly string[]; onClear: () => void }) {
  const words = useWords();
  const [a, b] = picked;
  if (picked.length === 0) return <p class="soft">{words.results.chosen(0)}</p>;
  return (
    <section class="panel compared" aria-live="polite">
      <div class="row spread">
        <strong>{words.results.chosen(picked.length)}</strong>
        <button type="button" class="action" onClick={onClear}>
          {words.results.clear}
        </button>
      </div>
      {a !== undefined && b !== undefined && <Verdict a={a} b={b} />}
    </section>
  );
}

function Verdict({ a, b }: { a: string; b: string }) {
  const words = useWords();
  const answer = useAnswer(`${a}|${b}`, (signal) =>
    taken(api.GET("/v1/compare", { params: { query: { a, b } }, signal })),
  );
  if (answer.error) return <Failure error={answer.error} />;
  const said = answer.data;
  if (!said) return <Loading />;
  const apart = said.label === "not comparable";
  const number = (value: number) => value.toLocaleString("en-US", { maximumFractionDigits: 4 });
  return (
    <>
      <p>
        {written(said.one, words.results.signs)} ↔ {written(said.other, words.results.signs)}
      </p>
      <p class={apart ? "verdict verdict-apart" : "verdict"}>{words.results.labels[said.label] ?? said.label}</p>
      {said.reasons.length > 0 && (
        <ul>
          {said.reasons.map((reason, at) => (
            <li key={reason}>{words.results.reasons[reason] ?? said.says[at] ?? reason}</li>
          ))}
        </ul>
      )}
      {said.least !== null && said.most !== null && (
        <p>{words.results.difference(number(said.least), number(said.most))}</p>
      )}
    </>
  );
}
