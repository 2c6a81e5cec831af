"""Hostile files: bombs, endless lines, nesting, entities, tricks with paths. Each is refused early, by the name of its limit."""

import gzip
import io
import tracemalloc
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest

from ingest.reader import Limits, Skipped, read_paths, read_stream
from ontology.model import Article

SMALL = Limits(article=2_000, text=20_000, page=10_000, unpacked=100_000)
BOMB = b"\x00" * 5_000_000


def zipped() -> bytes:
    with io.BytesIO() as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("../../evil.txt", BOMB)
        return out.getvalue()


def zstd(data: bytes) -> bytes:
    packed: bytes = pa.compress(data, codec="zstd", asbytes=True)
    return packed


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY a{number} "{f"&a{number - 1 if number else str()};" * 10}">' for number in range(9)
)
FILES = {
    "gzip bomb": ("a.txt.gz", gzip.compress(BOMB), "unpacks to more than 20,000 bytes"),
    "gzip bomb of lines": ("a.jsonl.gz", gzip.compress(BOMB), "CAMPAIGN_GRAPH_LIMITS"),
    "gzip inside gzip": ("a.txt.gz", gzip.compress(gzip.compress(BOMB)), "it is no text"),
    "zstd bomb": ("a.txt.zst", zstd(BOMB), "unpacks to more than"),
    "zip": ("a.zip", zipped(), "its ending '.zip' is none of"),
    "cut gzip": ("a.txt.gz", gzip.compress(b"abc" * 9999)[:40], "cannot be unpacked"),
    "endless line": ("a.jsonl", b'{"text": "' + b"x" * 1_000_000, "text=… in CAMPAIGN_GRAPH_LIMITS"),
    "long text": ("a.txt", "文".encode() * 3_000, "article=… in CAMPAIGN_GRAPH_LIMITS"),
    "large text": ("a.txt", b"x" * 30_000, "text=… in CAMPAIGN_GRAPH_LIMITS"),
    "large page": ("a.html", b"<p>" + b"x" * 15_000, "page=… in CAMPAIGN_GRAPH_LIMITS"),
    "deep JSON": ("a.json", b"[" * 15_000, "it is no JSON"),
    "deep JSON that closes": ("a.json", b"[" * 9_000 + b"]" * 9_000, "it is no JSON"),
    "no number": ("a.json", b'{"id": "a", "text": NaN}', "it is no JSON"),
}


@pytest.mark.parametrize(("name", "data", "said"), FILES.values(), ids=FILES)
def test_hostile_file_is_refused_and_the_others_are_read(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text("公安部督察组8月19日来到贵州。", encoding="utf-8")
    bad, good = list(read_paths([tmp_path], limits=SMALL))
    assert isinstance(bad, Skipped)
    assert said in bad.reason
    assert isinstance(good, Article)


def test_bomb_is_not_unpacked_in_memory() -> None:
    packed = gzip.compress(b"\x00" * 200_000_000, 1)
    tracemalloc.start()
    (found,) = read_stream(packed, limits=SMALL)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found, Skipped)
    assert peak < 5_000_000


def test_line_without_end_is_not_held(tmp_path: Path) -> None:
    """A file of 1 GB that holds one line; a hole in the file, so that it costs no disk."""
    file = tmp_path / "a.jsonl"
    with file.open("wb") as out:
        out.write(b'{"text": "a')
        out.truncate(2**30)
    tracemalloc.start()
    (found,) = read_paths([file], limits=SMALL)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found, Skipped)
    assert peak < 5_000_000


def test_entities_are_neither_unfolded_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("very secret", encoding="utf-8")
    head = f'{ENTITIES}<!ENTITY file SYSTEM "{secret.as_uri()}">]>'
    page = f"{head}<html><body><p>公安部督察组8月19日来到贵州省贵阳市。&a8; &file;</p></body></html>"
    for found in read_stream(page.encode(), "page", limits=Limits(page=100_000)):
        shown = found.text if isinstance(found, Article) else found.reason
        assert "very secret" not in shown
        assert len(shown) < 10_000


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/../../b", "..", "/etc/passwd", "a\x00b"])
def test_id_is_a_name_and_no_path(tmp_path: Path, name: str) -> None:
    record = f'{{"id": {name!r}, "text": "公安部督察组来到贵州。"}}'.replace("'", '"').replace("\\x00", "\\u0000")
    (tmp_path / "a.jsonl").write_text(record, encoding="utf-8")
    before = set(tmp_path.rglob("*"))
    (found,) = read_paths([tmp_path])
    assert isinstance(found, Article)
    assert found.id == name
    assert set(tmp_path.rglob("*")) == before
