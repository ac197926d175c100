"""What an issue has cost so far: `issues/DATE/.digest/costs.json`."""

import json
from dataclasses import asdict, dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from digest.errors import DigestError
from digest.notice import Notice
from digest.workspace import IssueFolder, write_json

__all__ = ["Account", "Entry", "costs_path"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one model has cost. `lost` counts attempts that may have been billed without an answer."""

    model: str
    currency: str
    calls: int = 0
    lost: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: Decimal = Decimal(0)


def costs_path(folder: IssueFolder) -> Path:
    return folder.path / ".digest" / "costs.json"


class Account:
    """The costs of one issue, over all its builds; written after each call, so that none is lost."""

    def __init__(self, path: Path) -> None:
        """Reads `path`, which may be missing; DigestError when it cannot be understood."""
        self._path = path
        self.entries: tuple[Entry, ...] = ()
        if not path.exists():
            return
        try:
            rows = json.loads(path.read_text(encoding="utf-8"))["models"]
            self.entries = tuple(Entry(**row | {"cost": Decimal(row["cost"])}) for row in rows)
        except (ValueError, TypeError, KeyError, InvalidOperation) as error:
            raise DigestError(
                Notice(
                    "{path}: these costs cannot be read ({name}).",
                    path=path,
                    name=type(error).__name__,
                ),
                Notice(
                    "Put the file back, or delete it: the issue's ceiling then counts from nothing."
                ),
            ) from error

    def total(self, currency: str) -> Decimal:
        """What was spent in `currency`."""
        return sum((e.cost for e in self.entries if e.currency == currency), Decimal(0))

    def book(self, entry: Entry) -> None:
        """Add `entry` to what its model has cost, and write the file."""
        same = [e for e in self.entries if (e.model, e.currency) == (entry.model, entry.currency)]
        others = tuple(e for e in self.entries if e not in same)
        before = (
            same[0]
            if same
            else replace(entry, calls=0, lost=0, input_tokens=0, output_tokens=0, cost=Decimal(0))
        )
        summed = replace(
            before,
            calls=before.calls + entry.calls,
            lost=before.lost + entry.lost,
            input_tokens=before.input_tokens + entry.input_tokens,
            output_tokens=before.output_tokens + entry.output_tokens,
            cost=before.cost + entry.cost,
        )
        self.entries = tuple(sorted((*others, summed), key=lambda e: (e.model, e.currency)))
        write_json(self._path, {"models": self.rows()})

    def rows(self) -> list[dict[str, Any]]:
        """The entries, JSON-ready; money as text, to the last digit."""
        return [asdict(entry) | {"cost": f"{entry.cost:f}"} for entry in self.entries]
