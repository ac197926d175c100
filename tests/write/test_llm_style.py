from pathlib import Path

import pytest

from digest.errors import DigestError
from digest.write.llm.style import style

ROOT = Path(__file__).parents[2]


def test_the_file_of_the_language_counts_before_the_common_one(tmp_path: Path):
    (tmp_path / "style.md").write_text("Court.", encoding="utf-8")
    (tmp_path / "style.en.md").write_text("Short.", encoding="utf-8")
    assert style(tmp_path, "en") == "Short."
    assert style(tmp_path, "fr") == "Court."


@pytest.mark.parametrize(("language", "word"), [("fr", "# Le style"), ("en", "# The style")])
def test_a_workspace_without_one_gets_the_starters(tmp_path: Path, language: str, word: str):
    assert style(tmp_path, language).startswith(word)


def test_a_style_that_is_a_book_is_refused(tmp_path: Path):
    (tmp_path / "style.md").write_text("mot " * 10_000, encoding="utf-8")
    with pytest.raises(DigestError, match="40000 characters"):
        style(tmp_path, "fr")


def test_the_sample_has_the_style_of_the_starter():
    starter = ROOT / "digest" / "starter" / "config" / "style.md"
    assert (ROOT / "config" / "style.md").read_bytes() == starter.read_bytes()
