"""`digest recall`: the archive answers."""

import json
import re
from collections.abc import Callable
from pathlib import Path


def test_a_name_is_found_in_the_issue_that_told_it(run: Callable, workspace: Path, week: Path):
    assert run("-C", workspace, "build", "--issue", "2025-09-27", "--from", week).code == 0
    ran = run("-C", workspace, "recall", "nscale")
    assert "2025-09-27" in ran.out
    assert "Nscale" in ran.out
    answer = json.loads(run("-C", workspace, "recall", "nscale", "--json").out)
    assert {one["issue"] for one in answer} == {"2025-09-27"}


def test_a_name_that_no_issue_holds_is_an_empty_answer(run: Callable, workspace: Path):
    ran = run("-C", workspace, "recall", "Nordal")
    assert (ran.code, ran.out) == (0, "")
    assert "0 items" in ran.err


OLD = """---
date: 2025-09-20
number: 3
---

## Argent <!-- argent -->

- **Nscale embauche** • Cent personnes. <!-- s999999999999 -->
"""


def test_a_name_in_the_mail_leads_to_the_item_that_told_of_it_if_that_is_wished(
    run: Callable, workspace: Path, week: Path
):
    (workspace / "issues/2025-09-20").mkdir(parents=True)
    (workspace / "issues/2025-09-20/issue.md").write_text(OLD, encoding="utf-8")
    settings = workspace / "config/digest.toml"
    plain = re.sub(r"(?m)^url = .*$", "", settings.read_text("utf-8"))
    with_url = plain.replace("[newsletter]", '[newsletter]\nurl = "https://l.example/{date}"', 1)
    settings.write_text(with_url, encoding="utf-8")
    assert run("-C", workspace, "build", "--issue", "2025-09-27", "--from", week).code == 0
    folder = workspace / "issues/2025-09-27"
    draft = (folder / "issue.md").read_bytes()
    link = '<a href="https://l.example/2025-09-20#s999999999999"'
    assert f"{link}>Nscale</a>" not in (folder / "out/web.html").read_text("utf-8")

    wished = with_url.replace("link_names = false", "link_names = true", 1)
    settings.write_text(wished, encoding="utf-8")
    assert run("-C", workspace, "render", "--issue", "2025-09-27").code == 0
    assert f"{link}>Nscale</a>" not in (folder / "out/web.html").read_text("utf-8"), (
        "it has no page in the archive"
    )

    assert run("-C", workspace, "archive", "build", "--issue", "2025-09-20").code == 0
    made = []
    for _ in range(2):
        assert run("-C", workspace, "render", "--issue", "2025-09-27").code == 0
        made.append((folder / "out/email.eml").read_bytes())
    assert (folder / "out/web.html").read_text("utf-8").count(f"{link}>Nscale</a>") == 1
    assert made[0] == made[1]
    assert (folder / "issue.md").read_bytes() == draft

    both = ("--issue", "2025-09-27", "--remove", "2025-09-20")
    assert run("-C", workspace, "archive", "build", *both).code == 0
    assert f"{link}>Nscale</a>" not in (workspace / "archive/2025-09-27/index.html").read_text(
        "utf-8"
    )
