"""Teams that a text needs no sender for: a campaign named above sends a kind of its own."""

from ingest.senders import Around
from ingest.team_names import TeamMention
from ontology.packs import load_vocabulary


def sent_by_campaign(around: Around, start: int, core: str) -> TeamMention | None:
    """The body that a campaign named before sends as a rule (第三轮第二批…督察全面启动,组建7个督察组)."""
    vocabulary = load_vocabulary()
    for mention in reversed([mention for mention in around.campaigns if mention.start < start]):
        for kind in vocabulary.team_kinds.values():
            fits = any(mention.ref.key.startswith(series) for series in kind.series)
            label = (
                core if core in kind.labels else next((label for label in kind.labels if label.endswith(core)), None)
            )
            if fits and label and kind.senders:
                sender = vocabulary.senders[kind.senders[0]]
                name = next((label for label in sender.labels if label in around.text), sender.name)
                return TeamMention(start, start, name + label, name, sender.id, label, None)
    return None
