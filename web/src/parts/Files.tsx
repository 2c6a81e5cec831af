import { useAnswer } from "../api/answer";
import { api, BASE, taken } from "../api/client";
import { useWords } from "../words";

/** Facts or a diagram that the API gives as files too. */
export interface FileSource {
  readonly title: string;
  /** The call that answers it as JSON: path and query. */
  readonly address: string;
}

/** Everything of some API calls in every format in which the API says it comes. */
export function Files({ sources }: { sources: readonly FileSource[] }) {
  const words = useWords();
  const answer = useAnswer("formats", (signal) => taken(api.GET("/v1/formats", { signal })));
  const formats = answer.data?.items ?? [];
  return (
    <>
      {sources.map(({ title, address }) => {
        const [path = "", query] = address.split("?");
        const taken = formats.filter((format) => format.addresses.includes(path));
        return taken.length === 0 ? null : (
          <li key={address} class="menu-files">
            <span class="menu-title">{title}</span>
            <ul class="menu-formats">
              {taken.map(({ name }) => (
                <li key={name}>
                  <a class="chip" href={`${BASE}${path}.${name}${query ? `?${query}` : ""}`} download="">
                    {words.exports.formats[name] ?? name}
                  </a>
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </>
  );
}
