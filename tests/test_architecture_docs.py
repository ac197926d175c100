"""docs/architecture.md shows the rooms there are."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def rooms() -> set[str]:
    package = ROOT / "digest"
    folders = {path.parent.name for path in package.glob("*/__init__.py")}
    files = {path.stem for path in package.glob("*.py")}
    return (folders | files) - {"__init__", "__main__"}


def test_every_room_is_explained_and_no_other():
    assert set(re.findall(r"^\| `(\w+)` \| .+ \|$", PAGE, re.MULTILINE)) == rooms()


def test_every_room_stands_on_one_floor():
    floors = re.findall(r"^\| (?:ground|tools|stages|roof) \| ([^|]+) \|", PAGE, re.MULTILINE)
    named = re.findall(r"`(\w+)`", " ".join(floors))
    assert sorted(named) == sorted(rooms())
