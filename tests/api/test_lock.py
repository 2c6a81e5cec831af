"""requirements.lock pins everything that pyproject.toml asks for, and says nothing of where it came from."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_lock_pins_every_dependency() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = asked["project"]["dependencies"] + asked["dependency-groups"]["dev"]
    names = {re.split(r"[\[<>=~! ;]", requirement)[0].lower().replace("_", "-") for requirement in wanted}
    pinned = set(re.findall(r"^([a-z0-9-]+)==", LOCK, re.MULTILINE))
    assert names <= pinned, "run `make lock`"


@pytest.mark.parametrize("name", ["requirements", "spark"])
def test_lock_names_no_host(name: str) -> None:
    lock = (ROOT / f"{name}.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert not re.search(r"^--", lock, re.MULTILINE)


def test_npm_lock_pins_every_package_by_its_hash() -> None:
    packages = json.loads((ROOT / "web" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    loose = [name for name, one in packages.items() if name and not (one.get("integrity") or one.get("link"))]
    assert loose == []


def test_python_lock_pins_every_package_by_its_hash() -> None:
    blocks = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)
    assert [block.partition("=")[0] for block in blocks if "==" in block and "--hash=sha256:" not in block] == []
