import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useWords } from "../words";
import { Loading } from "./states";

type Loaded = () => JSX.Element;

/** A component that is loaded when it is first needed. */
export function Lazy({ load }: { load: () => Promise<{ default: Loaded }> }) {
  const words = useWords();
  const [shown, setShown] = useState<{ part?: Loaded; failed?: boolean }>({});
  useEffect(() => {
    let wanted = true;
    load().then(
      (module) => wanted && setShown({ part: module.default }),
      () => wanted && setShown({ failed: true }),
    );
    return () => {
      wanted = false;
    };
  }, [load]);
  if (shown.failed) return <div class="note note-bad">{words.noView}</div>;
  if (!shown.part) return <Loading />;
  const Part = shown.part;
  return <Part />;
}
