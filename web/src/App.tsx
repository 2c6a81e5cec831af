import { useEffect, useRef } from "preact/hooks";
import { online } from "./api/client";
import { today } from "./evidence/cite";
import { Header } from "./parts/Header";
import { Lazy } from "./parts/Lazy";
import { Home } from "./search/Home";
import { useAddress, type View } from "./state/address";
import { useWords } from "./words";

/** Views that are loaded when they are first shown. */
const LATER: Record<Exclude<View, "home">, () => Promise<{ default: () => preact.JSX.Element }>> = {
  diagram: () => import("./diagram/View"),
  coverage: () => import("./coverage/View"),
  results: () => import("./results/View"),
  timeline: () => import("./timeline/View"),
  article: () => import("./article/View"),
  search: () => import("./search/Sentences"),
  ask: () => import("./ask/View"),
  corrections: () => import("./review/View"),
  sparql: () => import("./sparql/View"),
};

/** The page: header, banner, the view of the address. */
export function App() {
  const { view } = useAddress();
  const words = useWords();
  const up = online.use();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    document.title = view === "home" ? words.title : `${words.views[view]} · ${words.title}`;
    // who moves by keyboard or screen reader is taken to what is new
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [view, words]);
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => (event.preventDefault(), main.current?.focus())}>
        {words.skip}
      </a>
      <Header view={view} />
      <p class="print-only">
        {words.title} · {location.href} · {today()}
      </p>
      {!up && (
        <div class="banner" role="alert">
          {words.offline}
        </div>
      )}
      <main id="main" ref={main} tabIndex={-1} class={`view view-${view}`}>
        {view === "home" ? <Home /> : <Lazy key={view} load={LATER[view]} />}
      </main>
    </>
  );
}
