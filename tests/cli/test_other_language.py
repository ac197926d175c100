"""Another language is one file: with it, an issue is built, rendered and checked in that language."""

import re
import shutil
from importlib import resources
from pathlib import Path
from types import SimpleNamespace

import pytest

from digest import languages

# English words of the file -> German ones: enough to see that they reach the reader.
GERMAN = {
    "THIS WEEK": "DIESE WOCHE",
    "Unsubscribe": "Abbestellen",
    "Read online": "Im Browser lesen",
    "Welcome to {newsletter}, {date}": "Willkommen bei {newsletter}, {date}",
    "EEEE d MMMM y": "EEEE, d. MMMM y",
    "See you next week": "Bis nächste Woche",
}


@pytest.fixture
def german(monkeypatch, tmp_path):
    """The languages there are, and one file more beside them."""
    folder = tmp_path / "languages"
    shutil.copytree(str(resources.files(languages)), folder)
    text = (folder / "en.toml").read_text(encoding="utf-8")
    for english, other in GERMAN.items():
        assert english in text
        text = text.replace(f'"{english}"', f'"{other}"')
    (folder / "de.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(languages, "resources", SimpleNamespace(files=lambda _: Path(folder)))
    languages.phrases.cache_clear()
    yield
    languages.phrases.cache_clear()


def test_an_issue_in_a_language_that_is_one_file_more(run, workspace, week, german):
    settings = workspace / "config" / "digest.toml"
    text = settings.read_text(encoding="utf-8")
    address = 'unsubscribe_url = "https://brief.example.org/ende"'
    text = text.replace('language = "fr"', 'language = "de"')
    text = re.sub(r"^unsubscribe_url = .*$", address, text, flags=re.MULTILINE)
    settings.write_text(text, encoding="utf-8")
    assert (
        run("-C", workspace, "build", "--issue", "2025-09-27", "--from", week, "--offline").code
        == 0
    )
    folder = workspace / "issues" / "2025-09-27"
    mail = (folder / "out" / "email.html").read_text(encoding="utf-8")
    assert '<html lang="de"' in mail
    for words in ("DIESE WOCHE", "Samstag, 27. September 2025", "Abbestellen", "Bis nächste Woche"):
        assert words in mail
        assert words in (folder / "out" / "email.txt").read_text(encoding="utf-8")
    said = run("-C", workspace, "check", "--issue", "2025-09-27")
    assert "accessibility" not in said.err
    assert "lost-words" not in said.err
