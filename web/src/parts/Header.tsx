import { BASE } from "../api/client";
import { SearchBox } from "../search/Box";
import { VIEWS, type View } from "../state/address";
import { language, setLanguage, setTheme, theme, type Theme } from "../state/settings";
import { useWords } from "../words";
import { Link } from "./Link";

const SHOWN = VIEWS.filter((view) => !["home", "article", "search"].includes(view));

/** The bar above every view: name, search, views, language, appearance. */
export function Header({ view }: { view: View }) {
  const words = useWords();
  return (
    <header class="header">
      <Link view="home" class="brand" title={words.views.home}>
        <Mark />
        <span class="brand-name">campaign-graph</span>
      </Link>
      {view !== "home" && <SearchBox compact />}
      <nav class="nav" aria-label={words.menu}>
        {SHOWN.map((one) => (
          <Link key={one} view={one} class="nav-link" aria-current={one === view ? "page" : undefined}>
            {words.views[one]}
          </Link>
        ))}
        <a class="nav-link" href={`${BASE}/docs`}>
          {words.api}
        </a>
      </nav>
      <div class="choices">
        <ThemeChoice />
        <button
          type="button"
          class="quiet"
          title={words.languageLabel}
          lang={language.get() === "zh" ? "en" : "zh-CN"}
          onClick={() => setLanguage(language.get() === "zh" ? "en" : "zh")}
        >
          {words.language}
        </button>
      </div>
    </header>
  );
}

const NEXT: Record<Theme, Theme> = { auto: "light", light: "dark", dark: "auto" };
const SIGN: Record<Theme, string> = { auto: "◐", light: "☀", dark: "☾" };

function ThemeChoice() {
  const words = useWords();
  const chosen = theme.use();
  const said = `${words.theme.label}: ${words.theme[chosen]}`;
  return (
    <button type="button" class="quiet" aria-label={said} title={said} onClick={() => setTheme(NEXT[chosen])}>
      <span aria-hidden="true">{SIGN[chosen]}</span>
    </button>
  );
}

function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="currentColor" />
      <path d="M9 10.5 16 22l8-9" fill="none" stroke="#fff" stroke-width="2" stroke-linejoin="round" />
      <circle cx="9" cy="10" r="3.6" fill="#fff" />
      <circle cx="24" cy="12.5" r="2.8" fill="#fff" />
      <circle cx="16" cy="22.5" r="4.4" fill="#fff" />
    </svg>
  );
}
