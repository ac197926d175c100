from collections.abc import Callable
from pathlib import Path

import pytest

from digest.cli import COMMANDS


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_help_of_every_command_has_an_example(run: Callable, command: str):
    done = run(command, "--help")
    assert done.code == 0
    assert f"digest {command} " in done.out.partition("Example")[2]


def test_help_lists_the_exit_codes(run: Callable):
    out = run("--help").out
    listed = out.partition("Exit codes:")[2].split("\n")
    assert [line.split()[0] for line in listed if line.strip()] == ["0", "1", "2", "3", "4", "130"]


def test_a_misspelt_command_is_answered_with_the_right_one(run: Callable):
    done = run("biuld")
    assert done.code == 2
    assert "Did you mean 'build'?" in done.err


def test_a_wrong_date_is_a_usage_error(run: Callable, workspace: Path):
    done = run("-C", workspace, "build", "--issue", "27/09/2025")
    assert done.code == 2
    assert "write it as 2025-09-27" in done.err


def test_a_folder_that_is_no_workspace_says_how_to_make_one(run: Callable, tmp_path: Path):
    done = run("-C", tmp_path, "build")
    assert done.code == 2
    assert "digest init" in done.err


def test_configuration_mistakes_are_told_before_anything_is_written(run: Callable, workspace: Path):
    path = workspace / "config" / "digest.toml"
    path.write_text(path.read_text().replace("[newsletter]", '[newsletter]\nlangage = "fr"', 1))
    done = run("-C", workspace, "build", "--offline")
    assert done.code == 1
    assert "did you mean `language`?" in done.err
    assert list((workspace / "issues").glob("*/*.jsonl")) == []


def test_init_makes_a_workspace_that_loads(run: Callable, workspace: Path):
    assert {"config", "templates", "issues"} <= {path.name for path in workspace.iterdir()}
    assert run("-C", workspace, "sources", "list").code == 0


def test_init_refuses_a_workspace_and_leaves_it_alone(run: Callable, workspace: Path):
    path = workspace / "config" / "digest.toml"
    path.write_text("# mine\n")
    done = run("init", workspace)
    assert done.code == 1
    assert path.read_text() == "# mine\n"


def test_init_keeps_files_that_are_there(run: Callable, tmp_path: Path):
    mine = tmp_path / "letter" / "config" / "sections.toml"
    mine.parent.mkdir(parents=True)
    mine.write_text("# mine\n")
    assert run("init", tmp_path / "letter").code == 0
    assert mine.read_text() == "# mine\n"


def test_the_nearest_workspace_above_is_taken(
    run: Callable, workspace: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(workspace / "issues")
    assert run("sources", "list").code == 0
