"""The bubble watch in the draft: a table that a person edits, merged row by row."""

from dataclasses import replace
from datetime import date

from digest.draft import dumps, loads, merge
from digest.model import Deal, Issue, Link, Note, Prose, Section

HEAD = "---\ndate: 2025-09-27\n---\n\n## La bulle <!-- bubble -->\n\n"
TABLE = """| Qui | Avec qui | Nature | Montant | Source |
|---|---|---|--:|---|
"""
NVIDIA = Deal(
    id="s1a2b3c-investment-nvidia",
    who="Nvidia",
    whom="OpenAI",
    kind="investissement",
    amount="jusqu’à 100 Md$, 10 GW",
    links=(Link(text="Le Fil", url="https://fil.example/a|b"),),
)
ORACLE = Deal(id="s2b3c4d-debt-oracle", who="Oracle", kind="dette", amount="18 Md$")


def blocks(text: str, head: str = HEAD):
    return loads(head + text).sections[0].blocks


def issue(*deals: Deal) -> Issue:
    return Issue(date=date(2025, 9, 27), sections=(Section(key="bubble", blocks=deals),))


def deals(found: Issue) -> list[Deal]:
    return [block for block in found.sections[0].blocks if isinstance(block, Deal)]


def test_a_row_is_a_deal():
    row = "| Wayve | Nvidia | levée de fonds | 500 M$ | [Le Fil](https://fil.example) |"
    link = Link(text="Le Fil", url="https://fil.example")
    assert blocks(TABLE + row) == (
        Deal(who="Wayve", whom="Nvidia", kind="levée de fonds", amount="500 M$", links=(link,)),
    )


def test_a_question_mark_behind_the_amount_leaves_the_row_to_the_editor():
    found = blocks(
        TABLE + "| Wayve | | levée | 500 M$ ? | |\n| Wayve | | levée | 500 M$\u202f? | |"
    )
    assert [(deal.amount, deal.sure) for deal in found] == [("500 M$", False)] * 2


def test_a_row_may_be_short_and_its_source_plain_words():
    assert blocks(TABLE + "| Mistral | | levée | 1,7 Md€ |\n| Mistral | | | | Le Fil |") == (
        Deal(who="Mistral", kind="levée", amount="1,7 Md€"),
        Deal(who="Mistral", links=(Link(text="Le Fil", url=""),)),
    )


def test_the_table_is_known_by_its_comment_when_its_header_is_changed():
    table = TABLE.replace("Qui", "Payeur").replace("Source |", "Source | <!-- deals -->")
    assert blocks(table + "| Oracle | | dette | 18 Md$ |")[0].who == "Oracle"


def test_any_other_table_is_a_paragraph():
    table = "| Qui | Quoi |\n|---|---|\n| Oracle | dette |"
    assert blocks(table) == (Prose(text=table),)


def test_a_note_in_a_row_stays_a_note_beneath_it():
    found = blocks(TABLE + "| Oracle | | dette | 18 Md$ | | <!-- vu avec Anne --> <!-- new -->")
    assert found == (
        Deal(who="Oracle", kind="dette", amount="18 Md$", marks=("new",)),
        Note(text="vu avec Anne"),
    )


def test_rows_in_a_run_are_one_table():
    assert dumps(issue(NVIDIA, ORACLE)).count("| Qui ") == 1


def test_a_pipe_in_a_cell_is_text():
    odd = replace(NVIDIA, who="a|b \\| c")
    assert deals(loads(dumps(issue(odd)))) == [odd]


def test_a_rebuild_adds_rows_and_leaves_the_edited_field_alone():
    mine = replace(NVIDIA, amount="100 Md$")
    better = replace(NVIDIA, whom="OpenAI (ChatGPT)", amount="110 Md$")
    merged = merge(issue(NVIDIA), issue(mine), issue(better, ORACLE))
    assert deals(merged.issue) == [
        replace(mine, whom="OpenAI (ChatGPT)"),
        replace(ORACLE, marks=("new",)),
    ]
    assert [(one.where, one.field) for one in merged.conflicts] == [("Nvidia", "amount")]


def test_a_deleted_row_stays_deleted_even_after_a_week_without_it():
    first = merge(issue(NVIDIA, ORACLE), issue(ORACLE), issue(ORACLE))
    again = merge(first.base or issue(), first.issue, issue(NVIDIA, ORACLE))
    assert deals(again.issue) == [ORACLE]


def test_a_row_that_the_editor_made_sure_stays_sure():
    doubtful = replace(ORACLE, sure=False)
    assert deals(merge(issue(doubtful), issue(ORACLE), issue(doubtful)).issue) == [ORACLE]


def test_a_row_follows_its_story_when_the_story_takes_another_id():
    renamed = replace(ORACLE, id="s9f9f9f-debt-oracle", amount="19 Md$")
    merged = merge(issue(ORACLE), issue(), issue(renamed), same={"s9f9f9f": "s2b3c4d"})
    assert deals(merged.issue) == []
