"""What is raised for a question of which every word is known, but not what is meant."""

from ontology.errors import CampaignGraphError


class Unread(CampaignGraphError):
    """A question of which every word is known, but not what is meant; the two sentences say why."""

    def __init__(self, zh: str, en: str) -> None:
        """Take the reason in both languages."""
        super().__init__(en)
        self.said = {"zh": zh, "en": en}
