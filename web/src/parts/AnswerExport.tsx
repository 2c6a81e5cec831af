import { addressOf } from "../api/client";
import { useWords } from "../words";
import { ExportMenu } from "./ExportMenu";
import { csv, fileName, save } from "./save";

interface Props {
  /** What the file is called after. */
  name: string;
  head: readonly string[];
  rows: readonly (readonly (string | number | null | undefined)[])[];
  /** The API call that was answered, and its answer. */
  path: string;
  query: Readonly<Record<string, string | undefined>>;
  answer: unknown;
}

/** The export button of a view that shows one answer: the rows as a table, the answer as it came. */
export function AnswerExport({ name, head, rows, path, query, answer }: Props) {
  const words = useWords();
  const file = fileName("campaign-graph", name);
  return (
    <ExportMenu
      api={addressOf(path, query)}
      choices={[
        { label: words.exports.csv, act: () => save(csv(head, rows), `${file}.csv`, "text/csv") },
        {
          label: words.exports.json,
          act: () => save(JSON.stringify(answer, null, 1), `${file}.json`, "application/json"),
        },
      ]}
    />
  );
}
