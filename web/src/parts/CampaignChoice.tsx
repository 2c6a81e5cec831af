import { useAnswer } from "../api/answer";
import { api, taken } from "../api/client";
import { language } from "../state/settings";
import { labelIn, useWords } from "../words";

interface Props {
  value: string;
  label: string;
  /** What the empty choice is called; no empty choice if not given. */
  any?: string;
  onChange: (key: string) => void;
}

/** All campaigns that facts are known of, newest first. */
export function useCampaigns() {
  const answer = useAnswer("campaigns", (signal) =>
    taken(api.GET("/v1/campaigns", { params: { query: { limit: 1000 } }, signal })),
  );
  return (answer.data?.items ?? [])
    .filter((campaign) => campaign.articles > 0)
    .sort((a, b) => (b.year ?? 0) - (a.year ?? 0) || (a.key < b.key ? -1 : 1));
}

/** A choice of campaign. */
export function CampaignChoice({ value, label, any, onChange }: Props) {
  const words = useWords();
  const chosen = language.use();
  const campaigns = useCampaigns();
  const unknown = value !== "" && !campaigns.some((campaign) => campaign.key === value);
  return (
    <label>
      {label}
      <select
        class="field"
        value={value}
        title={words.diagram.campaign}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {any !== undefined && <option value="">{any}</option>}
        {unknown && <option value={value}>{value}</option>}
        {campaigns.map((campaign) => (
          <option key={campaign.key} value={campaign.key}>
            {labelIn(chosen, campaign.label, campaign.label_en)}
          </option>
        ))}
      </select>
    </label>
  );
}
