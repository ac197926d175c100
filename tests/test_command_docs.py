"""What the pages say of the command line is true: commands and options exist, links lead somewhere."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from digest.cli import COMMANDS
from digest.cli import digest as group

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("benchmarks/*.md")])
# In a code span, at the start of an indented line, or of a line of a fenced block.
QUOTED = re.compile(
    r"`(digest [a-z][^`\n]*)`|^(?: {4,}|(?=digest ))(digest [a-z][^\n]*)$", re.MULTILINE
)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def quoted_commands() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for span, line in QUOTED.findall(page.read_text(encoding="utf-8")):
            yield page.name, (span or line).split("  #")[0].strip()


def unknown_words(line: str) -> list[str]:
    """The words of a command line that name no command or option of `digest`."""
    words = shlex.split(line.replace("…", ""))[1:]
    command: click.Command = group
    unknown = []
    options = {name for parameter in command.params for name in parameter.opts}
    for word in words:
        if word.startswith("-") and word.split("=")[0] not in options | {"--help"}:
            unknown.append(word)
        elif isinstance(command, click.Group) and re.fullmatch(r"[a-z][a-z-]*", word):
            found = command.get_command(click.Context(command), word)
            if found is None:
                unknown.append(word)
            else:
                command = found
                options |= {n for p in command.params for n in (*p.opts, *p.secondary_opts)}
    return unknown


@pytest.mark.parametrize(("page", "line"), sorted(set(quoted_commands())))
def test_a_command_that_a_page_shows_exists(page: str, line: str):
    assert unknown_words(line) == [], f"{page}: {line}"


def test_a_wrong_command_or_option_would_be_seen():
    assert unknown_words("digest biuld") == ["biuld"]
    assert unknown_words("digest build --nothing-of-the-kind") == ["--nothing-of-the-kind"]
    assert unknown_words("digest sources improt FILE") == ["improt"]


def test_the_readme_lists_every_command_and_no_other():
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`digest [^|]*) \|", page, re.MULTILINE)
    listed = {word for row in rows for word in re.findall(r"`digest ([a-z]+)", row)}
    assert listed == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_an_example(name: str):
    command = group.get_command(click.Context(group), name)
    assert command is not None
    text = command.get_help(click.Context(command, info_name=name))
    assert f"digest {name}" in text.split("\n", 1)[1], text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path):
    text = re.sub(
        r"^```.*?^```|`[^`\n]*`",
        "",
        page.read_text(encoding="utf-8"),
        flags=re.DOTALL | re.MULTILINE,
    )
    targets = LINK.findall(text)
    assert [target for target in targets if not (page.parent / target).exists()] == []
