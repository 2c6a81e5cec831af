"""Lines and sentences: what is the article, and what is furniture around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import LONGEST, LineKind, find_credits, line_of, split_lines, split_sentences

BODY = "松江省公安厅召开推进会,部署下一步工作,要求各地公安机关压实责任。"

KINDS: dict[str, tuple[str, LineKind]] = {
    "sentence": (BODY, "body"),
    "long line without full stop": ("松江省公安厅" * 11, "body"),
    "list line": ("第一组:青河市", "body"),
    "editor": ("责任编辑:赵某", "furniture"),
    "editor in brackets": ("(编辑:赵某)", "furniture"),
    "source": ("来源:松江日报", "furniture"),
    "stamp and source": ("2022-08-03 11:56:24 来源:松江日报", "furniture"),
    "licence": ("松ICP备12345678号-1", "furniture"),
    "previous and next": ("上一篇:柳川警方破获盗窃案10起", "furniture"),
    "related news": ("相关新闻", "furniture"),
    "a sentence that begins like furniture": ("记者从松江省公安厅获悉,行动开展以来,全省共破获案件12起。", "body"),
    "heading": ("一、高位推动压实责任", "heading"),
}


@pytest.mark.parametrize(("line", "kind"), KINDS.values(), ids=KINDS)
def test_a_line_is_body_heading_or_furniture(line: str, kind: LineKind) -> None:
    assert split_lines(f"{BODY}\n{line}\n{BODY}")[1].kind == kind


def test_headings_before_the_text_are_titles_and_after_it_furniture() -> None:
    lines = split_lines(f"松江省公安厅部署夏季行动\n{BODY}\n柳川警方破获盗窃案10起")
    assert [line.kind for line in lines] == ["title", "body", "furniture"]


@pytest.mark.parametrize("end", ["交出“成绩单”", "战果来了!", "夜市几点收摊?", "开展清查(图)"])
def test_a_first_line_that_ends_like_a_sentence_is_a_title(end: str) -> None:
    lines = split_lines(f"松江公安{end}\n2022-08-30 松江晚报\n{BODY}")
    assert [line.kind for line in lines] == ["title", "title", "body"]


@pytest.mark.parametrize("line", ["“夜市几点收摊?”", "省厅部署。各地行动!", "第一组:青河市(组长待定)"])
def test_a_first_line_of_text_is_no_title(line: str) -> None:
    assert split_lines(f"{line}\n{BODY}")[0].kind == "body"


def test_sentences_end_at_stops_and_semicolons_and_keep_their_offsets() -> None:
    text = f"松江省公安厅部署工作\n甲。乙!丙;“丁。”\n责任编辑:赵某\n{BODY}"
    sentences = split_sentences(text, split_lines(text))
    assert [text[one.start : one.end] for one in sentences] == [
        "松江省公安厅部署工作",
        "甲。",
        "乙!",
        "丙;",
        "“丁。”",
        BODY,
    ]
    assert [one.line for one in sentences] == [0, 1, 1, 1, 1, 3]


def test_credits_are_what_stands_in_brackets() -> None:
    text = f"(记者 赵某 通讯员 钱某)8月1日,{BODY}(见图)"
    assert [text[start:end] for start, end in find_credits(text)] == ["(记者 赵某 通讯员 钱某)"]


@given(st.text(st.sampled_from("公安部。;!?\n \t()“”:第一组来源2"), max_size=80))
def test_lines_and_sentences_are_in_order_and_inside_the_text(text: str) -> None:
    lines = split_lines(text)
    reached = 0
    for line in lines:
        assert reached <= line.start < line.end <= len(text)
        assert "\n" not in text[line.start : line.end]
        reached = line.end
    reached = 0
    for sentence in split_sentences(text, lines):
        assert reached <= sentence.start < sentence.end
        assert lines[sentence.line].start <= sentence.start
        assert sentence.end <= lines[sentence.line].end
        assert line_of(lines, sentence.start) == sentence.line
        reached = sentence.end


@pytest.mark.parametrize("words", ["召开推进会,", "民警"], ids=["at a comma", "without one"])
def test_what_runs_on_without_a_full_stop_is_parted(words: str) -> None:
    text = words * LONGEST + "。"
    sentences = split_sentences(text, split_lines(text))
    assert "".join(text[one.start : one.end] for one in sentences) == text
    assert max(one.end - one.start for one in sentences) <= LONGEST
    if "," in words:
        assert all(text[one.end - 1] in ",。" for one in sentences)
