"""The main text of a web page, with what its metadata says; the door to trafilatura."""

import trafilatura

_MAX_TITLE = 200


def read_html(page: str) -> tuple[str, dict[str, str]]:
    """Return a page's main text and those of title, publisher, published and url that its metadata gives.

    The text is what offsets point into and what is shown; an unreadable page gives an empty text.
    """
    text = trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False) or ""
    meta = trafilatura.extract_metadata(page)
    said: dict[str, str] = {}
    if meta is not None:
        found = {"title": meta.title, "publisher": meta.sitename, "published": meta.date, "url": meta.url}
        said = {key: value.strip()[:_MAX_TITLE] for key, value in found.items() if isinstance(value, str) and value.strip()}
    return text, said
