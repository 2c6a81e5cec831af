import { autocompletion, completeFromList } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";
import { useEffect, useRef } from "preact/hooks";

interface Props {
  value: string;
  label: string;
  onChange: (text: string) => void;
  onRun: () => void;
}

/** Words that queries here are made of: keywords, and the properties of campaign.ttl. */
const KEYWORDS =
  "SELECT DISTINCT WHERE FILTER OPTIONAL UNION GRAPH GROUP BY ORDER BY DESC LIMIT OFFSET VALUES BIND COUNT SUM CONSTRUCT ASK PREFIX".split(
    " ",
  );
const PROPERTIES =
  "cg:Inspection cg:Result cg:Directive cg:Meeting cg:Operation cg:Measure cg:Target cg:Role cg:Team cg:Coverage cg:Article cg:team cg:place cg:campaign cg:series cg:status cg:exact cg:start cg:end cg:from cg:to cg:edtf cg:confidence cg:metric cg:counted cg:value cg:unit cg:scope cg:org cg:role cg:person cg:issuer cg:demand cg:host cg:agency cg:who cg:count cg:inspected cg:title cg:publisher cg:published cg:url rdfs:label skos:prefLabel skos:altLabel skos:notation skos:broader skos:broaderTransitive prov:wasGeneratedBy".split(
    " ",
  );
const COMPLETION = completeFromList([
  ...KEYWORDS.map((label) => ({ label, type: "keyword" })),
  ...PROPERTIES.map((label) => ({ label, type: "property" })),
]);

/** The colours of the page, so that both themes are readable. */
const COLORS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--seal-ink)", fontWeight: "600" },
  {
    tag: [tags.variableName, tags.definition(tags.variableName), tags.special(tags.variableName)],
    color: "var(--link)",
  },
  { tag: [tags.string, tags.url, tags.literal], color: "var(--reported)" },
  { tag: [tags.number, tags.bool], color: "var(--planned)" },
  { tag: tags.comment, color: "var(--ink-3)", fontStyle: "italic" },
]);

/** A SPARQL editor: colours, completion, undo; Ctrl+Enter runs. Escape then Tab leaves it by keyboard. */
export function Editor({ value, label, onChange, onRun }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const told = useRef({ onChange, onRun });
  told.current = { onChange, onRun };
  useEffect(() => {
    if (!frame.current) return;
    const run = () => (told.current.onRun(), true);
    const made = new EditorView({
      parent: frame.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          keymap.of([{ key: "Mod-Enter", run }]),
          lineNumbers(),
          history(),
          bracketMatching(),
          sparql(),
          syntaxHighlighting(COLORS),
          autocompletion({ override: [COMPLETION] }),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) told.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
    // made once; what comes from outside later is put in below
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useEffect(() => {
    const made = view.current;
    if (made && made.state.doc.toString() !== value)
      made.dispatch({ changes: { from: 0, to: made.state.doc.length, insert: value } });
  }, [value]);
  return <div class="editor" ref={frame} />;
}
