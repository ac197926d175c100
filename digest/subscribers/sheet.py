"""CSV files of people, in and out: any separator, any usual encoding, no formula carried on."""

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain
from pathlib import Path

from digest.errors import DigestError
from digest.notice import Notice

__all__ = ["defuse", "read", "restore", "write"]

# A spreadsheet runs a cell that begins so (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_SEPARATORS = ",;\t|"
_HEAD = 65536  # characters looked at to find the separator


def defuse(cell: str) -> str:
    """`cell` as no spreadsheet runs it: an apostrophe before what would be a formula."""
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell


def restore(cell: str) -> str:
    """The words that `defuse` was given."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def read(path: Path) -> Iterator[tuple[int, dict[str, str] | Notice]]:
    """The rows of a CSV file: (line, {heading in small letters: cell}).

    Where a row cannot be read, the reason stands in its place. The first pair is (1, headings); a
    first line that holds an address is none, and the columns are called "column 1", "column 2" … then,
    or "email" where only one of them holds one. The file is streamed. Raises DigestError when it is
    empty.
    """
    with path.open(encoding=_encoding(path), newline="", errors="replace") as file:
        head = file.readline(_HEAD)
        if not head.strip():
            raise DigestError(
                Notice("{path}:1: the file is empty.", path=path),
                Notice("The first line names the columns."),
            )
        separator = max(_SEPARATORS, key=head.count)
        names = [name.strip().casefold() for name in next(csv.reader([head], delimiter=separator))]
        bare = any("@" in name for name in names)
        if bare:
            names = _numbered(names)
        yield 1, {name: name for name in names}
        rows = csv.reader(chain([head], file) if bare else file, delimiter=separator)
        while True:
            line = rows.line_num + (1 if bare else 2)
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield line, Notice("not a row of a CSV file ({error})", error=error)
                continue
            if any(cell.strip() for cell in cells):
                yield line, _row(names, cells)


def _numbered(cells: Sequence[str]) -> list[str]:
    names = [f"column {number}" for number in range(1, len(cells) + 1)]
    holding = [at for at, cell in enumerate(cells) if "@" in cell]
    if len(holding) == 1:
        names[holding[0]] = "email"
    return names


def _row(names: Sequence[str], cells: Sequence[str]) -> dict[str, str] | Notice:
    if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
        return Notice(
            "{cells} cells under {headings} headings", cells=len(cells), headings=len(names)
        )
    return {
        name: restore(cell.strip())
        for name, cell in zip(names, cells, strict=False)
        if cell.strip()
    }


def write(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A CSV file in pieces of text, each cell defused; with a mark that Excel knows UTF-8 by."""
    yield codecs.BOM_UTF8.decode()
    yield _line(header)
    for row in rows:
        yield _line(row)


def _line(row: Sequence[str]) -> str:
    line = StringIO()
    csv.writer(line).writerow([defuse(cell) for cell in row])
    return line.getvalue()


def _encoding(path: Path) -> str:
    """UTF-8, UTF-16 by its mark or its zeros, or else what Windows in western Europe writes."""
    with path.open("rb") as file:
        start = file.read(2)
        if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        if 0 in start:
            return "utf-16-le" if start[1:] == b"\0" else "utf-16-be"
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8-sig")()
        try:
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"
