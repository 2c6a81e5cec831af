/** The ending of an English plural. */
export function s(count: number): string {
  return count === 1 ? "" : "s";
}
