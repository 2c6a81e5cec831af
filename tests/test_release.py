"""A release: the version in one place, the changelog dated."""

from pathlib import Path

import pytest

import release

ROOT = Path(__file__).parents[1]


def test_version_stands_in_one_place() -> None:
    places = [
        *ROOT.glob("*.toml"),
        *ROOT.glob("api/**/*.py"),
        *ROOT.glob("graph/**/*.py"),
        ROOT / "web" / "package.json",
    ]
    assert [path.name for path in places if f'"{release.version()}"' in path.read_text("utf-8")] == ["pyproject.toml"]


def test_unreleased_becomes_a_version() -> None:
    text = "# Changelog\n\n## Unreleased\n\n* this\n"
    assert release.dated(text, "1.2.3", "2026-11-22") == (
        "# Changelog\n\n## Unreleased\n\n## 1.2.3 – 2026-11-22\n\n* this\n"
    )
    assert "## Unreleased\n" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("wanted", ["1.2", "v1.2.3", "1.2.3-beta", ""])
def test_bad_version_is_refused(wanted: str) -> None:
    before = release.version()
    with pytest.raises(SystemExit, match="is no version"):
        release.set_version(wanted)
    assert release.version() == before


def test_lock_as_constraints() -> None:
    lock = "anyio==4.14.0 \\\n    --hash=sha256:00 \\\n    --hash=sha256:01\nx==1 ; python_version < '3.12' \\\n    --hash=sha256:02\n"
    assert release.pinned(lock) == "anyio==4.14.0\nx==1 ; python_version < '3.12'\n"
