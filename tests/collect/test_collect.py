"""Each source on its own: one bad source is a report, never the end of the run."""

import sys
import threading
from datetime import UTC, datetime
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

from digest.collect import add, collect
from digest.collect.article import make_article
from digest.config import SourceSettings
from digest.errors import SourceError
from digest.model import Article, Outcome, Refusal

PARIS = ZoneInfo("Europe/Paris")
SINCE = datetime(2025, 9, 20, tzinfo=UTC)
TEXT = " ".join(
    f"L’usine numéro {number} fabriquera des puces pour les voitures." for number in range(20)
)
PAGE = f"<html><title>Des usines</title><body><article><p>{TEXT}</p></article></body></html>"


def settings(name: str, kind: str, **options) -> SourceSettings:
    return SourceSettings.model_validate({"name": name, "type": kind, **options})


def run(sources, tmp_path, fetch=None, **options):
    return collect(sources, root=tmp_path, fetch=fetch, since=SINCE, zone=PARIS, **options)


def feed(*titles: str) -> str:
    items = "".join(
        f"<item><title>{title}</title><description>Un mot sur {title}.</description></item>"
        for title in titles
    )
    return f"<rss version='2.0'><channel><title>A</title>{items}</channel></rss>"


@pytest.fixture
def plug_ins(monkeypatch) -> ModuleType:
    """A module of the user's own, where tests put their sources."""
    module = ModuleType("my_sources")
    monkeypatch.setitem(sys.modules, "my_sources", module)
    return module


class Plain:
    """A source as a user writes one; `gives` is what its articles method yields."""

    def __init__(self, settings, *, root, fetch, zone, environ):
        self.settings = settings
        self.environ = environ

    def articles(self, since):
        yield make_article(title=self.settings.name, text="Un mot.", source=self.settings.name)


def test_the_order_is_that_of_the_sources_not_of_the_answers(tmp_path, plug_ins):
    second_done = threading.Event()

    class Slow(Plain):
        def articles(self, since):
            second_done.wait(5)
            yield from super().articles(since)

    class Quick(Plain):
        def articles(self, since):
            yield from super().articles(since)
            second_done.set()

    plug_ins.Slow, plug_ins.Quick = Slow, Quick
    told = []
    sources = [settings("one", "my_sources:Slow"), settings("two", "my_sources:Quick")]
    found = run(sources, tmp_path, progress=told.append)
    assert [article.title for article in found.articles] == ["one", "two"]
    assert [report.source for report in found.reports] == ["one", "two"]
    assert {report.source for report in told} == {"one", "two"}


def test_each_outcome_is_a_value(site, fetch, tmp_path):
    sources = [
        settings("good", "feed", url=site.on("/good", feed("Lyon", "Lille"))),
        settings("empty", "feed", url=site.on("/empty", feed())),
        settings("login", "feed", url=site.on("/login", "<html>Log in</html>")),
        settings("gone", "feed", url=site.on("/gone", "", status=410)),
        settings(
            "part", "feed", url=site.on("/part", feed("Nice") + "<item><title>x</title></item>")
        ),
    ]
    reports = run(sources, tmp_path, fetch).reports
    assert [(report.outcome, report.articles) for report in reports] == [
        (Outcome.NEW, 2),
        (Outcome.EMPTY, 0),
        (Outcome.FAILED, 0),
        (Outcome.FAILED, 0),
        (Outcome.NEW, 1),
    ]
    assert "web page" in reports[2].why
    assert "410" in reports[3].why
    assert run(sources[:1], tmp_path, fetch).reports[0].outcome is Outcome.UNCHANGED


def test_offline_the_network_is_not_asked_and_the_rest_is_read(tmp_path, plug_ins):
    plug_ins.Plain = Plain
    found = run(
        [settings("web", "feed", url="https://a.example/"), settings("mine", "my_sources:Plain")],
        tmp_path,
    )
    assert [report.outcome for report in found.reports] == [Outcome.SKIPPED, Outcome.NEW]
    assert "offline" in found.reports[0].why


def test_a_bug_in_a_plug_in_is_a_report(tmp_path, plug_ins, caplog):
    class Broken(Plain):
        def articles(self, since):
            yield from super().articles(since)
            raise ZeroDivisionError("so sorry")

    plug_ins.Broken = Broken
    found = run([settings("mine", "my_sources:Broken")], tmp_path)
    assert found.reports[0].outcome is Outcome.FAILED
    assert "ZeroDivisionError" in found.reports[0].why
    assert len(found.articles) == 1


@pytest.mark.parametrize(
    "kind", ["nowhere.module:Class", "my_sources:Missing", "rss", ":", "json:"]
)
def test_a_type_that_cannot_be_loaded_is_a_report_with_a_hint(tmp_path, plug_ins, kind):
    (report,) = run([settings("mine", kind)], tmp_path).reports
    assert report.outcome is Outcome.FAILED
    assert "mine" in report.why


def test_a_plug_in_gets_its_settings_and_the_environment_it_is_given(tmp_path, plug_ins):
    seen = {}

    class Curious(Plain):
        def articles(self, since):
            seen.update(self.environ, key=self.settings.options["key"], since=since)
            return iter(())

    plug_ins.Curious = Curious
    run([settings("mine", "my_sources:Curious", key="value")], tmp_path, environ={"SECRET": "x"})
    assert seen == {"SECRET": "x", "key": "value", "since": SINCE}


def test_a_flood_of_refusals_is_counted(tmp_path, plug_ins):
    class Refusing(Plain):
        def articles(self, since):
            yield from (Refusal(where=str(number), why="no") for number in range(80))

    plug_ins.Refusing = Refusing
    (report,) = run([settings("mine", "my_sources:Refusing")], tmp_path).reports
    assert len(report.refused) == 51
    assert report.refused[-1].where == "… (+30)"


# ---------------------------------------------------------------------------------------- by hand


def test_an_address_is_added_by_hand(site, fetch, tmp_path):
    (article,) = add(site.on("/1", PAGE), root=tmp_path, fetch=fetch, zone=PARIS)
    assert isinstance(article, Article)
    assert article.by_hand
    assert (article.title, article.text) == ("Des usines", TEXT)


def test_a_file_is_added_by_hand(tmp_path):
    (tmp_path / "note.md").write_text(f"---\ntitle: Des usines\n---\n{TEXT}\n", encoding="utf-8")
    (article,) = add("note.md", root=tmp_path, fetch=None, zone=PARIS)
    assert isinstance(article, Article)
    assert article.by_hand
    assert article.path == "note.md"


def test_what_is_neither_is_told(tmp_path):
    with pytest.raises(SourceError, match="neither a web address nor a file"):
        add("nothing.txt", root=tmp_path, fetch=None, zone=PARIS)
