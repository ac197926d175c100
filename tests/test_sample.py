"""The sample week shows every feature: several publishers per story, a copy, an undated article …"""

import json
import re
import shutil
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from digest.cli import digest
from digest.config import load

ROOT = Path(__file__).parent.parent
ISSUE = date(2025, 9, 27)
INBOX = ROOT / "issues" / ISSUE.isoformat() / "inbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    head: dict[str, str]
    text: str


def read(path: Path) -> Page:
    _, head, text = path.read_text(encoding="utf-8").split("---\n", 2)
    lines = (line.split(": ", 1) for line in head.splitlines())
    return Page(head={key: value.strip('"') for key, value in lines}, text=text.strip())


PAGES = {path.name: read(path) for path in sorted(INBOX.glob("*.md"))}


def outside_the_week(page: Page) -> bool:
    newsletter = load(ROOT / "config").newsletter
    start, end = newsletter.window(ISSUE)
    day = datetime.fromisoformat(page.head["date"]).replace(hour=12, tzinfo=newsletter.zone)
    return not start <= day < end


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


def overlap(one: Page, other: Page) -> float:
    """Jaccard similarity of five-word shingles (Broder 1997)."""
    a, b = shingles(one.text), shingles(other.text)
    return len(a & b) / len(a | b)


def test_the_repository_is_a_workspace():
    assert load(ROOT / "config").newsletter.name == "Dérivée seconde"


def test_the_week_is_of_the_size_promised():
    languages = [page.head["lang"] for page in PAGES.values()]
    assert 36 <= len(PAGES) <= 40
    assert languages.count("fr") >= 30
    assert 5 <= languages.count("en") <= 6


@pytest.mark.parametrize("name", PAGES)
def test_an_article_is_whole_and_short(name: str):
    page = PAGES[name]
    assert {"url", "title", "source", "lang"} <= set(page.head)
    assert 90 <= len(page.text.split()) <= 220
    assert page.text.count("\n\n") >= 2


@pytest.mark.parametrize("name", PAGES)
def test_every_address_is_one_that_nobody_can_own(name: str):
    # RFC 2606 keeps .example for documentation.
    assert urlsplit(PAGES[name].head["url"]).hostname.endswith(".example")


def test_a_publisher_has_one_name_and_one_domain():
    named = {(page.head["source"], urlsplit(page.head["url"]).hostname) for page in PAGES.values()}
    assert len({name for name, _ in named}) == len({host for _, host in named}) == len(named)
    assert len(named) >= 12


def test_no_page_stands_twice():
    assert len({page.head["url"] for page in PAGES.values()}) == len(PAGES)


def test_one_article_has_no_date():
    assert [name for name, page in PAGES.items() if "date" not in page.head] == [
        "22-pendragon-carnet-laboratoires.md"
    ]


def test_one_article_is_older_than_the_week():
    dated = {name: page for name, page in PAGES.items() if "date" in page.head}
    assert [name for name, page in dated.items() if outside_the_week(page)] == [
        "12-youtube-veo-gazette-numerique.md"
    ]


def test_one_article_is_a_syndicated_copy():
    names = list(PAGES)
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    copies = [(a, b) for a, b in pairs if overlap(PAGES[a], PAGES[b]) > 0.3]
    assert copies == [
        ("07-oracle-obligations-fil-des-marches.md", "08-oracle-obligations-matin-affaires.md")
    ]


def test_no_person_is_quoted():
    # The words of real people are not ours to invent: only public documents are quoted.
    quoted = {quote for page in PAGES.values() for quote in re.findall(r"« ([^»]*) »", page.text)}
    assert quoted == {
        "Innovative Minds",
        "contrôle humain",
        (
            "La libre communication des pensées et des opinions est un des droits les plus précieux "
            "de l’homme."
        ),
    }
    assert not [name for name, page in PAGES.items() if re.search("[“”]", page.text)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample issue, built offline in a copy of the workspace."""
    workspace = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "config", workspace / "config")
    folder = workspace / "issues" / ISSUE.isoformat()
    shutil.copytree(INBOX, folder / "inbox")
    arguments = ["build", "--issue", ISSUE.isoformat(), "--offline", "-C", str(workspace)]
    done = CliRunner().invoke(digest, arguments)
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def decided(built: Path) -> dict[str, Any]:
    table: dict[str, Any] = json.loads((built / "stories.json").read_text(encoding="utf-8"))
    return table


def names(story: dict[str, Any]) -> set[str]:
    return {article["path"].rpartition("/")[2] for article in story["articles"]}


def test_every_article_stands_in_one_story(decided: dict[str, Any]):
    told = [name for story in decided["stories"] for name in names(story)]
    assert sorted(told) == sorted(PAGES)


def test_every_event_of_the_week_is_one_story(decided: dict[str, Any]):
    events = {
        *(
            "01 02 03 04",
            "05 06",
            "07 08 09",
            "10",
            "11 12",
            "13 14",
            "15 16 17",
            "18 19",
            "20 21 22",
        ),
        *("23", "24", "25 26", "27 28", "29 30", "31 32", "33 34", "35", "36 37", "38", "39"),
    }
    told = (sorted(name[:2] for name in names(story)) for story in decided["stories"])
    assert {" ".join(numbers) for numbers in told} == events


def test_most_stories_have_several_publishers(decided: dict[str, Any]):
    several = [
        story
        for story in decided["stories"]
        if len({article["source"] for article in story["articles"]}) > 1
    ]
    assert 16 <= len(decided["stories"]) <= 24
    assert len(several) >= 10


def test_french_and_english_tell_one_story(decided: dict[str, Any]):
    both = [
        story
        for story in decided["stories"]
        if {PAGES[name].head["lang"] for name in names(story)} == {"en", "fr"}
    ]
    assert len(both) == 5


def test_the_copy_stands_in_its_originals_story(decided: dict[str, Any]):
    oracle = [story for story in decided["stories"] if any("oracle" in n for n in names(story))]
    assert [len(story["articles"]) for story in oracle] == [3]


def test_every_section_has_stories_and_some_belong_to_none(decided: dict[str, Any]):
    placed = {story["section"] for story in decided["stories"]}
    assert placed == {"bubble", "media", "france", "europe", "world", "bench", None}
    assert decided["left_out"]


def test_everyone_hears_of_what_subscribers_read_and_reads_none_of_it(built: Path):
    mail = (built / "out" / "email.html").read_text(encoding="utf-8")
    assert "ChatGPT Pulse prépare la journée pendant la nuit" in mail
    assert "Trier du linge par couleur" in mail
    assert "explique ce qu’il s’apprête à faire" not in mail
    assert "abonnement" in mail


def test_the_draft_announces_the_dates_to_come(built: Path):
    draft = (built / "issue.md").read_text(encoding="utf-8")
    agenda = draft.partition("## Agenda")[2].partition("\n## ")[0]
    assert (
        "**Mercredi 1er et jeudi 2 octobre** • Big Data & AI Paris, à la porte de Versailles"
        in agenda
    )
