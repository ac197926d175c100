"""Held for the next issue, dropped, closed: what an editor says of an item or of the whole issue."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

DAY, NEXT = "2025-09-27", "2025-10-04"


class Desk:
    """A workspace with an issue of two stories."""

    def __init__(self, run: Callable, root: Path, week: Path) -> None:
        self.run, self.root, self.week = run, root, week

    def build(self, day: str = DAY, week: Path | None = None) -> None:
        done = self.run(
            "-C", self.root, "build", "--issue", day, "--from", week or self.week, "--offline"
        )
        assert done.code == 0, done.err

    def path(self, name: str, day: str = DAY) -> Path:
        return self.root / "issues" / day / name

    def draft(self, day: str = DAY) -> str:
        return self.path("issue.md", day).read_text(encoding="utf-8")

    def edit(self, before: str, after: str, day: str = DAY) -> None:
        assert self.draft(day).count(before) == 1
        self.path("issue.md", day).write_text(self.draft(day).replace(before, after), "utf-8")

    def mark(self, word: str, mark: str) -> None:
        """Mark the item that holds `word`, and put a word of one's own into it."""
        rows = self.draft().split("\n")
        at = next(n for n, row in enumerate(rows) if row.startswith("- **") and word in row)
        end = next(n for n in range(at, len(rows)) if rows[n].endswith("-->"))
        rows[at] = rows[at].replace("- **", "- **À nous : ", 1)
        rows[end] = rows[end].replace(" -->", f" {mark} -->")
        self.path("issue.md").write_text("\n".join(rows), encoding="utf-8")


@pytest.fixture
def desk(run: Callable, workspace: Path, week: Path) -> Desk:
    desk = Desk(run, workspace, week)
    desk.build()
    return desk


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """An article of the week after, of something else."""
    folder = tmp_path / "later"
    folder.mkdir()
    (folder / "d.md").write_text(
        "---\nurl: https://matin.example/port\ntitle: Le port de Brest se branche au réseau\n"
        "source: Le Matin\ndate: 2025-10-01\nlang: fr\n---\n\nLe port de Brest a posé un câble de "
        "trois kilomètres pour les navires à quai. La région paie les deux tiers des travaux.\n",
        encoding="utf-8",
    )
    return folder


@pytest.mark.parametrize("mark", ["held", "dropped"])
def test_what_is_held_or_dropped_is_in_no_form_of_the_mail_and_nothing_is_missed(desk, mark):
    desk.mark("Nscale", mark)
    desk.build()
    assert "Nscale" in desk.draft()
    for name in ("email.html", "email.txt", "web.html", "email.eml"):
        assert "À nous" not in desk.path(f"out/{name}").read_text(encoding="utf-8")
    found = json.loads(desk.run("-C", desk.root, "check", "--issue", DAY, "--json").out)
    assert "lost-words" not in json.dumps(found)


@pytest.mark.slow
def test_what_was_held_comes_up_in_the_next_issue_in_the_editor_s_words(desk, later):
    desk.mark("Nscale", "held")
    desk.build(NEXT, later)
    assert "À nous : " in desk.draft(NEXT)
    assert f" from:{DAY} -->" in desk.draft(NEXT)
    assert "À nous" in desk.path("out/email.txt", NEXT).read_text(encoding="utf-8")
    evidence = desk.run("-C", desk.root, "evidence", "Nscale", "--issue", NEXT)
    assert "La Gazette" in evidence.out
    before = desk.draft(NEXT)
    desk.build(NEXT, later)
    assert desk.draft(NEXT) == before


def test_what_was_dropped_does_not_come_up_again(desk, later):
    desk.mark("Nscale", "dropped")
    desk.build(NEXT, later)
    assert "À nous" not in desk.draft(NEXT)


def test_a_closed_issue_takes_nothing_in_until_it_is_opened(desk, week):
    for name in ("a.md", "b.md"):
        (week / name).unlink()
    desk.run("-C", desk.root, "freeze", "--issue", DAY)
    (week / "e.md").write_text(
        "---\nurl: https://gazette.example/arm\ntitle: Arm ouvre une usine de puces à Grenoble\n"
        "source: La Gazette\ndate: 2025-09-26\nlang: fr\n---\n\nArm a ouvert une usine de puces à "
        "Grenoble. Elle emploie quatre cents personnes et fabrique des processeurs.\n",
        encoding="utf-8",
    )
    before = desk.draft()
    assert "\nfrozen: " in before
    desk.build()
    assert desk.draft() == before
    desk.run("-C", desk.root, "freeze", "--issue", DAY, "--off")
    assert "frozen" not in desk.draft()
    desk.build()
    assert "Grenoble" in desk.draft()


def test_both_changed_and_the_build_s_version_is_offered(desk, run):
    generated = desk.path(".digest/generated.md")
    title = next(row for row in desk.draft().split("\n") if row.startswith("title: "))
    desk.edit(title, "title: Mon titre")
    generated.write_text(generated.read_text("utf-8").replace(title, "title: Autre"), "utf-8")
    desk.build()
    assert "title: Mon titre" in desk.draft()
    shown = run("-C", desk.root, "diff", "--issue", DAY)
    assert f"title: {title.removeprefix('title: ')}" in shown.out.replace('"', "").replace("'", "’")
