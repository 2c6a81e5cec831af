"""Every error that campaign-graph raises on purpose.

    CampaignGraphError
    ├── ArticleError      a file or record that cannot be read as an article
    ├── ConflictError     one article id claimed by two sources
    ├── VocabularyError   a pack, code list or shape that breaks its own rules
    ├── ValueUnknown      a filter value that no vocabulary or workspace knows
    ├── NotFound          an id that names nothing in this workspace
    ├── QueryRefused      a SPARQL text that the gate does not let through
    ├── StoreError        the SPARQL endpoint failed, or sent half an answer
    ├── WorkspaceError    a folder that is no workspace, or one that is damaged
    ├── WorkspaceLocked   another process is writing
    └── DiskFull          the disk of the workspace has no room left

A message is one sentence: what is wrong, the value by repr, where, then the rule.
"""


class CampaignGraphError(Exception):
    """Root of the tree; caught only at the doors (command line, HTTP)."""


class ArticleError(CampaignGraphError):
    """A file or record cannot be read as an article; the run goes on and reports it."""


class ConflictError(ArticleError):
    """An article id is claimed by two sources with different texts."""


class VocabularyError(CampaignGraphError):
    """A pack, code list or shape file breaks a rule that the code relies on."""


class ValueUnknown(CampaignGraphError):
    """A filter value is not in the vocabulary; the caller mistyped it."""


class NotFound(CampaignGraphError):
    """An id names nothing in this workspace."""


class QueryRefused(CampaignGraphError):
    """A SPARQL text is malformed, or does what the gate forbids."""


class StoreError(CampaignGraphError):
    """The SPARQL endpoint is unreachable, failed, or sent half an answer."""


class WorkspaceError(CampaignGraphError):
    """The folder is no workspace, has another format version, or is damaged."""


class WorkspaceLocked(WorkspaceError):
    """Another process holds the write lock of the workspace."""


class DiskFull(WorkspaceError):
    """The disk of the workspace has no room left, or may not be written to; what was to be written is not kept."""
