"""One kind of fact a file; each has `extract(document)`, and none knows another."""

from collections.abc import Callable, Iterator

from ingest.document import Document
from ingest.extractors import inspection, meeting, result, role
from ontology.model import Fact

EXTRACTORS: tuple[Callable[[Document], Iterator[Fact]], ...] = (inspection.extract, meeting.extract, result.extract, role.extract)
"""All extractors, in the order of the fact types."""
