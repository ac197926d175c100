"""What an issue has cost so far: `issues/DATE/.digest/costs.json`."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from filelock import FileLock
from pydantic import ConfigDict, Field, TypeAdapter

from digest.errors import DigestError
from digest.notice import Notice
from digest.workspace import IssueFolder, write_json

__all__ = ["Account", "Entry", "costs_path"]

WAIT = 30  # seconds for a lock that is held for the time of one write

_Count = Annotated[int, Field(ge=0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one model has cost. `lost` counts attempts that may have been billed without an answer.

    In a file nothing is below 0; in the program one that takes another back is.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    model: str
    currency: str
    calls: _Count = 0
    lost: _Count = 0
    input_tokens: _Count = 0
    output_tokens: _Count = 0
    cost: Annotated[Decimal, Field(ge=0, allow_inf_nan=False)] = Decimal(0)

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

    def times(self, count: int) -> "Entry":
        """This, `count` times; a negative one takes it back."""
        return replace(
            self,
            calls=self.calls * count,
            lost=self.lost * count,
            input_tokens=self.input_tokens * count,
            output_tokens=self.output_tokens * count,
            cost=self.cost * count,
        )

    @property
    def floored(self) -> "Entry":
        """This, with nothing below 0."""
        return replace(
            self,
            calls=max(self.calls, 0),
            lost=max(self.lost, 0),
            input_tokens=max(self.input_tokens, 0),
            output_tokens=max(self.output_tokens, 0),
            cost=max(self.cost, Decimal(0)),
        )

    @property
    def empty(self) -> bool:
        return not (self.calls or self.lost or self.cost)


_ENTRIES = TypeAdapter(tuple[Entry, ...])


def costs_path(folder: IssueFolder) -> Path:
    return folder.path / ".digest" / "costs.json"


class Account:
    """The costs of one issue, over all its builds.

    Several processes may hold one: each addition reads the file anew, under a lock, and writes it.
    Raises DigestError wherever the file cannot be understood or written.
    """

    def __init__(self, path: Path) -> None:
        """Reads `path`, which may be missing."""
        self._path = path
        self.entries = _read(path)

    @property
    def total(self) -> Decimal:
        """What was spent when the file was last read: amounts as they stand, whatever the currency."""
        return sum((entry.cost for entry in self.entries), Decimal(0))

    def book(self, entry: Entry) -> None:
        """Add `entry` to what its model has cost."""
        with self._locked():
            self._add(entry)

    def book_at_most(self, one: Entry, most: int, *, ceiling: Decimal) -> int:
        """Add `one` as often as fits under `ceiling`, at most `most` times; how often that was."""
        with self._locked():
            left = ceiling - self.total
            count = min(most, int(left // one.cost)) if one.cost else most
            if count > 0:
                self._add(one.times(count))
        return max(count, 0)

    def _add(self, entry: Entry) -> None:
        known = {(one.model, one.currency): one for one in self.entries}
        key = (entry.model, entry.currency)
        # What a question put aside is not there any more where the file was deleted, or put back, meanwhile.
        known[key] = (
            known.get(key, Entry(model=entry.model, currency=entry.currency)).plus(entry).floored
        )
        self.entries = tuple(known[one] for one in sorted(known) if not known[one].empty)
        write_json(self._path, {"models": self.rows()})

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self._path}.lock", timeout=WAIT):
                self.entries = _read(self._path)
                yield
        except OSError as error:
            raise DigestError(
                Notice(
                    "{path}: these costs cannot be written ({name}).",
                    path=self._path,
                    name=type(error).__name__,
                ),
                Notice("Make room on the disk, or give yourself the right to write there."),
            ) from error

    def rows(self) -> list[dict[str, Any]]:
        """The entries, JSON-ready; money as text, to the last digit."""
        return [asdict(entry) | {"cost": f"{entry.cost:f}"} for entry in self.entries]


def _read(path: Path) -> tuple[Entry, ...]:
    try:
        return _ENTRIES.validate_python(json.loads(path.read_text(encoding="utf-8"))["models"])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DigestError(
            Notice(
                "{path}: these costs cannot be read ({name}).", path=path, name=type(error).__name__
            ),
            Notice(
                "Put the file back, or delete it: the issue's ceiling then counts from nothing."
            ),
        ) from error
