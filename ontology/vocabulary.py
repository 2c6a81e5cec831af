"""What a loaded vocabulary holds: campaigns, senders, kinds of team, metrics, topics, measures, operations, cues.

Labels are simplified Chinese, one spelling each, full-width quotation marks; a label with quotation marks is also
listed without them, unless it is nothing but a quotation. `labels` of a concept begin with its name. Places are not
here (ontology.places).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from ontology.errors import ValueUnknown

FILLERS: Final = ("各类", "累计", "先后", "一批", "共计", "依法", "开展了", "了", "共", "的", "“", "”")
"""Words that stand between verb and object without changing what is counted."""


@dataclass(frozen=True, slots=True)
class Concept:
    """Something with a name: `id` is the tail of its IRI, `pack` the folder that declares it.

    `hidden` are words, in any language, by which people ask for it, and by which no article is read.
    """

    id: str
    name: str
    name_en: str
    labels: tuple[str, ...]
    pack: str
    hidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Campaign(Concept):
    """A campaign of one year or round (`year` set), or a series of them (`is_series`, `year` None).

    `start` and `end` are reduced ISO 8601 dates; `series` is the key of its series, `parent` that of the campaign or
    series it is a part of. `ran_once`: its name alone dates a text to `year`.
    """

    series: str | None
    year: int | None
    start: str | None
    end: str | None
    parent: str | None
    round: int | None
    batch: int | None
    ran_once: bool
    is_series: bool

    @property
    def key(self) -> str:
        """The vocabulary key that facts carry (`summer-policing-2022`)."""
        return self.id


@dataclass(frozen=True, slots=True)
class Operation(Concept):
    """A named operation; `parents` are the campaigns or series it belongs to, the usual one first."""

    parents: tuple[str, ...]
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Metric(Concept):
    """Something that is counted: any of `verbs` with any of `objects`, in either order, or one of `labels`."""

    broader: str | None
    verbs: tuple[str, ...]
    objects: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic(Concept):
    """A class of offences or a field of work."""

    broader: str | None


@dataclass(frozen=True, slots=True)
class Measure(Concept):
    """A mechanism or practice that has a name."""


@dataclass(frozen=True, slots=True)
class Sender(Concept):
    """Who sends teams. `code` is its jurisdiction; None: that of the place written before it (`广东省公安厅`)."""

    code: str | None


@dataclass(frozen=True, slots=True)
class TeamKind(Concept):
    """A kind of team.

    `forms` has each label as (words before the ordinal, words after it), longest label first: `("", "环境保护督察组")`
    for `中央第三环境保护督察组`, `("扫黑除恶", "督导组")` for `中央扫黑除恶第11督导组`. `senders` are those who send it
    as a rule (first: whom a bare name means), `series` the campaign series whose teams it names; both may be empty.
    `by_place`: a place alone may stand for its government as sender (`广东省第二环境保护督察组`).
    """

    forms: tuple[tuple[str, str], ...]
    senders: tuple[str, ...]
    series: tuple[str, ...]
    by_place: bool


@dataclass(frozen=True, slots=True)
class Cue(Concept):
    """Words that introduce a type of fact (`inspection`, …)."""

    fact: str


@dataclass(frozen=True, slots=True)
class Pack:
    """A campaign type: its folder's name and path."""

    name: str
    path: Path


@dataclass(frozen=True)
class Vocabulary:
    """All packs together; each mapping goes from id to concept, in the order of the files."""

    packs: tuple[Pack, ...]
    campaigns: Mapping[str, Campaign]
    operations: Mapping[str, Operation]
    metrics: Mapping[str, Metric]
    topics: Mapping[str, Topic]
    measures: Mapping[str, Measure]
    senders: Mapping[str, Sender]
    team_kinds: Mapping[str, TeamKind]
    cues: Mapping[str, Cue] = field(default_factory=dict)

    def campaign(self, text: str) -> Campaign:
        """Return the campaign or series with this key or label (any language, with or without quotation marks).

        Raises ValueUnknown, naming the keys of the series, if there is none.
        """
        found = self.campaigns.get(text) or self.campaigns.get(self._by_label.get(_plain(text), ""))
        if found is None:
            series = ", ".join(key for key, campaign in self.campaigns.items() if campaign.is_series)
            raise ValueUnknown(
                f"No campaign is called {text!r}; give a key like 'summer-policing-2022', a label or one of {series}."
            )
        return found

    def metric(self, text: str) -> Metric:
        """Return the metric with this id, or the one these words count (see `metric_of`); ValueUnknown if none."""
        found = self.metrics.get(text) or self.metric_of(text)
        if found is None:
            raise ValueUnknown(
                f"No metric is called {text!r}; give an id like 'criminal-cases-solved' or words like '破获刑事案件'."
            )
        return found

    def metric_of(self, words: str) -> Metric | None:
        """Return the narrowest metric that surely covers the words (`破获机车案件` is a kind of `破获案件`), or None.

        A label counts as it stands; else the words begin or end with one of the metric's verbs and what remains is, or
        ends with, one of its objects; the longest object wins. A verb of one character (破) needs the object itself:
        破坏电力设备案件 is no case solved.
        """
        text = _plain(words)
        if (exact := self._metric_labels.get(text)) is not None:
            return self.metrics[exact]
        bare = _without_fillers(text)
        exact = self._metric_labels.get(bare) or self._parted(bare)
        return self.metrics[exact] if exact else None

    @cached_property
    def _parted(self) -> Callable[[str], str | None]:
        # The same words are counted in many articles.
        return lru_cache(maxsize=1 << 14)(self._metric_by_parts)

    def members(self, series: str) -> tuple[Campaign, ...]:
        """Return the campaigns of a series, rounds' series and theirs included, oldest first; not the series itself."""
        if series not in self._members:
            self._members[series] = tuple(self._inside(series))
        return self._members[series]

    def _inside(self, series: str) -> Iterator[Campaign]:
        inside = {series}
        for campaign in self._by_year:
            if campaign.series in inside or (campaign.is_series and campaign.parent in inside):
                inside.add(campaign.key)
                if not campaign.is_series:
                    yield campaign

    def running(self, series: str, date: str) -> Campaign | None:
        """Return the one campaign of a series that ran on a date (may be reduced), else the one of its year.

        None where none or several fit.
        """
        members = self.members(series)
        held = [
            c
            for c in members
            if (c.start or "9999")[: len(date)] <= date and date[: len(c.end or "")] <= (c.end or "0000")
        ]
        held = held or [c for c in members if c.year is not None and date.startswith(str(c.year))]
        return held[0] if len(held) == 1 else None

    def of_term(self, series: str, round_: int | None, batch: int | None) -> Campaign | None:
        """Return the one campaign of a series with this round and batch (`第三轮第二批`; None: not said), or None."""
        fits = [
            campaign
            for campaign in self.members(series)
            if (round_ is None or campaign.round == round_) and (batch is None or campaign.batch == batch)
        ]
        return fits[0] if len(fits) == 1 else None

    def labels(self) -> Iterator[tuple[str, str, str]]:
        """Yield (label, kind, id) of everything that can be recognised by its label alone.

        Kinds: `campaign`, `operation`, `measure`, `topic`, `sender`, `team_kind`, `metric`, `cue`.
        """
        tables: dict[str, Mapping[str, Concept]] = {
            "campaign": self.campaigns, "operation": self.operations, "measure": self.measures, "topic": self.topics,
            "sender": self.senders, "team_kind": self.team_kinds, "metric": self.metrics, "cue": self.cues,
        }  # fmt: skip
        for kind, table in tables.items():
            for concept in table.values():
                for label in concept.labels:
                    yield label, kind, concept.id

    @cached_property
    def _by_label(self) -> dict[str, str]:
        table: dict[str, str] = {}
        for key, campaign in self.campaigns.items():
            for label in (*campaign.labels, campaign.name_en):
                table.setdefault(_plain(label), key)
        return table

    @cached_property
    def _by_year(self) -> tuple[Campaign, ...]:
        """Series before their members, then by start; rounds after the series they are part of."""
        order = sorted(self.campaigns.values(), key=lambda c: (not c.is_series, c.parent is not None, c.start or ""))
        return tuple(order)

    @cached_property
    def _members(self) -> dict[str, tuple[Campaign, ...]]:
        return {}

    @cached_property
    def _metric_labels(self) -> dict[str, str]:
        table = {_plain(label): metric.id for metric in self.metrics.values() for label in metric.labels}
        return table | {metric.name_en.casefold(): metric.id for metric in self.metrics.values()}

    @cached_property
    def _metric_verbs(self) -> dict[str, dict[str, str]]:
        """Verbs, longest first, each with object → metric id."""
        table: dict[str, dict[str, str]] = {}
        for metric in self.metrics.values():
            for verb in metric.verbs:
                table.setdefault(verb, {}).update({_plain(thing): metric.id for thing in metric.objects})
        return dict(sorted(table.items(), key=lambda item: -len(item[0])))

    @cached_property
    def _verb_ranks(self) -> dict[str, int]:
        return {verb: rank for rank, verb in enumerate(self._metric_verbs)}

    @cached_property
    def _verb_sizes(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(len(verb) for verb in self._metric_verbs))

    def _metric_by_parts(self, text: str) -> str | None:
        ranks = self._verb_ranks
        for size in self._verb_sizes:
            head, tail = text[:size], text[-size:]
            if len(text) < size or not (head in ranks or tail in ranks):
                continue
            for verb in sorted({head, tail} & ranks.keys(), key=ranks.__getitem__):
                objects = self._metric_verbs[verb]
                rest = text[size:] if verb == head else text[:-size]
                for start in range(len(rest) if size > 1 else 1):
                    if rest[start:] in objects:
                        return objects[rest[start:]]
        return None


def _plain(text: str) -> str:
    """Fold what does not tell two labels apart: quotation marks, blanks, case."""
    return text.translate(_QUOTES).strip().casefold()


_QUOTES: Final = str.maketrans("", "", "“”\"'‘’「」『』")


def _without_fillers(text: str) -> str:
    for filler in FILLERS:
        text = text.replace(filler, "")
    return text
