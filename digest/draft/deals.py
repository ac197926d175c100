r"""The bubble watch as a Markdown table: a row is a deal, its comment the id and the marks.

    | Qui    | Avec qui | Nature         | Montant             | Source                |
    |--------|----------|----------------|--------------------:|-----------------------|
    | Nvidia | OpenAI   | investissement | jusqu’à 100 Md$ ?   | [Le Fil](https://…)   | <!-- s1a2b3c new -->

A `?` behind the amount says that an editor has to decide. A cell is plain text; `\|` is a pipe in it.
"""

import re
from collections.abc import Sequence

from digest.draft.comment import item_comment, read_item
from digest.draft.escape import from_plain, links_line, read_links, to_plain
from digest.draft.lines import GUARD, Line, lift
from digest.draft.normal import DOUBT, line, mark
from digest.languages import available, phrases
from digest.model import Deal, Link

__all__ = ["TABLE", "is_table", "looks_like_table", "read", "write"]

TABLE = "deals"  # the word in the header's comment: a table with other headings is still ours
_COLUMNS = ("who", "whom", "kind", "amount", "source")
_CELL = re.compile(r"(?:[^|\\]|\\.?)*+", re.DOTALL)
_RULE = re.compile(r":?-+:?")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def is_table(lines: Sequence[Line]) -> bool:
    """Whether a paragraph is a bubble watch: by its header's comment, or by the header's words."""
    rows = [lift(row.text) for row in lines[:3]]
    return looks_like_table(rows) or (TABLE in lines[0].comments and _is_ruled(rows))


def looks_like_table(rows: Sequence[str]) -> bool:
    """Whether `rows` are one by the words of their header."""
    if not _is_ruled(rows):
        return False
    header = tuple(map(str.casefold, _cells(rows[0])))
    known = [tuple(map(str.casefold, _labels(code))) for code in available()]
    return any(header in {labels, labels[:-1]} for labels in known)


def _is_ruled(rows: Sequence[str]) -> bool:
    return (
        len(rows) > 2
        and rows[0].lstrip().startswith("|")
        and all(_RULE.fullmatch(cell) for cell in _cells(rows[1]))
    )


def read(row: Line) -> tuple[Deal, list[str]]:
    """The deal of one row, and the comments in it that are the editor's own."""
    comments, id_ = list(row.comments), ""
    marks: tuple[str, ...] = ()
    for comment in row.comments:
        if found := read_item(comment):
            id_, marks = found[0] or "", found[1]
            comments.remove(comment)
            break
    who, whom, kind, amount, *sources = (*_cells(lift(row.text)), "", "", "", "")
    source = " ".join(cell for cell in sources if cell)
    links = read_links(source) or ((Link(text=from_plain(source), url=""),) if source else ())
    deal = Deal(
        id=line(id_) or None,
        who=line(from_plain(who)),
        whom=line(from_plain(whom)),
        kind=line(from_plain(kind)),
        amount=line(from_plain(amount)).rstrip(DOUBT),
        links=tuple(Link(text=line(link.text), url=line(link.url)) for link in links),
        sure=not from_plain(amount).endswith("?"),
        marks=tuple(word for word in map(mark, marks) if word),
    )
    return deal, comments


def write(deals: Sequence[Deal], language: str) -> str:
    """Normal deals as one table, its columns aligned as far as the eye needs them."""
    rows = [_labels(language), *map(_row, deals)]
    wide = [min(40, max(len(row[at]) for row in rows)) for at in range(len(_COLUMNS) - 1)]
    lines = []
    for row in rows:
        *cells, source = row
        padded = (cell.ljust(width) for cell, width in zip(cells, wide, strict=True))
        lines.append(f"| {' | '.join(padded)} | {source} |")
    lines[0] += f" <!-- {TABLE} -->"
    for at, deal in enumerate(deals, 1):
        if comment := item_comment(deal.id, deal.marks):
            lines[at] += f" <!-- {comment} -->"
    rule = [f"-{'-' * width}-" for width in wide]
    rule[_COLUMNS.index("amount")] = rule[_COLUMNS.index("amount")][:-1] + ":"
    return "\n".join([lines[0], f"|{'|'.join(rule)}|---|", *lines[1:]])


def _row(deal: Deal) -> tuple[str, ...]:
    doubt = "" if deal.sure else " ?" if deal.amount else "?"
    cells = (*map(to_plain, (deal.who, deal.whom, deal.kind, deal.amount + doubt)),
             links_line(deal.links))  # fmt: skip
    return tuple(cell.replace("|", r"\|") for cell in cells)


def _cells(row: str) -> list[str]:
    """The cells of a row, without the blanks round them; a pipe in a cell is itself again."""
    inside = row.replace(GUARD, "").strip().removeprefix("|")
    cells, at = [], 0
    while at < len(inside) and (cell := _CELL.match(inside, at)):
        cells.append(_ESCAPE.sub(lambda pair: "|" if pair[1] == "|" else pair[0], cell[0]).strip())
        at = cell.end() + 1
    return cells


def _labels(language: str) -> tuple[str, ...]:
    say = phrases(language if language in available() else "en")
    return tuple(say(f"deal.{column}") for column in _COLUMNS)
