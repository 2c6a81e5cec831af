import { language } from "../state/settings";
import { useWords } from "../words";
import { COLUMNS, ROWS, TILES } from "./provinces";
import { shade, type Row, summaries, type Summary } from "./table";

interface Props {
  rows: readonly Row[];
  label: string;
  chosen: string | undefined;
  onPick: (place: string) => void;
}

const SIDE = 64;
const GAP = 5;
/** Slanting lines across a tile, as the matrix has them for what is only counted in a total. */
const LINES = Array.from({ length: 15 }, (_, at) => {
  const reach = (at + 1) * 8;
  const start = `${Math.min(reach, SIDE)} ${Math.max(reach - SIDE, 0)}`;
  return `M${start}L${Math.max(reach - SIDE, 0)} ${Math.min(reach, SIDE)}`;
}).join("");
const NONE: Summary = { state: "none found", statements: 0, teams: [] };

/** China by province as equal tiles; the colour tells how many statements report a team there. */
export function TileMap({ rows, label, chosen, onPick }: Props) {
  const words = useWords();
  const lang = language.use();
  const found = summaries(rows);
  const most = Math.max(...[...found.values()].map((one) => one.statements), 1);
  return (
    <svg
      class="tiles"
      viewBox={`0 0 ${COLUMNS * (SIDE + GAP)} ${ROWS * (SIDE + GAP)}`}
      role="group"
      aria-label={words.coverage.mapOf(label)}
    >
      {TILES.map((tile) => {
        const place = `place/${tile.code}`;
        const known = found.get(place) ?? NONE;
        const counted = known.state === "reported" ? known.statements : 0;
        const sign = counted || (known.state === "none found" ? "" : (words.coverage.signs[known.state] ?? ""));
        // the name that is said begins with what is seen
        const said = `${tile[lang]}${sign}: ${words.coverage.states[known.state] ?? known.state}`;
        const open = () => onPick(place);
        return (
          <g
            key={tile.code}
            class="tile"
            data-state={known.state}
            data-shade={counted ? shade(counted, most) : undefined}
            transform={`translate(${tile.column * (SIDE + GAP)} ${tile.row * (SIDE + GAP)})`}
            role="button"
            tabIndex={0}
            aria-pressed={chosen === place}
            aria-label={counted ? `${said}, ${words.coverage.statements(counted)}` : said}
            onClick={open}
            onKeyDown={(event) => {
              if (event.key !== "Enter" && event.key !== " ") return;
              event.preventDefault();
              open();
            }}
          >
            <title>{[said, ...known.teams].join("\n")}</title>
            <rect width={SIDE} height={SIDE} rx={6} />
            {known.state === "counted" && <path class="tile-lines" d={LINES} />}
            <text x={SIDE / 2} y={SIDE / 2 - 2} class="tile-name" data-long={lang === "en"}>
              {tile[lang]}
            </text>
            <text x={SIDE / 2} y={SIDE / 2 + 18} class="tile-count" aria-hidden="true">
              {sign}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
