import { useWords } from "../words";

/** A dot in the kind's colour; the kind's name beside it or for screen readers. */
export function Kind({ kind, named = false }: { kind: string; named?: boolean }) {
  const words = useWords();
  const name = words.kinds[kind] ?? kind;
  return (
    <span class="kind" data-kind={kind} title={name}>
      <span class={named ? "" : "unseen"}>{name}</span>
    </span>
  );
}
