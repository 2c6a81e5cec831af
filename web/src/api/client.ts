import createClient from "openapi-fetch";
import { cell } from "../state/store";
import type { paths } from "./schema";

/** Where the API is: beside this page, whatever stands in front of it. */
export const BASE = new URL(".", location.href).href.replace(/\/$/, "");

/** Whether the server answers; turned by every request, and asked until it is back. */
export const online = cell(true);
/** Grows when answers may have changed: the server is back, or something was written. */
export const epoch = cell(0);

/** An answer that is an error, with the server's own sentence. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

/** The server does not answer at all. */
export class Unreachable extends Error {}

let written = 0;

/** From now on answers must know at least this generation: who wrote something sees it at once. */
export function mustKnow(generation: number): void {
  written = Math.max(written, generation);
}

async function reach(request: Request): Promise<Response> {
  if (written > 0) request.headers.set("At-Least-Generation", String(written));
  try {
    const answer = await fetch(request);
    if (!online.get()) online.set(true);
    return answer;
  } catch (error) {
    if (request.signal.aborted) throw error;
    wait();
    throw new Unreachable();
  }
}

const BETWEEN = 1500;

/** Asks every now and then until the server is back, then lets every view ask again. */
function wait(): void {
  if (!online.get()) return;
  online.set(false);
  const ask = async () => {
    try {
      if (!(await fetch(`${BASE}/healthz`)).ok) throw new Unreachable();
      online.set(true);
      epoch.set(epoch.get() + 1);
    } catch {
      setTimeout(() => void ask(), BETWEEN);
    }
  };
  setTimeout(() => void ask(), BETWEEN);
}

/** The API, typed by its OpenAPI document. */
export const api = createClient<paths>({ baseUrl: BASE, fetch: reach });

/** Takes the data of an answer. Throws Refused with the problem's detail. */
export async function taken<T>(asked: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await asked;
  if (data === undefined) throw new Refused(response.status, detailOf(error) ?? `${response.status}`);
  return data;
}

function detailOf(error: unknown): string | undefined {
  if (typeof error === "object" && error !== null && "detail" in error) {
    return typeof error.detail === "string" ? error.detail : JSON.stringify(error.detail);
  }
  return typeof error === "string" && error !== "" ? error : undefined;
}

/** The address of an API call with its parameters, for links, downloads and copying. */
export function addressOf(path: string, query: Readonly<Record<string, string | undefined>> = {}): string {
  const pairs = Object.entries(query).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== "",
  );
  const text = new URLSearchParams(pairs).toString();
  return `${BASE}${path}${text === "" ? "" : `?${text}`}`;
}

/** The call alone, path and query, that `addressOf` puts behind the server's address. */
export function callOf(path: string, query: Readonly<Record<string, string | undefined>> = {}): string {
  return addressOf(path, query).slice(BASE.length);
}

/** Reads JSON from an address of the API whose answer has no model. Throws Refused. */
export async function read<T>(address: string, init: RequestInit = {}): Promise<T> {
  const response = await reach(new Request(address, init));
  const text = await response.text();
  let said: unknown;
  try {
    said = text === "" ? undefined : JSON.parse(text);
  } catch {
    said = text;
  }
  if (!response.ok) throw new Refused(response.status, detailOf(said) ?? `${response.status}`);
  return said as T;
}
