"""axe-core, the accessibility rules that browsers' own tools use, asked of a page that is open.

It is not part of the project: `npm install --no-save --prefix .cache/npm axe-core` puts it where the
tests look for it (`.ci/run` does). Without it the tests that ask it are skipped, and say so.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / ".cache" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
needs_axe = pytest.mark.skipif(
    not SCRIPT.is_file(),
    reason="axe-core is not there: npm install --no-save --prefix .cache/npm axe-core",
)


def violations(page: Page) -> list[str]:
    """What axe finds wrong, best practices included: the rule, and the first element that breaks it."""
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations")
    return [f"{one['id']}: {one['help']} ({one['nodes'][0]['html'][:120]})" for one in found]
