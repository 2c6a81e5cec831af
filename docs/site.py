"""Hooks of the site: pages that lie outside docs/, and links to files of the repository, which the site does not hold."""

import re
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT: Final = Path(__file__).resolve().parents[1]
OUTSIDE: Final = {"contributing.md": "CONTRIBUTING.md", "changelog.md": "CHANGELOG.md"}
"""Pages of the site to the files of the repository that they are made from."""
ACCURACY: Final = "accuracy.md"
SECTIONS: Final = ("How accurate it is", "Limits, honestly")
"""What of the README is a page of the site."""
_LINK: Final = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s]+)\)")
_FENCED: Final = re.compile(r"^( *)```.*?^\1```", re.MULTILINE | re.DOTALL)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that lie outside docs/."""
    for page, source in OUTSIDE.items():
        files.append(File.generated(config, page, content=(ROOT / source).read_text(encoding="utf-8")))
    files.append(File.generated(config, ACCURACY, content=accuracy()))
    return files


def accuracy() -> str:
    """Return the page of accuracy and limits, which the README tells first-hand."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    begin, end = readme.index(f"## {SECTIONS[0]}"), readme.index("## Read on")
    return f"# Accuracy and limits\n\n{readme[begin:end]}"


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Turn links to the repository's other files into their paths; those to pages of the site stay links."""
    source = page.file.src_uri
    folder = ROOT if source in {*OUTSIDE, ACCURACY} else (ROOT / "docs" / source).parent

    def link(found: re.Match[str]) -> str:
        words, target = found.groups()
        path, mark, anchor = unquote(target).partition("#")
        if not path or "://" in path or path.startswith("mailto:"):
            return found[0]
        return _linked(words, (folder / path).resolve(), f"{mark}{anchor}", source)

    parts, at = [], 0
    for fence in _FENCED.finditer(markdown):
        parts += [_LINK.sub(link, markdown[at : fence.start()]), fence[0]]
        at = fence.end()
    return "".join([*parts, _LINK.sub(link, markdown[at:])])


def _linked(words: str, file: Path, anchor: str, source: str) -> str:
    for page, outside in OUTSIDE.items():
        if file == ROOT / outside:
            return f"[{words}]({_back(source)}{page}{anchor})"
    if file == ROOT / "README.md" and anchor in ("#how-accurate-it-is", "#limits-honestly"):
        return f"[{words}]({_back(source)}{ACCURACY}{anchor})"
    if file.is_relative_to(ROOT / "docs") and file.is_file():
        return f"[{words}]({_back(source)}{file.relative_to(ROOT / 'docs').as_posix()}{anchor})"
    path = file.relative_to(ROOT).as_posix()
    return words if path in words else f"{words} (`{path}`)"


def _back(source: str) -> str:
    return "../" * source.count("/")
