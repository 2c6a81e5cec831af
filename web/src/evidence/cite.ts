import type { Article, Fact } from "../api/types";

/** What a citation needs besides the article. */
export interface Cited {
  readonly article: Article;
  readonly fact: Pick<Fact, "id" | "evidence">;
  /** Where the fact is found again. */
  readonly address: string;
  /** The day on which the page was looked at, ISO 8601. */
  readonly seen: string;
}

/**
 * A reference after GB/T 7714-2015 to a newspaper or page read online: title, publisher, date, day of reading, address;
 * then the sentence with its place in the text.
 */
export function gbt7714({ article, fact, address, seen }: Cited): string {
  const { title, publisher, published, url } = article.row;
  const name = title ?? article.id;
  const online = url ? "/OL" : "";
  const reference = publisher
    ? `${name}[N${online}]. ${[publisher, published].filter(Boolean).join(", ")}[${seen}]`
    : `${name}[EB${online}].${published ? ` (${published})` : " "}[${seen}]`;
  const { quote, start, end } = fact.evidence;
  return `${reference}.${url ? ` ${url}.` : ""}\n“${quote}”（正文第${start + 1}–${end}字；陈述 ${fact.id}，${address}）`;
}

/** The same as an entry for biblatex; the sentence goes into the note. */
export function bibtex({ article, fact, address, seen }: Cited): string {
  const { title, publisher, published, url } = article.row;
  const fields: [string, string | null | undefined][] = [
    ["title", title ?? article.id],
    ["organization", publisher],
    ["date", published],
    ["url", url],
    ["urldate", seen],
    ["langid", "chinese"],
    ["note", `“${fact.evidence.quote}” (characters ${fact.evidence.start + 1}–${fact.evidence.end}; fact ${fact.id})`],
    ["addendum", address],
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${braced(value, name)}},`] : []));
  return `@online{${key(article.id)}-${fact.id.slice(0, 6)},\n${lines.join("\n")}\n}`;
}

/** A key that biber and BibTeX take. */
function key(id: string): string {
  return id.replace(/[^\w-]+/g, "-");
}

function braced(value: string, name: string): string {
  const plain = value.replace(/[{}\\]/g, "");
  return name === "url" || name === "addendum" ? plain : plain.replace(/[%&#$_]/g, (sign) => `\\${sign}`);
}

/** Today where the reader is. */
export function today(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
