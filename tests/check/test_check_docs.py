"""docs/checks.md names every rule with what it may do, and none that is not."""

import re
from pathlib import Path

from digest.check.rules import RULES

PAGE = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")


def test_the_page_has_every_rule_in_its_order():
    said = re.findall(r"^\| `([\w-]+)` \| ([\w ]+) \| \S", PAGE, re.MULTILINE)
    assert said == [
        (
            rule.name,
            "protects readers"
            if rule.protects
            else {"error": "forbids", "warning": "warns"}[rule.severity],
        )
        for rule in RULES
    ]
