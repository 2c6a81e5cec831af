"""Values compare and hash by what they hold, have no dictionary, and can be replaced; their guard is mypy's."""

from dataclasses import replace

import pytest

from ingest.sentences import Sentence


def test_values_are_what_they_hold() -> None:
    sentence = Sentence(0, 5, 1, "body")
    assert sentence == Sentence(0, 5, 1, "body")
    assert len({sentence, Sentence(0, 5, 1, "body"), replace(sentence, kind="title")}) == 2


def test_values_have_no_further_fields() -> None:
    with pytest.raises(AttributeError):
        Sentence(0, 5, 1, "body").words = "…"  # type: ignore[attr-defined]
