"""Limits are read from one setting, and say what is wrong with it."""

import pytest

from ontology.errors import ValueUnknown
from ontology.limits import LIMITS, Limits, named, parsed

GIVEN = {
    "nothing": ("", LIMITS),
    "a size": ("text=128MB", Limits(text=128 * 2**20)),
    "several": ("query_seconds=20  requests=5 unpacked=1GB", Limits(query_seconds=20, requests=5, unpacked=2**30)),
    "off": ("requests=0 free=0", Limits(requests=0, free=0)),
}


@pytest.mark.parametrize(("text", "limits"), GIVEN.values(), ids=GIVEN)
def test_parsed(text: str, limits: Limits) -> None:
    assert parsed(text) == limits


WRONG = {
    "unknown": ("txt=1", "'txt', which is no limit; there are article, text,"),
    "no value": ("text", "'text'; after '=' stands a whole number"),
    "no number": ("text=many", "'text=many'"),
    "negative": ("text=-1", "'text=-1'"),
    "none at all": ("text=0", "'text=0'"),
    "a fraction": ("text=1.5MB", "'text=1.5MB'"),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG)
def test_parsed_refuses(text: str, said: str) -> None:
    with pytest.raises(ValueUnknown, match="CAMPAIGN_GRAPH_LIMITS has") as caught:
        parsed(text)
    assert said in str(caught.value)


def test_named_says_where_it_is_set() -> None:
    assert named("text") == "raise it with text=… in CAMPAIGN_GRAPH_LIMITS"
