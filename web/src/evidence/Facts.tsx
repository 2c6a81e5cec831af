import { useEffect, useRef, useState } from "preact/hooks";
import type { Fact } from "../api/types";
import { useWords } from "../words";
import { FactCard } from "./FactCard";
import "./evidence.css";

/** The facts behind an edge, a number or a cell, one after the other; j and k, or the arrows, go on and back. */
export function Facts({ facts, total, first }: { facts: readonly Fact[]; total?: number; first?: string }) {
  const words = useWords();
  const [at, setAt] = useState(0);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const wanted = facts.findIndex((fact) => fact.id === first);
    setAt(Math.max(wanted, 0));
  }, [facts, first]);
  const go = (step: number) => {
    const next = Math.min(Math.max(at + step, 0), facts.length - 1);
    setAt(next);
    const card = list.current?.children[next];
    if (card instanceof HTMLElement) {
      card.focus({ preventScroll: true });
      card.scrollIntoView({ block: "nearest" });
    }
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    go(step);
  };
  return (
    <div class="evidence" onKeyDown={onKey}>
      <div class="evidence-bar">
        <span role="status">
          {facts.length === 0 ? words.facts.none : words.facts.at(at + 1, total ?? facts.length)}
        </span>
        <span>
          <button type="button" class="quiet" disabled={at <= 0} onClick={() => go(-1)} title={words.facts.previous}>
            ↑<span class="unseen">{words.facts.previous}</span>
          </button>
          <button
            type="button"
            class="quiet"
            disabled={at >= facts.length - 1}
            onClick={() => go(1)}
            title={words.facts.next}
          >
            ↓<span class="unseen">{words.facts.next}</span>
          </button>
        </span>
      </div>
      <ol class="evidence-list" ref={list}>
        {facts.map((fact, index) => (
          <FactCard key={fact.id} fact={fact} current={index === at} onFocus={() => setAt(index)} />
        ))}
      </ol>
    </div>
  );
}
