import { addressOf } from "../api/client";
import { useWords } from "../words";
import { ExportMenu, type Choice } from "./ExportMenu";
import type { FileSource } from "./Files";
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
  /** Pictures of the view. */
  pictures?: (file: string) => readonly Choice[];
  /** The facts behind the answer. */
  files?: readonly FileSource[];
}

/** The export button of a view that shows one answer: pictures, the rows as a table, the answer as it came, its facts. */
export function AnswerExport({ name, head, rows, path, query, answer, pictures, files = [] }: Props) {
  const words = useWords();
  const file = fileName("campaign-graph", name);
  return (
    <ExportMenu
      api={addressOf(path, query)}
      files={files}
      choices={[
        ...(pictures?.(file) ?? []),
        { label: words.exports.csv, act: () => save(csv(head, rows), `${file}.csv`, "text/csv") },
        {
          label: words.exports.json,
          act: () => save(JSON.stringify(answer, null, 1), `${file}.json`, "application/json"),
        },
      ]}
    />
  );
}
