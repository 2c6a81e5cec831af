import { useEffect, useState } from "preact/hooks";

const AHEAD = "300px";

/** Whether an element is in sight or about to be; once it was, it stays so. */
export function useNear(element: { readonly current: Element | null }): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (near || !element.current) return;
    const watch = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setNear(true),
      { rootMargin: AHEAD },
    );
    watch.observe(element.current);
    // paper has no sight: all is there before it is printed
    const all = () => setNear(true);
    addEventListener("beforeprint", all);
    return () => {
      watch.disconnect();
      removeEventListener("beforeprint", all);
    };
  }, [near, element]);
  return near;
}
