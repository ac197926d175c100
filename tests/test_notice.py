"""What is told: English as it is written in the code, and complete in every other language."""

import ast
import copy
import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from digest.languages import available, translated
from digest.languages.notices import catalogue
from digest.notice import Notice

PACKAGE = Path(__file__).parent.parent / "digest"
OTHERS = [code for code in available() if code != "en"]
NARROW, WIDE = "\u202f", "\u00a0"


@cache
def said() -> list[tuple[str, ast.Call]]:
    """Every notice of the code, with the place it stands."""
    return [
        (f"{path.relative_to(PACKAGE.parent)}:{node.lineno}", node)
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Notice"
    ]


def template(call: ast.Call) -> str:
    assert isinstance(call.args[0], ast.Constant)
    return str(call.args[0].value)


def blanks(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


def test_a_notice_is_its_english_sentence():
    notice = Notice("{path}:{line}: no title.", path="issue.md", line=3)
    assert notice == "issue.md:3: no title."
    assert json.dumps({"message": notice}) == '{"message": "issue.md:3: no title."}'


def test_a_notice_without_values_stands_as_it_is():
    assert Notice("Print {{ unsubscribe }}.") == "Print {{ unsubscribe }}."


def test_a_copy_can_still_be_said_in_another_language():
    url = "https://a.example/{}"
    notice = copy.deepcopy(Notice("“{url}” answers {status}.", url=url, status=404))
    assert translated(notice, "fr") == f"«{WIDE}https://a.example/{{}}{WIDE}» répond 404."


def test_one_that_was_written_down_can_be_said_in_another_language_too():
    was = Notice("{ratio:.2f}", ratio=2.5)
    assert translated(Notice.restored(was.template, was.values), "fr") == "2,50"


def test_values_that_are_notices_are_said_in_the_same_language():
    places = Notice.joined([Notice("the mail"), Notice("the plain text")], Notice(" and "))
    notice = Notice("“{passage}” is missing in {missing}.", passage="A", missing=places)
    assert notice == "“A” is missing in the mail and the plain text."
    assert translated(notice, "fr").endswith("le courriel et la version texte.")


def test_numbers_are_written_as_the_language_does():
    weight = Notice("Line {number} of the message has {count:,} octets.", number=2026, count=12345)
    assert translated(weight, "en") == "Line 2026 of the message has 12,345 octets."
    assert f"2026 du message compte 12{NARROW}345 octets" in translated(weight, "fr")
    assert translated(Notice("{ratio:.2f}", ratio=2.5), "fr") == "2,50"
    assert translated(Notice("{cost:,.2f}", cost=Decimal("1234.5")), "fr") == f"1{NARROW}234,50"


def test_a_word_agrees_with_its_number_by_the_rules_of_the_language():
    said = {n: Notice("{number} {number:mail|mails}", number=n) for n in (0, 1, 2)}
    assert list(said.values()) == ["0 mails", "1 mail", "2 mails"]
    assert [translated(said[n], "fr") for n in said] == ["0 mail", "1 mail", "2 mails"]


def test_a_day_stands_in_full_where_a_translation_asks_for_it():
    """And what is more than a day, as it is."""
    filling = {"2025-10-01": "1er octobre 2025", "2025-10-11/2": "2025-10-11/2"}
    for named, said in filling.items():
        asked = Notice(
            "The issue of {issue_id} has not been sent: no audience is frozen.", issue_id=named
        )
        assert f"Le numéro du {said}" in translated(asked, "fr")


def test_what_has_no_translation_is_said_in_english():
    assert translated(Notice("A {thing} nobody says.", thing="word"), "fr") == "A word nobody says."
    assert translated("no notice", "fr") == "no notice"
    assert translated(Notice("the mail"), "tlh") == "the mail"


def test_every_notice_is_a_literal_with_a_value_for_each_placeholder():
    for place, call in said():
        assert len(call.args) == 1, place
        assert isinstance(call.args[0], ast.Constant), f"{place}: only a literal can be translated"
        given = {keyword.arg for keyword in call.keywords}
        if given and None not in given:  # `**values`, which the call itself would refuse
            assert given == blanks(template(call)), place


@pytest.mark.parametrize("code", OTHERS)
def test_every_notice_has_its_translation_and_no_other_stands_there(code: str):
    known = set(catalogue(code))
    wanted = {template(call): place for place, call in said()}
    missing = {words: place for words, place in wanted.items() if words not in known}
    assert not missing, f"run .ci/update-notices, then translate in {code}.po"
    assert known == set(wanted), "nobody says this any more: run .ci/update-notices"


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_has_the_placeholders_of_the_english(code: str):
    filled = {template(call) for _, call in said() if call.keywords}
    for english, other in catalogue(code).items():
        if english in filled:
            assert blanks(other) == blanks(english), english


def test_french_has_its_spaces():
    wanting = re.compile(r"[^\s\d][;!?](?:\s|$)| [:;!?»](?!\w)|« |\w:\s(?!\{)|[\w)]'\w")
    for words in catalogue("fr").values():
        plain = re.sub(r"`[^`]*`|<!--.*?-->|[\w.]+\(.*?\)", "", words)
        assert not wanting.search(plain), words
