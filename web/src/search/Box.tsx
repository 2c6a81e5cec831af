import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useAnswer } from "../api/answer";
import { api, taken } from "../api/client";
import type { Suggestion } from "../api/types";
import { Kind } from "../parts/Kind";
import { go } from "../state/address";
import { useWords } from "../words";
import { addressOfEntity } from "./entities";
import { grouped } from "./grouping";

interface Props {
  compact?: boolean;
  /** Kinds to choose from; all if not given. */
  kinds?: string;
  label?: string;
  /** What to do with the entity chosen; opens it if not given. */
  onPick?: (entity: Suggestion) => void;
  autofocus?: boolean;
}

const MOST = 24;

/** One box for everything that has a name: characters, pinyin or initials; arrows choose, Enter opens. */
export function SearchBox({ compact = false, kinds = "", label, onPick, autofocus = false }: Props) {
  const words = useWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const asked = text.trim();
  const answer = useAnswer(asked === "" ? null : `${kinds}|${asked}`, async (signal) => {
    const query = { q: asked, limit: MOST, ...(kinds === "" ? {} : { kinds: [kinds] }) };
    return { asked, ...(await taken(api.GET("/v1/suggest", { params: { query }, signal }))) };
  });
  const found = asked === "" ? [] : (answer.data?.items ?? []);
  const groups = grouped(found);
  const flat = groups.flatMap((group) => group.items);
  const sentences = onPick === undefined && asked !== "";
  const rows = flat.length + (sentences ? 1 : 0);

  useEffect(() => setAt(0), [asked]);
  useEffect(() => {
    if (!autofocus || matchMedia("(pointer: coarse)").matches) return;
    input.current?.focus({ preventScroll: true });
  }, [autofocus]);

  const pick = (index: number) => {
    const entity = flat[index];
    if (!entity && !sentences) return;
    setOpen(false);
    setText("");
    input.current?.blur();
    if (!entity) go("search", { q: asked });
    else if (onPick) onPick(entity);
    else {
      const target = addressOfEntity(entity.id);
      go(target.view, target.params);
    }
  };
  // Enter right after typing waits for the answer to what was typed
  const [waiting, setWaiting] = useState(false);
  useEffect(() => {
    if (!waiting || answer.loading || answer.data?.asked !== asked) return;
    setWaiting(false);
    pick(0);
    // what `pick` does follows from these
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [waiting, answer, asked]);
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && rows > 0) {
      event.preventDefault();
      setOpen(true);
      setAt((at + step + rows) % rows);
    } else if (event.key === "Enter") {
      // who types fast is ahead of what is drawn: the field has the last word
      const typed = input.current?.value.trim() ?? asked;
      if (typed === "") return;
      event.preventDefault();
      if (answer.loading || answer.data?.asked !== typed) setWaiting(true);
      else pick(at);
    } else if (event.key === "Escape") {
      setOpen(false);
      setText("");
    }
  };
  const shown = open && asked !== "" && (answer.data !== undefined || answer.error !== undefined);
  const option = (index: number) => `${id}-${index}`;
  return (
    <div class={compact ? "search search-compact" : "search"} role="search">
      <input
        ref={input}
        type="text"
        class="search-input"
        value={text}
        placeholder={label ?? words.search.placeholder}
        aria-label={label ?? words.search.label}
        role="combobox"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(shown && rows > 0 ? { "aria-activedescendant": option(at) } : {})}
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="search"
        onInput={(event) => (setText(event.currentTarget.value), setOpen(true))}
        onFocus={() => setOpen(true)}
        onBlur={() => setTimeout(() => setOpen(false), 120)}
        onKeyDown={onKey}
      />
      <div class="suggestions" hidden={!shown}>
        <p class="unseen" role="status">
          {shown ? words.search.count(flat.length) : ""}
        </p>
        {shown && flat.length === 0 && <p class="suggestions-note">{words.search.none(asked)}</p>}
        {shown && flat[0]?.match === "near" && <p class="suggestions-note">{words.search.near}</p>}
        <div role="listbox" id={`${id}-list`} aria-label={words.search.label}>
          {groups.map((group) => (
            <div key={group.kind} role="group" aria-label={words.kinds[group.kind] ?? group.kind}>
              <div class="suggestions-kind" aria-hidden="true">
                {words.kinds[group.kind] ?? group.kind}
              </div>
              {group.items.map((entity) => (
                <Row
                  key={entity.id}
                  id={option(flat.indexOf(entity))}
                  entity={entity}
                  chosen={flat.indexOf(entity) === at}
                  onPick={() => pick(flat.indexOf(entity))}
                />
              ))}
            </div>
          ))}
          {sentences && (
            <div
              role="option"
              id={option(flat.length)}
              class="suggestion suggestion-sentences"
              aria-selected={at === flat.length}
              onMouseDown={(event) => (event.preventDefault(), pick(flat.length))}
            >
              {words.search.sentences(asked)}
            </div>
          )}
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  id: string;
  entity: Suggestion;
  chosen: boolean;
  onPick: () => void;
}

function Row({ id, entity, chosen, onPick }: RowProps) {
  const words = useWords();
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <div
      ref={row}
      id={id}
      role="option"
      class="suggestion"
      aria-selected={chosen}
      onMouseDown={(event) => (event.preventDefault(), onPick())}
    >
      <Kind kind={entity.kind} />
      <span class="suggestion-label">{entity.label}</span>
      <span class="suggestion-more">
        {hint(entity)} {words.search.facts(entity.facts)}
      </span>
    </div>
  );
}

/** What tells entities of one name apart: the campaign of a team. */
function hint(entity: Suggestion): string {
  return entity.kind === "team" ? entity.id.slice(entity.id.indexOf("@") + 1) : "";
}
