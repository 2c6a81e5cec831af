import { language } from "../state/settings";
import { labelIn, useWords } from "../words";
import type { Picture, Seen } from "./picture";

/** The diagram's twin: every link as a row. */
export function Table({ seen, picture, onSelect }: { seen: Seen; picture: Picture; onSelect: (id: string) => void }) {
  const words = useWords();
  const chosen = language.use();
  const w = words.diagram;
  const kinds = new Map(picture.linkKinds.map((kind) => [kind.id, labelIn(chosen, kind.label, kind.label_en)]));
  const name = (id: string) => {
    const node = picture.nodes.get(id);
    return (
      <button type="button" class="linkish" onClick={() => onSelect(id)}>
        {node ? labelIn(chosen, node.label, node.label_en) : id}
      </button>
    );
  };
  const rows = [...seen.links].sort((a, b) => b.count - a.count);
  return (
    <div class="scroll diagram-table" tabIndex={0} role="region" aria-label={w.asTable}>
      <table class="data">
        <thead>
          <tr>
            <th scope="col">{w.from_}</th>
            <th scope="col">{w.relation}</th>
            <th scope="col">{w.to_}</th>
            <th scope="col" class="number">
              {w.count}
            </th>
            <th scope="col" class="number">
              {w.storiesShort}
            </th>
            <th scope="col">{w.first}</th>
            <th scope="col">{w.last}</th>
            <th scope="col">{w.status}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((link) => (
            <tr key={link.id}>
              <td class="named">{name(link.source)}</td>
              <td>
                <button type="button" class="linkish" onClick={() => onSelect(link.id)}>
                  {kinds.get(link.kind) ?? link.kind}
                </button>
              </td>
              <td class="named">{name(link.target)}</td>
              <td class="number">{link.count || ""}</td>
              <td class="number">{link.stories || ""}</td>
              <td class="date">{link.first}</td>
              <td class="date">{link.last}</td>
              <td class="date">{link.status && words.status[link.status]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
