"""What names a team or number and gave no fact is left as offsets and a reason."""

from ingest.document import read_document
from ingest.pipeline import extract
from ingest.residue import residue
from ontology.model import Article, Residue

TEXT = "公安部第九督察组高度重视。夜市摊位有36个。今晚有雨。山阳县公安局破获案件36起。"


def test_residue_of_a_text_that_gave_facts() -> None:
    document = read_document(Article("a1", TEXT, "a1.txt", published="2022-09-16"))
    result = next(fact for fact in extract(document) if fact.type == "result" and "破获" in fact.evidence.quote)
    left = list(residue(document, (result,)))
    assert [TEXT[one.start : one.end] for one in left] == ["公安部第九督察组高度重视。", "夜市摊位有36个。"]
    assert [one.reason[:4] for one in left] == ["team", "numb"]


def test_residue_without_facts_is_every_sentence_with_a_number() -> None:
    text = "　破案36起，,抓获7人。今晚有雨。"
    document = read_document(Article("a1", text, "a1.txt"))
    (left,) = residue(document, ())
    assert text[left.start : left.end] == "破案36起，,抓获7人。"


def test_residue_holds_no_words() -> None:
    assert set(Residue.__dataclass_fields__) == {"start", "end", "reason"}
    document = read_document(Article("a1", TEXT, "a1.txt"))
    assert all(one.reason.isascii() for one in residue(document, ()))
