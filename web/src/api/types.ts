import type { components } from "./schema";

type Schemas = components["schemas"];
export type Quote = Schemas["QuoteModel"];
export type Suggestion = Schemas["Suggestion"];
export type Campaign = Schemas["CampaignSummary"];

/** The fields of the ten types of fact beyond those that all have; each type has some of them. */
interface Own {
  team?: string;
  team_id?: string;
  place?: string;
  place_code?: string | null;
  province_code?: string;
  sites?: string[];
  issuer?: string;
  issuer_id?: string;
  demand?: string;
  topics?: string[];
  org?: string | null;
  org_id?: string | null;
  name?: string;
  host?: string | null;
  host_id?: string | null;
  agency?: string | null;
  agency_id?: string | null;
  target?: string;
  metric?: string;
  metric_id?: string | null;
  value?: number;
  unit?: string;
  modifier?: string;
  change?: string | null;
  window?: string | null;
  part_of?: string | null;
  scope?: string | null;
  scope_code?: string | null;
  person?: string;
  role?: string;
  sent_by?: string | null;
  who?: string;
  who_id?: string | null;
  count?: number | null;
  term?: string | null;
}
/** A fact as an article states it (docs/facts.md). */
export type Fact = Schemas["FactModel"] & Own;
/** A page of facts. */
export interface FactPage {
  items: Fact[];
  next: string | null;
  total: number;
}
/** What an article states; its row has title, publisher, date and address. */
export interface Article {
  id: string;
  row: {
    title?: string | null;
    publisher?: string | null;
    published?: string | null;
    url?: string | null;
    source?: string;
  };
  same_story: string[];
  facts: Fact[];
}
/** A diagram and its parts (docs/diagram.md). */
export type Diagram = Schemas["DiagramModel"];
export type Node = Schemas["NodeModel"];
export type Link = Schemas["LinkModel"];
export type Layer = Schemas["LayerModel"];
export type KindEntry = Schemas["KindModel"];
