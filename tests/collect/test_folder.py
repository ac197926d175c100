"""Files on disk become articles; what is not read says why."""

import os
import shlex
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfWriter

from digest.collect import folder
from digest.config import SourceSettings
from digest.errors import SourceError
from digest.model import Article, Refusal

PARIS = ZoneInfo("Europe/Paris")
SETTINGS = SourceSettings(name="Dossier", type="folder", path="in")  # type: ignore[call-arg]  # an option
BODY = "La coopérative ouvre deux ateliers à Brest. Elle cherche une trentaine de personnes."


def read(path: Path) -> list[Article | Refusal]:
    return list(folder.read(path, shown="in", settings=SETTINGS, zone=PARIS, by_hand=True))


def article(tmp_path: Path, written: str | bytes, name: str = "note.md") -> Article:
    data = written.encode() if isinstance(written, str) else written
    (tmp_path / name).write_bytes(data)
    (found,) = read(tmp_path)
    assert isinstance(found, Article), found
    return found


def refusal(tmp_path: Path, data: bytes, name: str) -> str:
    (tmp_path / name).write_bytes(data)
    (found,) = read(tmp_path)
    assert isinstance(found, Refusal), found
    assert found.where == f"in/{name}"
    return found.why


def test_a_note_with_front_matter(tmp_path: Path) -> None:
    found = article(
        tmp_path,
        f"---\nurl: https://gazette.example/a\ntitle: Deux ateliers\nsource: La Gazette\n"
        f"date: 2025-09-27\nlang: fr\nbody: own\n---\n\n{BODY}\n",
    )
    assert (found.url, found.title, found.source) == (
        "https://gazette.example/a",
        "Deux ateliers",
        "La Gazette",
    )
    assert found.published == datetime(2025, 9, 27, tzinfo=PARIS)
    assert (found.text, found.path, found.by_hand) == (BODY, "in/note.md", True)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Pendragon : la France lance une unité", "Pendragon : la France lance une unité"),
        ("Le n° 1 # du monde", "Le n° 1 # du monde"),
        ('"Bulle : l\'heure des comptes"', "Bulle : l'heure des comptes"),
        (r'"Il a dit \"non\""', 'Il a dit "non"'),
        ("'L''heure'", "L'heure"),
        ('"Non" dit-il', '"Non" dit-il'),
        ("[brouillon] *", "[brouillon] *"),
        (">\n  Un titre\n  sur deux lignes", "Un titre sur deux lignes"),
    ],
)
def test_a_title_survives_whatever_it_holds(tmp_path: Path, written: str, title: str) -> None:
    assert article(tmp_path, f"---\ntitle: {written}\nlang: fr\n---\n{BODY}").title == title


def test_without_title_the_first_heading_serves(tmp_path: Path) -> None:
    found = article(tmp_path, f"---\nlang: fr\n---\n# Deux *ateliers*\n\n{BODY}")
    assert (found.title, found.text) == ("Deux ateliers", BODY)


def test_without_title_and_heading_the_first_sentence_serves(tmp_path: Path) -> None:
    assert article(tmp_path, BODY).title == "La coopérative ouvre deux ateliers à Brest."


def test_without_source_the_domain_serves(tmp_path: Path) -> None:
    found = article(tmp_path, f"---\nurl: https://www.gazette.example/a\n---\n{BODY}")
    assert found.source == "gazette.example"


def test_a_date_that_cannot_be_read_is_unknown(tmp_path: Path) -> None:
    assert article(tmp_path, f"---\ndate: bientôt\n---\n{BODY}").published is None


def test_markdown_becomes_plain_text_and_its_html_harmless(tmp_path: Path) -> None:
    found = article(
        tmp_path, f"{BODY}\n\n<script>alert(1)</script>\n\nVoir **la** [page](https://x.example)."
    )
    assert found.text == f"{BODY}\n\nVoir la page."


def test_a_front_matter_that_never_closes_is_text(tmp_path: Path) -> None:
    assert BODY in article(tmp_path, f"---\n\n{BODY}").text


def test_windows_1252_and_utf16_are_read(tmp_path: Path) -> None:
    assert "coopérative" in article(tmp_path, BODY.encode("cp1252")).text
    assert "coopérative" in article(tmp_path, BODY.encode("utf-16")).text


def test_nested_folders_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b.md", "a/2.md", "a/1.md", "a.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BODY + name)
    assert [one.path for one in read(tmp_path) if isinstance(one, Article)] == [
        "in/a.md",
        "in/a/1.md",
        "in/a/2.md",
        "in/b.md",
    ]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(BODY)
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "secret.md").symlink_to(tmp_path / "secret.md")
    (inside / "all").symlink_to(tmp_path)
    found = read(inside)
    assert [one.where for one in found if isinstance(one, Refusal)] == ["in/all", "in/secret.md"]
    assert len(found) == 2


def test_a_link_in_a_circle_costs_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "a.md")
    (tmp_path / "b.md").write_text(BODY)
    circle, found = read(tmp_path)
    assert isinstance(circle, Refusal)
    assert "circle" in circle.why
    assert isinstance(found, Article)


@pytest.mark.slow
@pytest.mark.parametrize("opening", ["[", "[a](", "![", "<a ", "> ", "*a **b "])
def test_marks_that_never_close_take_linear_time(linear, tmp_path: Path, opening: str) -> None:
    linear(lambda marks: article(tmp_path, f"{BODY}\n\n{marks}"), opening * 20_000)


def test_a_link_inside_the_folder_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(BODY)
    (tmp_path / "b.md").symlink_to(tmp_path / "a.md")
    assert len(read(tmp_path)) == 1


def test_one_file_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(BODY)
    (found,) = read(tmp_path / "a.md")
    assert isinstance(found, Article)
    assert found.path == "in"


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    assert "binary" in refusal(tmp_path, b"a\x00b", "a.txt")


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    assert "empty" in refusal(tmp_path, b" \n", "a.md")


def test_an_unknown_kind_of_file_says_which_are_read(tmp_path: Path) -> None:
    assert ".eml" in refusal(tmp_path, b"\x89PNG", "a.png")


def test_an_address_says_how_to_add_its_page(tmp_path: Path) -> None:
    shortcut = b"[InternetShortcut]\r\nURL=https://gazette.example/a\r\n"
    assert "digest add https://gazette.example/a" in refusal(tmp_path, shortcut, "a.url")


def test_a_command_to_copy_runs_nothing_but_itself(tmp_path: Path) -> None:
    shortcut = b"[InternetShortcut]\r\nURL=https://gazette.example/'; touch /tmp/a; '\r\n"
    command = refusal(tmp_path, shortcut, "a.url").partition(": ")[2]
    assert shlex.split(command) == ["digest", "add", "https://gazette.example/'; touch /tmp/a; '"]


def test_an_address_that_is_not_of_the_web_is_not_repeated(tmp_path: Path) -> None:
    assert "no web address" in refusal(tmp_path, b"URL=file:///etc/passwd\n", "a.url")


def test_a_property_list_is_an_address(tmp_path: Path) -> None:
    webloc = b'<plist version="1.0"><dict><key>URL</key><string>https://g.example/</string></dict></plist>'
    assert "https://g.example/" in refusal(tmp_path, webloc, "a.webloc")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    (found,) = read(tmp_path)
    assert isinstance(found, Refusal)


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    assert "larger" in refusal(tmp_path, b"a" * (folder.LARGEST_TEXT + 1), "a.txt")


def test_a_broken_pdf_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path, b"%PDF-1.7\nnothing", "a.pdf")


def test_a_pdf_without_text_is_refused(tmp_path: Path) -> None:
    blank = BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(blank)
    assert "without text" in refusal(tmp_path, blank.getvalue(), "a.pdf")


def test_hidden_files_are_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_bytes(b"\x00")
    assert read(tmp_path) == []


class TestFolderSource:
    @pytest.fixture
    def source(self, tmp_path: Path) -> folder.FolderSource:
        return folder.FolderSource(SETTINGS, root=tmp_path, fetch=None, zone=PARIS, environ={})

    def test_old_articles_stay_and_undated_ones_come(
        self, tmp_path: Path, source: folder.FolderSource
    ) -> None:
        (tmp_path / "in").mkdir()
        for name, line in {
            "new": "date: 2025-09-27",
            "old": "date: 2020-01-01",
            "none": "a: b",
        }.items():
            (tmp_path / "in" / f"{name}.md").write_text(f"---\n{line}\n---\n{name} {BODY}")
        found = list(source.articles(datetime(2025, 9, 20, tzinfo=UTC)))
        assert [one.path for one in found if isinstance(one, Article)] == [
            "in/new.md",
            "in/none.md",
        ]

    def test_a_missing_folder_is_an_error(self, source: folder.FolderSource) -> None:
        with pytest.raises(SourceError, match="in does not exist"):
            list(source.articles(datetime(2025, 9, 20, tzinfo=UTC)))


def test_a_file_name_that_would_break_the_report_is_shown_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "a\nb\x1b[31m.xyz").write_bytes(b"?")
    (found,) = read(tmp_path)
    assert isinstance(found, Refusal)
    assert "\n" not in found.where
    assert "\x1b" not in found.where
