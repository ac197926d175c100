"""`digest check` at the command line."""

import json

import pytest
from click.testing import CliRunner

from digest.cli.check import command
from digest.errors import ExitCode

SETTINGS = """
[newsletter]
name = "La Boussole"
url = "https://boussole.example/{date}"
unsubscribe_url = "https://boussole.example/fin?qui={token}"
"""


@pytest.fixture
def run(tmp_path, letter):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "digest.toml").write_text(SETTINGS, encoding="utf-8")
    folder = tmp_path / "issues" / "2025-09-27"
    folder.mkdir(parents=True)

    def invoke(*arguments, draft=letter["DRAFT"]):
        draft = draft if isinstance(draft, bytes) else draft.encode()
        (folder / "issue.md").write_bytes(draft)
        arguments = ["-C", str(tmp_path), "--issue", "2025-09-27", *arguments]
        result = CliRunner().invoke(command, arguments, standalone_mode=False)
        assert [path.name for path in folder.iterdir()] == ["issue.md"]
        return result

    return invoke


def test_a_sound_issue_may_be_sent(run):
    result = run()
    assert result.return_value == ExitCode.OK
    assert "It may be sent." in result.output


def test_a_broken_one_may_not_and_says_where_and_what_to_do(run, letter):
    result = run(draft=letter["DRAFT"].replace("Une vigie", "TODO"))
    assert result.return_value == ExitCode.CHECK_FORBIDS
    assert "[placeholder]" in result.output
    assert "issue.md:23: “TODO”" in result.output
    assert "→ Write what should stand there" in result.output


def test_the_answer_for_a_program(run, letter):
    result = run("--json", "-q", draft=letter["DRAFT"].replace("[Dépêche]", "[ici]"))
    answer = json.loads(result.output)
    assert answer["may_be_sent"] is True
    # Nothing was built here, so no article is known.
    assert [one["rule"] for one in answer["findings"]] == ["fact-unsupported", "link-text"]
    assert set(answer["findings"][0]) == {"rule", "severity", "message", "remedy", "line", "item"}


def test_a_rule_is_explained(run):
    assert "List-Unsubscribe" in run("--explain", "unsubscribe").output


def test_a_rule_that_does_not_exist(run):
    assert "Rules are: " in str(run("--explain", "unsubscibe").exception)


def test_a_draft_that_is_not_utf_8_says_so(run, letter):
    result = run(draft=letter["DRAFT"].encode("cp1252", "replace"))
    assert "not UTF-8" in result.exception.message


def test_no_draft_says_how_to_make_one(run):
    result = run("--issue", "2025-10-04")
    assert "There is no" in result.exception.message
    assert "digest build" in result.exception.hint
