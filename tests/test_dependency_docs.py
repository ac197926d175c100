"""docs/dependencies.md gives a reason for each dependency, and for nothing else."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def declared() -> list[str]:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = table["project"].get("optional-dependencies", {}).values()
    lines = [*table["project"]["dependencies"], *table["dependency-groups"]["dev"]]
    lines += [line for extra in extras for line in extra]
    return sorted({re.split(r"[><=~! \[]", line, maxsplit=1)[0] for line in lines})


def explained() -> list[str]:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `([\w.-]+)` \| [^|]{10,} \| [^|]+ \|$", page, re.MULTILINE)


def test_every_dependency_has_its_reason_and_its_licence():
    assert sorted(explained()) == declared()
