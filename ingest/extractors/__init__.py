"""One kind of fact a file; each has `extract(document)`, and none knows another."""

from collections.abc import Callable, Iterator

from ingest.document import Document
from ingest.extractors import (
    coverage,
    directive,
    inspection,
    measure,
    meeting,
    operation,
    result,
    role,
    target,
    team,
)
from ontology.model import Fact

EXTRACTORS: tuple[Callable[[Document], Iterator[Fact]], ...] = (
    inspection.extract,
    directive.extract,
    meeting.extract,
    operation.extract,
    measure.extract,
    target.extract,
    result.extract,
    role.extract,
    team.extract,
    coverage.extract,
)
"""All extractors, in the order of the fact types."""
