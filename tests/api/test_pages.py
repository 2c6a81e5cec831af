"""The ontology's page is made once, whoever asks meanwhile."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from api import pages


@pytest.mark.slow
def test_page_is_begun_early_and_made_once() -> None:
    pages.warm()
    with ThreadPoolExecutor(3) as pool:
        first, *others = pool.map(lambda _: pages.ontology_page(), range(3))
    assert b"Campaign" in first
    assert all(other is first for other in others)
