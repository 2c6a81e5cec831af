"""Files to articles: formats, packing, encodings, field mapping, limits, and one clear sentence for what cannot be read."""

import gzip
import io
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest.reader import SIDECAR, Limits, Skipped, article_files, decode, read_paths, read_stream
from ingest.reader.days import day_of
from ingest.reader.decoding import decode_page
from ontology.errors import ArticleError
from ontology.model import Article

TEXT = "8月1日,公安部第九督察组在宁夏督察“百日行动”。全市公安机关开展夜间巡查,破获案件12起。"
TRADITIONAL = "8月1日,公安部第九督察組在寧夏督察百日行動。全市公安機關開展夜間巡查,破獲案件12起。"


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def articles(path: Path, **options: Any) -> list[Article]:
    found = list(read_paths([path], **options))
    assert not [item for item in found if isinstance(item, Skipped)]
    return [item for item in found if isinstance(item, Article)]


def reasons(path: Path, **options: Any) -> list[str]:
    return [item.reason for item in read_paths([path], **options) if isinstance(item, Skipped)]


def zstd(data: bytes) -> bytes:
    packed: bytes = pa.Codec("zstd").compress(data, asbytes=True)
    return packed


def records(number: int = 2, **names: str) -> list[dict[str, str]]:
    key = names.get("text", "text")
    return [{key: f"{TEXT}{one}", "title": f"标题{one}"} for one in range(number)]


def as_lines(rows: list[dict[str, str]]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def as_csv(rows: list[dict[str, str]], separator: str = ",") -> bytes:
    quoted = [[*rows[0]], *(list(row.values()) for row in rows)]
    return "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in quoted).encode()


def as_parquet(rows: list[dict[str, str]]) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), sink)
    return sink.getvalue()


FORMATS: dict[str, tuple[str, Callable[[list[dict[str, str]]], bytes]]] = {
    "json": ("a.json", lambda rows: json.dumps(rows).encode()),
    "json in an object": ("a.json", lambda rows: json.dumps({"total": 2, "items": rows}).encode()),
    "json lines": ("a.jsonl", as_lines),
    "json lines, blank lines": ("a.ndjson", lambda rows: as_lines(rows).replace(b"\n", b"\n\n")),
    "csv": ("a.csv", as_csv),
    "csv, BOM": ("a.csv", lambda rows: b"\xef\xbb\xbf" + as_csv(rows)),
    "csv, semicolons": ("a.csv", lambda rows: as_csv(rows, ";")),
    "csv, GB18030": ("a.csv", lambda rows: as_csv(rows).decode().encode("gb18030")),
    "tsv": ("a.tsv", lambda rows: as_csv(rows, "\t")),
    "parquet": ("a.parquet", as_parquet),
    "json lines, UTF-16": ("a.jsonl", lambda rows: as_lines(rows).decode().encode("utf-16")),
    "json lines, GB18030": ("a.jsonl", lambda rows: as_lines(rows).decode().encode("gb18030")),
    "json lines, gzip": ("a.jsonl.gz", lambda rows: gzip.compress(as_lines(rows))),
    "json lines, two gzip members": (
        "a.jsonl.gz",
        lambda rows: b"".join(gzip.compress(as_lines([row])) for row in rows),
    ),
    "json lines, zstd": ("a.jsonl.zst", lambda rows: zstd(as_lines(rows))),
    "csv, gzip": ("a.csv.gz", lambda rows: gzip.compress(as_csv(rows))),
}


@pytest.mark.parametrize(("name", "make"), FORMATS.values(), ids=FORMATS)
def test_records_are_read_from_every_format(
    tmp_path: Path, name: str, make: Callable[[list[dict[str, str]]], bytes]
) -> None:
    found = articles(write(tmp_path, name, make(records())))
    assert [(one.title, one.text) for one in found] == [("标题0", f"{TEXT}0"), ("标题1", f"{TEXT}1")]
    assert len({one.id for one in found}) == 2
    assert {one.source.partition("#")[0] for one in found} == {(tmp_path / name).resolve().as_posix()}


NAMES: dict[str, tuple[dict[str, Any], Mapping[str, str], dict[str, str | None]]] = {
    "ours": (
        {"id": "x", "text": TEXT, "title": "t", "publisher": "p", "published": "2022-08-03", "url": "https://e.cn"},
        {},
        {"id": "x", "title": "t", "publisher": "p", "published": "2022-08-03", "url": "https://e.cn"},
    ),
    "Chinese": ({"正文": TEXT, "标题": "t", "来源": "新华社", "日期": "2022年8月3日"}, {}, {"title": "t", "publisher": "新华社", "published": "2022-08-03"}),
    "common": ({"Content": TEXT, "PubDate": "2022-08-03 11:56:24", "link": "u"}, {}, {"published": "2022-08-03", "url": "u"}),
    "source that is an address": ({"body": TEXT, "source": "https://e.cn/1"}, {}, {"publisher": None, "url": "https://e.cn/1"}),
    "guessed date that is none": ({"text": TEXT, "date": "昨天"}, {}, {"published": None}),
    "mapping": ({"doc": TEXT, "doc_id": 7, "when": 1659498984}, {"text": "doc", "id": "doc_id", "published": "when"}, {"id": "7", "published": "2022-08-03"}),
    "mapping before guess": ({"text": "kurz", "content": TEXT}, {"text": "content"}, {"text": TEXT}),
    "null and empty": ({"text": TEXT, "title": None, "published": "", "url": ""}, {}, {"title": None, "published": None, "url": None}),
}  # fmt: skip


@pytest.mark.parametrize(("record", "fields", "expected"), NAMES.values(), ids=NAMES)
def test_fields_are_mapped_or_guessed(
    tmp_path: Path, record: dict[str, Any], fields: Mapping[str, str], expected: dict[str, str | None]
) -> None:
    [found] = articles(write(tmp_path, "a.json", json.dumps(record)), fields=fields)
    assert {key: getattr(found, key) for key in expected} == expected


BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.txt", b"", "it is empty"),
    "blank": ("a.txt", b"  \n\t ", "it is empty"),
    "ending": ("a.docx", b"x", "its ending '.docx' is none of .txt"),
    "binary": ("a.txt", bytes(range(256)) * 20, "it is no text"),
    "image named txt": ("a.txt", b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" * 20, "it is no text"),
    "json": ("a.json", b"{oops", "it is no JSON"),
    "json scalar": ("a.json", b"42", "it is a int"),
    "json without text": ("a.json", b'{"titel": "x"}', "no field text, content, body"),
    "json empty text": ("a.json", b'{"text": " "}', "its field 'text' is empty"),
    "line": ("a.jsonl", b"{oops\n", "the line is no article"),
    "csv without text": ("a.csv", b"a,b\n1,2\n", "no field text, content, body"),
    "parquet": ("a.parquet", b"PAR1 nonsense", "it is no Parquet"),
    "packed parquet": ("a.parquet.gz", gzip.compress(as_parquet(records())), "it is a packed Parquet file"),
    "gzip": ("a.txt.gz", b"no gzip at all", "it cannot be unpacked"),
    "gzip cut off": ("a.txt.gz", gzip.compress(TEXT.encode() * 99)[:-20], "it cannot be unpacked"),
    "zstd": ("a.txt.zst", b"no zstd at all", "it cannot be unpacked"),
    "zstd cut off": ("a.txt.zst", zstd(TEXT.encode() * 99)[:-5], "it cannot be unpacked"),
    "page without text": ("a.html", b"<html><body><p> </p></body></html>", "no main text"),
    "archive": ("a.warc", b"this is no archive\r\n\r\n", "it is no web archive"),
    "date in front matter": ("a.txt", f"---\npublished: gestern\n---\n{TEXT}".encode(), "its date 'gestern' is none"),
}


@pytest.mark.parametrize(("name", "data", "reason"), BAD.values(), ids=BAD)
def test_what_cannot_be_read_is_reported_and_the_run_goes_on(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    write(tmp_path, name, data)
    write(tmp_path, "z.txt", TEXT)
    found = list(read_paths([tmp_path]))
    assert [reason in item.reason for item in found if isinstance(item, Skipped)] == [True]
    assert [item.text for item in found if isinstance(item, Article)] == [TEXT]


def test_one_bad_line_does_not_stop_the_others(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", as_lines(records(1)) + b"{oops\n" + b'{"text": 3}\n' + as_lines(records(1)))
    found = list(read_paths([path]))
    assert [type(item).__name__ for item in found] == ["Article", "Skipped", "Skipped", "Article"]
    assert [item.path for item in found if isinstance(item, Skipped)] == [f"{path}:2", f"{path}:3"]


def test_a_line_separator_inside_a_string_ends_no_record(tmp_path: Path) -> None:
    [found] = articles(write(tmp_path, "a.jsonl", '{"text": "第一段\u2028第二段\x85末"}\n'))
    assert found.text == "第一段\u2028第二段\x85末"


def test_wrong_field_names_say_which_there_are(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", json.dumps({"text": TEXT}))
    assert "the field mapping names 'txt'" in reasons(path, fields={"txt": "text"})[0]
    assert "no field 'inhalt' is among 'text'" in reasons(path, fields={"text": "inhalt"})[0]


ENCODINGS: dict[str, tuple[bytes, str]] = {
    "utf-8": (TEXT.encode(), TEXT),
    "utf-8, BOM": (b"\xef\xbb\xbf" + TEXT.encode(), TEXT),
    "utf-8, a damaged character": (TEXT.encode() * 3 + b"\xe5\x85", TEXT * 3 + "\ufffd"),
    "gb18030": (TEXT.encode("gb18030"), TEXT),
    "gb18030, short": ("公安部督察组".encode("gb18030"), "公安部督察组"),
    "gb18030, cut off": (TEXT.encode("gb18030") * 3 + b"\xb9", TEXT * 3 + "\ufffd"),
    "big5": (TRADITIONAL.replace(",", "，").encode("big5"), TRADITIONAL.replace(",", "，")),
    "utf-16 le, BOM": (b"\xff\xfe" + TEXT.encode("utf-16-le"), TEXT),
    "utf-16 be, BOM": (b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT),
    "utf-16 le": (TEXT.encode("utf-16-le"), TEXT),
    "utf-16 be": (TEXT.encode("utf-16-be"), TEXT),
    "ascii": (b"summer policing", "summer policing"),
    "newlines stay": ("第一行\r\n第二行\n第三行\r".encode(), "第一行\r\n第二行\n第三行\r"),
}


@pytest.mark.parametrize(("data", "text"), ENCODINGS.values(), ids=ENCODINGS)
def test_encodings_are_told_apart(data: bytes, text: str) -> None:
    assert decode(data) == text


PAGES: dict[str, tuple[str, str]] = {
    "declared gb2312": ("gb2312", "gb18030"),
    "declared gbk, is utf-8": ("gbk", "utf-8"),
    "declared utf-8, is gb18030": ("utf-8", "gb18030"),
    "declared big5": ("big5", "big5"),
    "declared nonsense": ("x-unknown", "gb18030"),
}


@pytest.mark.parametrize(("declared", "real"), PAGES.values(), ids=PAGES)
def test_a_page_is_read_in_the_encoding_it_is_in(declared: str, real: str) -> None:
    text = (TRADITIONAL if real == "big5" else TEXT).replace(",", "，")
    page = f'<html><head><meta charset="{declared}"></head><body><p>{text}</p></body></html>'
    assert text in decode_page(page.encode(real))


DAYS: dict[str, tuple[object, str | None]] = {
    "iso": ("2022-08-03", "2022-08-03"),
    "time": ("2022-08-03 11:56:24", "2022-08-03"),
    "evening in London is morning in China": ("2022-08-03T20:00:00Z", "2022-08-04"),
    "China's own time": ("2022-08-03T23:00:00+08:00", "2022-08-03"),
    "slashes": ("2022/8/3", "2022-08-03"),
    "Chinese": ("2022年8月3日 08:00", "2022-08-03"),
    "compact": ("20220803", "2022-08-03"),
    "compact with time": ("20220803115624", "2022-08-03"),
    "seconds": (1659498984, "2022-08-03"),
    "milliseconds": ("1659498984000", "2022-08-03"),
    "mail": ("Wed, 03 Aug 2022 23:56:24 +0800", "2022-08-03"),
    "date": (date(2022, 8, 3), "2022-08-03"),
    "aware": (datetime(2022, 8, 3, 20, tzinfo=UTC), "2022-08-04"),
    "month only": ("2022-08", None),
    "no such day": ("2022-02-30", None),
    "words": ("昨天", None),
    "phone": ("13800138000", None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("value", "expected"), DAYS.values(), ids=DAYS)
def test_publication_days_are_read_as_written(value: object, expected: str | None) -> None:
    assert day_of(value) == expected


def test_front_matter_is_part_of_the_text_and_says_what_the_article_is(tmp_path: Path) -> None:
    text = f"---\nid: own\ntitle: 标题\npublished: 2022-08-03\nurl: https://e.cn/a:b\n---\n{TEXT}"
    [found] = articles(write(tmp_path, "a.txt", text))
    assert (found.id, found.title, found.published, found.url) == ("own", "标题", "2022-08-03", "https://e.cn/a:b")
    assert found.text == text
    assert found.text[found.body :] == TEXT


def test_folders_are_read_in_order_without_hidden_files_and_sidecars(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", SIDECAR):
        write(tmp_path, name, TEXT)
    (tmp_path / ".git").mkdir()
    write(tmp_path / ".git", "c.txt", TEXT)
    (tmp_path / "a").mkdir()
    write(tmp_path / "a", "c.txt", TEXT)
    assert [file.relative_to(tmp_path).as_posix() for file in article_files(tmp_path)] == ["a.txt", "a/c.txt", "b.txt"]


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="does not exist"):
        list(read_paths([tmp_path / "nowhere"]))


def test_a_sidecar_fills_what_the_file_leaves_open(tmp_path: Path) -> None:
    write(tmp_path, SIDECAR, "id,title,published\na,标题,2022-08-03\nb,标题,gestern\nc,,2020-01-01\n")
    for name in "abc":
        write(tmp_path, f"{name}.txt", TEXT if name != "c" else f"发布时间:2022-08-02 10:00 来源:松江日报\n{TEXT}")
    found = list(read_paths([tmp_path]))
    assert [(one.title, one.published) for one in found if isinstance(one, Article)] == [
        ("标题", "2022-08-03"),
        (None, "2022-08-02"),
    ]
    assert ["its date 'gestern' is none" in one.reason for one in found if isinstance(one, Skipped)] == [True]


def test_the_callers_date_is_for_pages_that_say_none(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "b.txt", f"2022-08-02 10:00 来源:松江日报\n{TEXT}")
    assert [one.published for one in articles(tmp_path, published="2022-09-16")] == ["2022-09-16", "2022-08-02"]


LIMITS: dict[str, tuple[str, bytes, Limits, str]] = {
    "long article": ("a.txt", b"a" * 101, Limits(article=100), "it has 101 characters; an article has at most 100"),
    "long record": ("a.jsonl", as_lines(records(1)), Limits(article=9), "an article has at most 9"),
    "large text": ("a.txt", b"a" * 101, Limits(text=100), "it has more than 100 bytes"),
    "large page": ("a.html", b"a" * 101, Limits(page=100), "it has more than 100 bytes"),
    "long line": ("a.jsonl", b"a" * 101, Limits(text=100), "its line 1 is longer than 100 bytes"),
    "gzip bomb": ("a.txt.gz", gzip.compress(b"0" * 10**7), Limits(text=10**6), "it unpacks to more than 1,000,000 bytes"),
    "zstd bomb": ("a.txt.zst", zstd(b"0" * 10**7), Limits(text=10**6), "it unpacks to more than 1,000,000 bytes"),
    "bomb of records": ("a.jsonl.gz", gzip.compress(b"{}\n" * 10**5), Limits(unpacked=10**5), "it unpacks to more"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "limits", "reason"), LIMITS.values(), ids=LIMITS)
def test_limits_stop_what_costs_too_much(tmp_path: Path, name: str, data: bytes, limits: Limits, reason: str) -> None:
    assert reason in reasons(write(tmp_path, name, data), limits=limits)[-1]


def test_a_long_file_of_records_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        for _ in range(200):
            file.write(as_lines([{"text": TEXT * 100}]))
    found = read_paths([path], limits=Limits(text=100_000))
    assert isinstance(next(found), Article)
    assert sum(isinstance(item, Article) for item in found) == 199


STREAMS: dict[str, tuple[bytes, list[str]]] = {
    "text": (TEXT.encode(), [TEXT]),
    "json lines": (as_lines([{"text": TEXT}, {"text": "二。"}]), [TEXT, "二。"]),
    "json over lines": (json.dumps({"text": TEXT}, indent=1).encode(), [TEXT]),
    "json list": (json.dumps([{"text": TEXT}]).encode(), [TEXT]),
    "packed": (gzip.compress(as_lines([{"text": TEXT}])), [TEXT]),
    "packed by zstd": (zstd(TEXT.encode()), [TEXT]),
    "parquet": (as_parquet([{"text": TEXT}]), [TEXT]),
    "text in brackets": (f"[要闻]{TEXT}".encode(), [f"[要闻]{TEXT}"]),
}


@pytest.mark.parametrize(("data", "texts"), STREAMS.values(), ids=STREAMS)
def test_standard_input_is_read_in_the_format_it_begins_like(data: bytes, texts: list[str]) -> None:
    assert [item.text for item in read_stream(data) if isinstance(item, Article)] == texts


def test_standard_input_that_is_none_is_reported() -> None:
    assert [item.reason for item in read_stream(b"") if isinstance(item, Skipped)] == ["it is empty"]


def warc(kind: str, body: bytes, content: str, address: str = "https://e.cn/a") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
    head += f"WARC-Target-URI: {address}\r\nContent-Type: {content}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def page(text: str, status: str = "200 OK", content: str = "text/html; charset=utf-8") -> bytes:
    body = f"<html><head><title>公安部督察组在宁夏督察</title></head><body><p>{text}</p></body></html>".encode()
    return f"HTTP/1.1 {status}\r\nContent-Type: {content}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


HTTP = "application/http; msgtype=response"
ARCHIVE = b"".join(
    (
        warc("warcinfo", b"software: x\r\n", "application/warc-fields"),
        warc("request", b"GET / HTTP/1.1\r\nHost: e.cn\r\n\r\n", "application/http; msgtype=request"),
        warc("response", page(TEXT), HTTP),
        warc("response", page(TEXT, "404 Not Found"), HTTP, "https://e.cn/gone"),
        warc("response", page(TEXT, content="image/png"), HTTP, "https://e.cn/i.png"),
        warc("response", page(""), HTTP, "https://e.cn/empty"),
        warc("conversion", f"标题\n{TEXT}".encode(), "text/plain", "https://e.cn/b"),
    )
)
PACKINGS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "plain": ("crawl.warc", bytes),
    "gzip": ("crawl.warc.gz", gzip.compress),
    "wet, zstd": ("crawl.warc.wet.zst", zstd),
}


@pytest.mark.parametrize(("name", "pack"), PACKINGS.values(), ids=PACKINGS)
def test_archives_give_pages_and_texts_with_their_address(
    tmp_path: Path, name: str, pack: Callable[[bytes], bytes]
) -> None:
    found = list(read_paths([write(tmp_path, name, pack(ARCHIVE))]))
    read = [item for item in found if isinstance(item, Article)]
    assert [(one.id, one.url, one.published) for one in read] == [
        ("crawl-3", "https://e.cn/a", None),
        ("crawl-7", "https://e.cn/b", None),
    ]
    assert all(TEXT in one.text for one in read)
    assert ["'https://e.cn/empty' is no article" in one.reason for one in found if isinstance(one, Skipped)] == [True]


def test_an_archive_that_is_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    data = gzip.compress(ARCHIVE)
    found = list(read_paths([write(tmp_path, "a.warc.gz", data[: len(data) - 30])]))
    assert isinstance(found[-1], Skipped)


def test_every_record_of_an_archive_has_a_limit(tmp_path: Path) -> None:
    path = write(tmp_path, "a.warc", ARCHIVE)
    assert ["it has more than 200 bytes" in one for one in reasons(path, limits=Limits(text=200))].count(True) >= 1
