import type { Address } from "../state/address";

/** What a suggestion or label leads to: an article to its page, everything else to its diagram. */
export function addressOfEntity(id: string): Address {
  if (id.startsWith("article/")) return { view: "article", params: { id: id.slice("article/".length) } };
  return { view: "diagram", params: { node: id } };
}

/** The kind of an entity, from its id. */
export function kindOf(id: string): string {
  return id.slice(0, id.indexOf("/"));
}

/** What stands after the kind. */
export function keyOf(id: string): string {
  return id.slice(id.indexOf("/") + 1);
}
