from datetime import date
from pathlib import Path

import pytest

from digest.workspace import Workspace

DAY = "2025-09-27"


@pytest.fixture
def workspace(tmp_path: Path, run) -> Path:
    run("init", tmp_path / "ws")
    folder = Workspace(tmp_path / "ws").issue(date(2025, 9, 27))
    for path in (folder.draft, folder.generated):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("---\ndate: 2025-09-27\n---\n\nUn mot.\n", encoding="utf-8")
    return tmp_path / "ws"


def test_a_draft_nobody_touched_differs_in_nothing(run, workspace):
    done = run("diff", "-C", workspace, "--issue", DAY)
    assert (done.code, done.out) == (0, "")
    assert "Nothing" in done.err


def test_the_editor_s_line_stands_beside_the_program_s(run, workspace):
    draft = workspace / "issues" / DAY / "issue.md"
    draft.write_text(draft.read_text(encoding="utf-8").replace("Un mot", "Le mot"), "utf-8")
    done = run("diff", "-C", workspace, "--issue", DAY)
    assert done.out == "@@ -5 +5 @@\n-Un mot.\n+Le mot.\n"


def test_an_issue_that_was_never_built_is_told(run, workspace):
    done = run("diff", "-C", workspace, "--issue", "2025-10-04")
    assert done.code == 1
    assert "digest build" in done.err
