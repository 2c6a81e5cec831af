import type { components } from "../api/schema";

export type Coverage = components["schemas"]["CoverageModel"];
export type State = "reported" | "planned" | "counted" | "denied" | "none found";

/** The states in the order in which they are told in the legend. */
export const STATES: readonly State[] = ["reported", "planned", "counted", "denied", "none found"];
const RANK: Readonly<Record<State, number>> = { "none found": 0, denied: 1, counted: 2, planned: 3, reported: 4 };

/** One cell that something is known of: how many statements say so, and how many independent stories. */
export interface Cell {
  readonly state: State;
  readonly statements: number;
  readonly stories: number;
}
export const BLANK: Cell = { state: "none found", statements: 0, stories: 0 };

/** An answer as a table: rows of teams with a cell a place, none for blanks. */
export interface Row {
  readonly team: string;
  readonly label: string;
  readonly campaign: string | null;
  readonly articles: number;
  readonly naming: number;
  readonly cells: ReadonlyMap<string, Cell>;
}

/** What is known of one place by all teams together. */
export interface Summary {
  readonly state: State;
  readonly statements: number;
  /** The teams reported or planned there. */
  readonly teams: readonly string[];
}

/** Turns the answer's columns into rows. */
export function rowsOf(answer: Coverage): Row[] {
  const cells = answer.teams.map(() => new Map<string, Cell>());
  answer.row.forEach((row, at) => {
    const place = answer.places[answer.column[at] ?? -1];
    if (place === undefined) return;
    cells[row]?.set(place, {
      state: stateOf(answer.state[at]),
      statements: (answer.reported[at] ?? 0) + (answer.planned[at] ?? 0) + (answer.denied[at] ?? 0),
      stories: answer.stories[at] ?? 0,
    });
  });
  return answer.teams.map((team, at) => ({
    team,
    label: answer.team_labels[at] ?? team,
    campaign: answer.campaigns[at] ?? null,
    articles: answer.articles[at] ?? 0,
    naming: answer.naming[at] ?? 0,
    cells: cells[at] ?? new Map<string, Cell>(),
  }));
}

function stateOf(text: string | undefined): State {
  return STATES.find((state) => state === text) ?? "none found";
}

/** Sums rows by place: the surest state that any team has there. */
export function summaries(rows: readonly Row[]): Map<string, Summary> {
  const found = new Map<string, Summary>();
  for (const { label, cells } of rows) {
    for (const [place, cell] of cells) {
      const before = found.get(place) ?? { state: "none found" as State, statements: 0, teams: [] };
      const named = cell.state === "reported" || cell.state === "planned";
      found.set(place, {
        state: RANK[cell.state] > RANK[before.state] ? cell.state : before.state,
        statements: before.statements + (cell.state === "reported" ? cell.statements : 0),
        teams: named ? [...before.teams, label] : before.teams,
      });
    }
  }
  return found;
}

/** The shade of a count among others, 1 (least) to 4: each step about doubles. */
export function shade(count: number, most: number): 1 | 2 | 3 | 4 {
  if (count <= 0 || most <= 1) return 2;
  const share = Math.log2(1 + count) / Math.log2(1 + most);
  return share > 0.85 ? 4 : share > 0.6 ? 3 : share > 0.35 ? 2 : 1;
}

/** A cell's key in the address, and back. */
export function cellKey(team: string, place: string): string {
  return `${team}|${place}`;
}
export function cellFrom(key: string): { team: string; place: string } | null {
  const [team, place] = key.split("|");
  return team && place ? { team, place } : null;
}
