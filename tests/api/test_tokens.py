"""Tokens: what entries may say, whose secret it is, and who passes."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import problems
from api.credentials import ArticlesToken, CorrectionsToken
from api.settings import Settings
from api.tokens import Token, holder, listed, made, parsed
from ontology.errors import ValueUnknown

EDITOR, SECRET = made("editor", ["articles"])
REVIEWER, OTHER = made("reviewer", ["articles", "corrections"])
HASH = "a" * 64


def test_entry_hides_the_secret_and_reads_back() -> None:
    assert SECRET.removeprefix("cg_") not in EDITOR.entry()
    assert parsed(EDITOR.entry()) == EDITOR


def test_secrets_differ() -> None:
    assert made("editor", ["articles"])[1] != SECRET


def test_holder() -> None:
    assert holder((EDITOR, REVIEWER), OTHER) == REVIEWER
    assert holder((EDITOR, REVIEWER), "cg_other") is None
    assert holder((EDITOR, REVIEWER), EDITOR.hash) is None


def test_listed_takes_lines_blanks_commas_and_comments() -> None:
    text = f"# who\na:articles:{HASH} # first\nb:articles+corrections:{HASH},c:corrections:{HASH}\n\n"
    assert [token.name for token in listed(text)] == ["a", "b", "c"]


WRONG = {
    "no name": (f":articles:{HASH}", "called ''"),
    "odd name": (f"a b:articles:{HASH}", "has no scope"),
    "no scope": (f"a::{HASH}", "has no scope"),
    "unknown scope": (f"a:articles+root:{HASH}", "'root'"),
    "secret for a hash": ("a:articles:cg_plain", "no SHA-256"),
    "twice": (f"a:articles:{HASH} a:articles:{HASH}", "Two tokens"),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG)
def test_wrong_entry_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueUnknown, match=said) as caught:
        listed(text)
    assert HASH not in str(caught.value)
    assert "cg_plain" not in str(caught.value)


def asked(tokens: tuple[Token, ...], path: str, header: str | None) -> tuple[int, str, str | None]:
    """Return status, problem type or name, and the challenge that an application with these tokens answers."""
    app = FastAPI()
    app.state.settings = Settings(tokens=tokens)
    problems.install(app)

    @app.post("/articles")
    async def write(token: ArticlesToken) -> dict[str, str]:
        return {"type": token.name}

    @app.post("/corrections")
    async def judge(token: CorrectionsToken) -> dict[str, str]:
        return {"type": token.name}

    answer = TestClient(app).post(path, headers={"Authorization": header} if header else {})
    return answer.status_code, answer.json()["type"].rpartition("/")[2], answer.headers.get("www-authenticate")


BOTH = (EDITOR, REVIEWER)
PASSING = {
    "holder": (BOTH, "/articles", f"Bearer {SECRET}", (200, "editor", None)),
    "holder of both": (BOTH, "/corrections", f"bearer {OTHER}", (200, "reviewer", None)),
    "no scope": (BOTH, "/corrections", f"Bearer {SECRET}", (403, "not-allowed", None)),
    "no token": (BOTH, "/articles", None, (401, "token-missing", "Bearer")),
    "wrong token": (BOTH, "/articles", "Bearer cg_x", (401, "token-missing", "Bearer")),
    "other scheme": (BOTH, "/articles", "Basic YTpi", (401, "token-missing", "Bearer")),
    "none configured": ((), "/articles", f"Bearer {SECRET}", (403, "not-allowed", None)),
}


@pytest.mark.parametrize(("tokens", "path", "header", "expected"), PASSING.values(), ids=PASSING)
def test_who_passes(
    tokens: tuple[Token, ...], path: str, header: str | None, expected: tuple[int, str, str | None]
) -> None:
    assert asked(tokens, path, header) == expected
