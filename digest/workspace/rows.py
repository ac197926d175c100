"""What the files of an issue hold, as JSON and back.

Reading raises ValueError, TypeError or KeyError where a row is not what it should be.
"""

import json
from datetime import datetime
from typing import Any

from digest.model import Article, Constraints, Outcome, Refusal, SourceReport

__all__ = ["article", "constraints", "of_article", "of_constraints", "of_report", "report"]


def of_report(told: SourceReport) -> dict[str, Any]:
    """A report without the name of its source, which is its key."""
    refused = [{"where": one.where, "why": one.why} for one in told.refused]
    return {
        "outcome": told.outcome.value,
        "articles": told.articles,
        "why": told.why,
        "refused": refused,
    }


def report(source: str, row: dict[str, Any]) -> SourceReport:
    """The report of `source`."""
    return SourceReport(
        source=source,
        outcome=Outcome(row["outcome"]),
        articles=row["articles"],
        why=row["why"],
        refused=tuple(Refusal(**one) for one in row["refused"]),
    )


def of_constraints(ruled: Constraints) -> dict[str, Any]:
    """Merges and splits, as lists of lists of article ids."""
    return {"rulings": [[sorted(group) for group in ruling] for ruling in ruled.rulings]}


def constraints(table: dict[str, Any]) -> Constraints:
    """Merges and splits."""
    return Constraints(rulings=tuple(map(_ruling, table["rulings"])))


def of_article(told: Article) -> str:
    """A line of JSON, with its end."""
    table = {name: getattr(told, name) for name in Article.__slots__}
    if told.published is not None:
        table["published"] = told.published.isoformat()
    return json.dumps(table, ensure_ascii=False) + "\n"


def article(line: str) -> Article:
    """The article of a line of JSON."""
    table = json.loads(line)
    if table.get("published"):
        table["published"] = datetime.fromisoformat(table["published"])
    return Article(**table)


def _ruling(groups: list[list[str]]) -> tuple[frozenset[str], ...]:
    lists = all(isinstance(group, list) for group in groups)
    if not lists or not all(isinstance(key, str) for group in groups for key in group):
        raise TypeError("a ruling is a list of lists of article ids")
    return tuple(frozenset(group) for group in groups)
