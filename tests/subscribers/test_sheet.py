from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.errors import DigestError
from digest.subscribers.sheet import defuse, read, restore, write

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0")).map(str.strip)


def rows(path: Path):
    return [row for _, row in read(path)][1:]


@given(st.text())
def test_a_defused_cell_never_begins_a_formula(cell: str):
    assert not defuse(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.text())
def test_what_was_defused_is_restored(cell: str):
    assert restore(defuse(cell)) == cell


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_what_is_written_is_read_again(tmp_path: Path, people: list[tuple[str, str]]):
    path = tmp_path / "people.csv"
    path.write_text("".join(write(("email", "name"), people)), encoding="utf-8", newline="")
    expected = [{"email": email, "name": name} for email, name in people if email or name]
    assert rows(path) == [{k: v for k, v in row.items() if v} for row in expected]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_separators_and_encodings_are_found(tmp_path: Path, separator: str, encoding: str):
    path = tmp_path / "people.csv"
    text = f"Email{separator}Prénom\nzoe@example.org{separator}Zoé\n"
    path.write_text(text, encoding=encoding)
    assert rows(path) == [{"email": "zoe@example.org", "prénom": "Zoé"}]


def test_a_row_with_too_many_cells_is_said_with_its_line(tmp_path: Path):
    path = tmp_path / "people.csv"
    path.write_text("email,name\n\na@b.example,A\nc@d.example,C,and more\n")
    assert list(read(path))[1:] == [
        (3, {"email": "a@b.example", "name": "A"}),
        (4, "3 cells under 2 headings"),
    ]


def test_an_oversized_cell_stops_nobody_else(tmp_path: Path):
    path = tmp_path / "people.csv"
    path.write_text(f"email,name\n{'x' * 200_000},A\na@b.example,A\n")
    (_, _), (line, why), (_, row) = read(path)
    assert line == 2
    assert "field larger" in why
    assert row == {"email": "a@b.example", "name": "A"}


def test_an_empty_file_is_an_error(tmp_path: Path):
    (tmp_path / "people.csv").touch()
    with pytest.raises(DigestError, match="the file is empty"):
        list(read(tmp_path / "people.csv"))


def test_a_file_without_headings_loses_no_line(tmp_path: Path):
    path = tmp_path / "people.csv"
    path.write_text("Anna,anna@example.org\nOtto,otto@example.org\n", encoding="utf-8")
    assert list(read(path))[1:] == [
        (1, {"column 1": "Anna", "email": "anna@example.org"}),
        (2, {"column 1": "Otto", "email": "otto@example.org"}),
    ]
