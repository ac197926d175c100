"""The deals found in the week's stories, as the blocks of the draft: a heading, rows, the chart."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from digest.bubble.figures import money, power
from digest.bubble.find import Found
from digest.config import BubbleSettings
from digest.evidence import passage_row
from digest.facts.countries import called
from digest.languages import Phrases, phrases
from digest.model import Block, Deal, Issue, Link, Note, Picture, Subhead

__all__ = ["CHART", "CHART_DARK", "evidence", "tabled"]

CHART = "pictures/bubble.png"  # as the draft names it; the program draws it
CHART_DARK = "pictures/bubble-dark.png"


def tabled(issue: Issue, found: Sequence[Found], settings: BubbleSettings) -> Issue:
    """`issue` with its table at the end of the section that the settings name, and the chart's place.

    Without such a section, or without a deal of a kind that counts, it is the issue as it was.
    """
    deals = [deal for deal in found if deal.kind in settings.kinds]
    if not deals:
        return issue
    say = phrases(issue.language)
    blocks: tuple[Block, ...] = (
        Subhead(text=say("bubble.heading")),
        *(_row(deal, say) for deal in deals),
        *_doubts(deals, say),
        Picture(src=CHART, alt=""),
    )
    return replace(
        issue,
        sections=tuple(
            replace(section, blocks=(*section.blocks, *blocks))
            if section.key == settings.section
            else section
            for section in issue.sections
        ),
    )


def _doubts(deals: Sequence[Found], say: Phrases) -> tuple[Note, ...]:
    """Why rows have a question mark, in a word to the editor."""
    lines = [
        say(
            "bubble.doubt",
            who=called(deal.who, say.code) or "?",
            why=say(f"bubble.doubt_{deal.doubt}"),
        )
        for deal in deals
        if deal.doubt
    ]
    return (Note(text="\n".join([say("bubble.doubts"), *lines])),) if lines else ()


def _row(found: Found, say: Phrases) -> Deal:
    amounts = []
    if found.money is not None:
        amounts.append(money(found.money, found.unit, say.code, up_to=found.up_to))
    if found.power is not None:
        amounts.append(power(found.power, say.code))
    return Deal(
        id=found.id,
        who=called(found.who, say.code),
        whom=called(found.whom, say.code),
        kind=say(f"bubble.{found.kind}").split("|")[0],
        amount=", ".join(amounts),
        links=_link(found, say.code),
        sure=not found.doubt,
    )


def _link(found: Found, language: str) -> tuple[Link, ...]:
    """The article that announces the sum: in the newsletter's language where there is one."""
    articles = {article.id: article for article in found.story.articles}
    told = [articles[passage.article] for passage in found.passages]
    best = min(told, key=lambda article: (article.language != language, not article.url))
    return (Link(text=best.source, url=best.url),) if best.url else ()


def evidence(found: Sequence[Found]) -> list[dict[str, Any]]:
    """What each row rests on, for `evidence.json`: [{"deal": id, "passages": [...]}]."""
    return [
        {"deal": deal.id, "passages": [passage_row(passage) for passage in deal.passages]}
        for deal in found
    ]
