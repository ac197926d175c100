from datetime import date

from digest.draft.archive import latest


def write(folder, name, text):
    path = folder / f"{name}.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_newest_issues_come_first_and_later_ones_are_left_out(tmp_path):
    paths = [
        write(tmp_path, day, f"---\ntitle: Numéro du {day}\ndate: {day}\n---\n\nCorps\n")
        for day in ("2025-09-06", "2025-09-27", "2025-09-13", "2025-09-20")
    ]
    assert latest(paths, before=date(2025, 9, 27), count=2) == (
        (date(2025, 9, 20), "Numéro du 2025-09-20"),
        (date(2025, 9, 13), "Numéro du 2025-09-13"),
    )


def test_a_draft_that_cannot_be_read_is_passed_over(tmp_path):
    paths = [
        write(tmp_path, "broken", "---\ntitle: Sans date\n---\n"),
        write(tmp_path, "untitled", "---\ndate: 2025-09-20\n---\n"),
        tmp_path / "missing.md",
    ]
    assert latest(paths, before=date(2025, 9, 27)) == ()


def test_a_mistake_in_the_body_does_not_hide_the_title(tmp_path):
    path = write(tmp_path, "a", "---\ntitle: Lisible\ndate: 2025-09-20\n---\n<!-- jamais fermé\n")
    assert latest([path], before=date(2025, 9, 27)) == ((date(2025, 9, 20), "Lisible"),)
