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

    def plus(self, other: "Entry") -> "Entry":
        """The sum of both, under this one's model and currency."""
        return replace(
            self,
            calls=self.calls + other.calls,
            lost=self.lost + other.lost,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            cost=self.cost + other.cost,
        )


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
        known = {(one.model, one.currency): one for one in self.entries}
        key = (entry.model, entry.currency)
        known[key] = known[key].plus(entry) if key in known else entry
        self.entries = tuple(known[one] for one in sorted(known))
        write_json(self._path, {"models": self.rows()})

    def rows(self) -> list[dict[str, Any]]:
        """The entries, JSON-ready; money as text, to the last digit."""
        return [asdict(entry) | {"cost": f"{entry.cost:f}"} for entry in self.entries]
