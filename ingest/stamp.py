"""What tells whether an article has to be read again: its digest, and the version of the reader. Loads none of the reader."""

from functools import cache
from hashlib import blake2b, sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_HERE = Path(__file__).parent


def digest(text: str) -> str:
    """Return the SHA-256 of a text as given, in hex."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def extractor_version() -> str:
    """Return the package's version and a hash of the reader's code and vocabulary: what a fact was read with."""
    try:
        release = version("campaign-graph")
    except PackageNotFoundError:
        release = "source"
    words = blake2b(digest_size=4)
    ontology = _HERE.parent / "ontology"
    for path in sorted(
        [*_HERE.rglob("*.py"), *_HERE.glob("*.json"), *ontology.glob("packs/*/pack.ttl"), *ontology.glob("codes/*.csv")]
    ):
        words.update(path.read_bytes())
    return f"{release}+{words.hexdigest()}"
