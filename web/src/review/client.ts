import { addressOf, epoch, mustKnow, read } from "../api/client";
import type { components } from "../api/schema";
import type { Fact } from "../api/types";
import { forgetArticles } from "../evidence/facts";
import { cell } from "../state/store";

type Schemas = components["schemas"];
export type Correction = Schemas["CorrectionModel"];
export type Receipt = Schemas["JudgementModel"];
export type Verdict = Correction["verdict"];
/** A fact to be reviewed, what it moves, and which of its fields may be edited. */
export interface ToReview {
  readonly fact: Fact;
  readonly impact: Schemas["ToReviewModel"]["impact"];
  readonly editable: readonly string[];
}

/** The secret of a token that is good for corrections; held while the page is open, and kept nowhere. */
export const token = cell("");

export interface Decision {
  readonly fact: string;
  readonly verdict: Verdict;
  readonly reason?: string;
  readonly changes?: Readonly<Record<string, unknown>>;
}

/** Tells what a decision would change. */
export function preview(decision: Decision): Promise<Receipt> {
  return post("/v1/corrections", decision, true);
}

/** Makes a decision; every view asks anew afterwards. */
export function decide(decision: Decision): Promise<Receipt> {
  return post("/v1/corrections", decision, false);
}

/** Takes a correction back. */
export function takeBack(correction: string, reason: string): Promise<Receipt> {
  return post(`/v1/corrections/${encodeURIComponent(correction)}/undo`, reason === "" ? {} : { reason }, false);
}

async function post(path: string, body: object, dry: boolean): Promise<Receipt> {
  const receipt = await read<Receipt>(addressOf(path, dry ? { dry_run: "true" } : {}), {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      ...(token.get() === "" ? {} : { Authorization: `Bearer ${token.get()}` }),
    },
    body: JSON.stringify(body),
  });
  if (!dry) {
    mustKnow(receipt.generation);
    forgetArticles();
    epoch.set(epoch.get() + 1);
  }
  return receipt;
}

/** What was typed for a field, as the value that the field has: a number stays one, nothing is null. */
export function valueOf(text: string, before: unknown): unknown {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (typeof before === "number" && !Number.isNaN(Number(trimmed))) return Number(trimmed);
  if (Array.isArray(before)) return trimmed.split(/[,，、]\s*/u).filter((one) => one !== "");
  return trimmed;
}

/** What a field shows while it is edited. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join("、");
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  return value === null || value === undefined ? "" : JSON.stringify(value);
}

/** The fields that were changed, by what they are to be. */
export function changesOf(
  fact: Readonly<Record<string, unknown>>,
  typed: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const changed = Object.entries(typed).filter(([name, text]) => text !== textOf(fact[name]));
  return Object.fromEntries(changed.map(([name, text]) => [name, valueOf(text, fact[name])]));
}
