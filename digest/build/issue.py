"""The articles become the draft: grouped, written, composed, merged with the editor's hand."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from digest import draft
from digest.bubble import evidence as passages
from digest.bubble import find, ledger, tabled
from digest.build.archive import next_number, past_choices, past_issues, read_draft
from digest.build.embed import NO_VECTORS, Vectors
from digest.build.printed import draw, printed
from digest.build.progress import Progress
from digest.build.publish import put
from digest.build.reserve import Reserve, bring, reserve
from digest.collect import merge as merge_articles
from digest.collect.duplicates import copies
from digest.config import Config
from digest.errors import ChangedError
from digest.group.choices import Choices
from digest.group.contested import contested, rulings
from digest.group.dossier import propose
from digest.group.grouping import group
from digest.group.record import record
from digest.group.remind import remind
from digest.group.unsure import decided, mark_unsure
from digest.model import Article, Constraints, Email, Issue, Selection, SourceReport, Story, Written
from digest.workspace import IssueFolder, Workspace, write_atomic, write_json
from digest.write import Writer, compose, evidence, finish, lines, same_event, write

LATEST = 5  # past issues that are named at the end of one


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made, for the person who asked for it."""

    articles: tuple[Article, ...]
    reports: tuple[SourceReport, ...]
    selection: Selection
    issue: Issue
    kept: tuple[draft.Conflict, ...]


def build(
    folder: IssueFolder,
    articles: Sequence[Article],
    *,
    reports: Sequence[SourceReport],
    config: Config,
    workspace: Workspace,
    writer: Writer,
    progress: Progress,
    vectors: Vectors = NO_VECTORS,
) -> Built:
    """Make the issue of `folder.date` from its articles: decisions, evidence, draft, `out/`.

    An issue that exists is merged: what the editor wrote stands, to the character; `kept` lists
    the places where the new generation had something else to say. Raises DraftError when the
    editor's `issue.md` cannot be read (nothing is written then), RenderError, WriterError.
    """
    newsletter, day = config.newsletter, folder.date
    read_draft(folder)  # a draft that cannot be read is told before any work is done
    past, held = past_issues(workspace, day), reserve(workspace, day)
    articles = merge_articles(articles, held.articles)
    constraints = folder.read_constraints()
    copied = copies(articles)
    doubtful = contested(
        articles,
        copies=copied,
        constraints=constraints,
        vectors=vectors,
        within=config.grouping.contested,
    )
    opinions = rulings(doubtful, same_event(doubtful, writer), folder.read_opinions())
    folder.write_opinions(opinions)
    selection = decide(
        articles,
        copied=copied,
        config=config,
        day=day,
        past=past,
        constraints=constraints.over(opinions),
        choices=past_choices(workspace, day),
        vectors=vectors,
    )
    progress("group", 1, 1)
    written = _written(selection, writer, progress)
    theirs = compose(
        selection,
        written,
        newsletter=newsletter,
        sections=config.sections,
        day=day,
        number=next_number(past),
        latest=[(old.date, old.title, newsletter.address(old.date)) for old in past[:LATEST]],
        known=[name for old in past for section in old.sections for name in section.companies],
        reports=reports,
        undated=sum(article.published is None for article in articles),
        set_aside=_outside(selection, newsletter.window(day)),
    )
    theirs = remind(theirs, selection.placed, address=newsletter.address)
    theirs = propose(theirs, selection.themes, written)
    theirs = mark_unsure(theirs, selection.placed, sections=config.sections)
    theirs = bring(finish(theirs, written, writer), held)
    deals = find(
        _news(selection),
        day=day,
        settings=config.bubble,
        counted=[entry for issue in past for entry in ledger(issue, config.bubble)],
    )
    theirs = tabled(theirs, deals, config.bubble)
    merged, email = _kept(folder, theirs, selection, config=config, workspace=workspace)
    progress("render", 1, 1)
    stories = [placed.story for placed in selection.placed]
    write_json(folder.stories, record(selection, day=day))
    rests_on = _with_held(evidence(theirs, written, stories, lines(writer)), held)
    write_json(folder.evidence, {**rests_on, "deals": passages(deals)})
    if held.articles:
        folder.write_articles(articles)
    folder.write_offers(
        draft.offers(
            merged.conflicts, before=folder.read_offers(), mine=merged.issue, theirs=theirs
        )
    )
    put(folder, email)
    draw(merged.issue, folder, config=config, workspace=workspace)
    return Built(
        articles=tuple(articles),
        reports=tuple(reports),
        selection=selection,
        issue=merged.issue,
        kept=merged.conflicts,
    )


def decide(
    articles: Sequence[Article],
    *,
    copied: Mapping[str, str],
    config: Config,
    day: date,
    past: Sequence[Issue],
    constraints: Constraints,
    choices: Choices,
    vectors: Vectors,
) -> Selection:
    """What the issue of `day` tells of these articles.

    `copied` maps each copy to its original; `past` are the issues before it, newest first;
    `constraints` what the editor ruled of its stories, over what a model said of them; `choices` what
    the editor kept and threw out before; `vectors` are embeddings.
    """
    return group(
        articles,
        copies=copied,
        sections=config.sections,
        newsletter=config.newsletter,
        day=day,
        past=past,
        constraints=constraints,
        settings=config.grouping,
        choices=choices,
        vectors=vectors,
    )


def _kept(
    folder: IssueFolder,
    theirs: Issue,
    selection: Selection,
    *,
    config: Config,
    workspace: Workspace,
) -> tuple[draft.Merged, Email]:
    """The editor's draft with what is new, written, and its mail.

    Writing may take minutes, and editors do not wait: the draft is read now, and once more if it
    was saved in the meantime. The last look comes as the draft is replaced (see `write_atomic`);
    stories and evidence are written after it.
    """
    base = None
    if folder.generated.exists():
        written = folder.generated.read_text(encoding="utf-8")
        base = draft.loads(written, path=str(folder.generated))
    while True:
        seen = folder.read_draft()
        merged = draft.Merged(issue=theirs)
        if seen is not None:
            mine = draft.loads(seen, path=str(folder.draft))
            # Without a base (the hidden folder was lost) nothing of the editor's is taken for ours.
            renamed = _renamed(folder, selection)
            merged = draft.merge(base or theirs, mine, theirs, same=renamed)
            merged = replace(merged, issue=decided(merged.issue, theirs))
        email = printed(merged.issue, folder, config=config, workspace=workspace)
        text = draft.dumps(merged.issue)
        if seen is None and folder.draft.exists():
            continue
        with suppress(ChangedError):
            folder.keep_draft(text, seen=seen)
            write_atomic(folder.generated, draft.dumps(merged.base or theirs))
            return merged, email


def _news(selection: Selection) -> list[Story]:
    """The stories of the issue, and those of its sections for which no place was left."""
    left_out = [left.placement for left in selection.left_out]
    also = [placement for placement in left_out if placement.section and not placement.told]
    return [placement.story for placement in (*selection.placed, *also)]


def _with_held(found: dict[str, Any], held: Reserve) -> dict[str, Any]:
    """The evidence; what was held is told in the words of the issue before, and rests on its passages."""
    ids = {entry["item"] for entry in held.evidence}
    kept = [entry for entry in found["items"] if entry["item"] not in ids]
    return {**found, "items": [*kept, *held.evidence]}


def _written(selection: Selection, writer: Writer, progress: Progress) -> dict[str, Written]:
    """What the writer made of each story that is in; a story it cannot write has no entry.

    The best stories come first: a writer that may only spend so much spends it on them.
    """
    best = sorted(selection.placed, key=lambda placed: -placed.score.total)
    stories = [placed.story for placed in best]
    return write(stories, writer, lambda done, note: progress("write", done, len(stories), note))


def _outside(selection: Selection, window: tuple[datetime, datetime]) -> int:
    """How many articles the calendar kept out: their stories have none in the window."""
    first, last = window
    return sum(
        article.published is not None
        and not article.by_hand
        and not first <= article.published < last
        for left in selection.left_out
        for article in left.placement.story.articles
    )


def _renamed(folder: IssueFolder, selection: Selection) -> dict[str, str]:
    """New story id -> the id it had in the last build, where an older article joined the story.

    A story goes on in the one that holds most of its articles now.
    """
    before: dict[str, str] = {}
    # Missing, or spoilt by hand: then a story may come again beside the one the editor touched.
    with suppress(OSError, ValueError, TypeError, KeyError):
        for story in json.loads(folder.stories.read_text(encoding="utf-8"))["stories"]:
            before |= {article["id"]: story["id"] for article in story["articles"]}
    renamed = {}
    now = {placed.story.id for placed in selection.placed}
    for placed in selection.placed:
        told = placed.story
        names = (before[one.id] for one in told.articles if one.id in before)
        # A story that was split goes on in the part that has kept its name.
        shared = Counter(name for name in names if name == told.id or name not in now)
        if shared and told.id not in shared:
            renamed[told.id] = max(shared, key=lambda old: (shared[old], old))
    return renamed
