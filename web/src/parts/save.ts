/** Gives the reader a file. */
export function save(content: Blob | string, name: string, type = "text/plain"): void {
  const blob = typeof content === "string" ? new Blob([content], { type: `${type};charset=utf-8` }) : content;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Writes rows as CSV that spreadsheets open in Chinese: with a byte order mark, quoted where needed. */
export function csv(
  head: readonly string[],
  rows: readonly (readonly (string | number | null | undefined)[])[],
): string {
  const cell = (value: string | number | null | undefined) => {
    const text = String(value ?? "");
    // a text that a spreadsheet would take for a formula is kept a text
    const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** A name for a file, from what it shows. */
export function fileName(...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== "")
    .join("-")
    .replace(/[\\/:*?"<>|\s@]+/g, "-");
}
