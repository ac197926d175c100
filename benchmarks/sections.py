"""How well an archive teaches the sections, on the labelled articles of a week.

    python benchmarks/sections.py DATA

DATA holds `weeks/*/`, `masakhanews/` and `orangesum_fr/articles.jsonl.gz`. First the week: a part of the week is taken for past issues (each article an item: a title and
two sentences, under its labelled section), the rest is placed by the configuration and that archive.
Ten parts, each held out once, dealt three times; the mean and the range of the three. Dealt by
article, most stories have a beginning in the archive: stories that go on. Dealt by story, none has:
everything is new, and each past story is one item. Real weeks lie between: so last, the week is cut
at each of its days, what came until then is the past and the rest is new. The articles labelled "none" are left out of the count.

Then larger archives, with news whose sections are known and a few general words for each, written
before anything was measured: so many items of title and three sentences in issues of twenty, and 300
new articles to place, none of which goes on with an old story but by chance.
"""

import gzip
import importlib
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from digest.config import SectionRule
from digest.group.lessons import Lessons
from digest.group.memory import Memory
from digest.group.sections import Placer, both
from digest.group.views import read
from digest.model import Article, Issue, Item, Section, Story
from digest.text import sentences

grouping = importlib.import_module("grouping")  # the benchmark beside this one
FOLDS = 10
FEWEST = 5  # items of an archive that is cut by the calendar


def main() -> None:
    for labelled in grouping.labelled_sets(Path(sys.argv[1])):
        if labelled.name.endswith("distractors by topic"):
            report(labelled)
    data = Path(sys.argv[1])
    for language in ("fra", "eng"):
        if (data / "masakhanews").is_dir():
            curve(f"MasakhaNews {language}", list(topics(data / "masakhanews", language)), GENERAL)
    path = data / "orangesum_fr" / "articles.jsonl.gz"
    if path.exists():
        curve("OrangeSum", list(rubrics(path)), RUBRICS)


def report(labelled: "grouping.LabelledSet") -> None:
    known = [article for article in labelled.articles if labelled.sections[article.id] != "none"]
    print(f"{labelled.name[:5]}: {len(known)} articles with a section")
    for name, unit in (
        ("dealt by article", {article.id: article.id for article in known}),
        ("dealt by story", labelled.gold),
    ):
        alone, taught, once = [], [], name == "dealt by story"
        for seed in range(3):
            units = sorted({unit[article.id] for article in known})
            random.Random(seed).shuffle(units)  # noqa: S311  # nothing secret: a repeatable deal
            part = {key: number % FOLDS for number, key in enumerate(units)}
            dealt = {article.id: part[unit[article.id]] for article in known}
            alone.append(right(labelled, known, dealt, archive=False, once=once))
            taught.append(right(labelled, known, dealt, archive=True, once=once))
        print(f"  {name:17} configuration {said(alone)}   with the archive {said(taught)}")
    by_day(labelled, known)


def right(
    labelled: "grouping.LabelledSet",
    known: Sequence[Article],
    dealt: dict[str, int],
    *,
    archive: bool,
    once: bool,
) -> float:
    """The part of the articles that are placed in their labelled section."""
    hits = 0
    for fold in range(FOLDS):
        now = [article for article in known if dealt[article.id] == fold]
        past = [article for article in known if dealt[article.id] != fold]
        if once:
            past = list({labelled.gold[article.id]: article for article in past}.values())
        hits += placed_right(labelled, past if archive else [], now)
    return hits / len(known)


def placed_right(
    labelled: "grouping.LabelledSet", past: Sequence[Article], now: Sequence[Article]
) -> int:
    """How many of `now` are placed in their labelled section, with `past` as the archive."""
    placer = Placer(grouping.sample_sections())
    stories = told_together(now, grouping.predicted(now))
    readings = {article.id: read(article) for article in now}
    memory = Memory(stories, readings, (as_issue(past, labelled.sections),) if past else ())
    lessons = Lessons(memory, placer, stories, readings)
    hits = 0
    for story in stories:
        lean = both(memory.lean(story), lessons.lean(story))
        section = placer.place(story, readings, lean).section
        hits += sum(labelled.sections[article.id] == section for article in story.articles)
    return hits


def by_day(labelled: "grouping.LabelledSet", known: Sequence[Article]) -> None:
    """What was told until a day is the archive, one item a story; the rest of the week arrives."""
    days = sorted({article.published.date() for article in known if article.published})
    alone = taught = new = going_on = 0
    for day in days:
        before = {a.id for a in known if a.published and a.published.date() <= day}
        past = list({labelled.gold[a.id]: a for a in known if a.id in before}.values())
        now = [article for article in known if article.id not in before]
        if len(past) < FEWEST or day == days[-1]:
            continue
        told = {labelled.gold[article.id] for article in past}
        going_on += sum(labelled.gold[article.id] in told for article in now)
        new += len(now)
        alone += placed_right(labelled, [], now)
        taught += placed_right(labelled, past, now)
    print(
        f"  {'by day':17} configuration {alone / new:.3f}   with the archive {taught / new:.3f}"
        f"   ({going_on / new:.2f} of the articles go on with a story)"
    )


def told_together(articles: Sequence[Article], story: dict[str, str]) -> list[Story]:
    groups: dict[str, list[Article]] = {}
    for article in articles:
        groups.setdefault(story[article.id], []).append(article)
    return [Story(id=key, articles=tuple(groups[key])) for key in sorted(groups)]


def as_issue(articles: Sequence[Article], section: dict[str, str]) -> Issue:
    keys = sorted({section[article.id] for article in articles})
    return Issue(
        date=date(2025, 9, 20),
        sections=tuple(
            Section(
                key=key,
                blocks=tuple(
                    Item(title=a.title, text=" ".join(s.text for s in sentences(a.text)[:2]))
                    for a in articles
                    if section[a.id] == key
                ),
            )
            for key in keys
        ),
    )


# ---------------------------------------------------------------------------- larger archives

GENERAL = {
    "business": "économie entreprise marché banque commerce prix dette investissement croissance "
    "monnaie economy business market bank trade price debt investment growth currency company export",
    "health": "santé hôpital maladie vaccin médecin virus patient traitement épidémie health hospital "
    "disease vaccine doctor virus patient treatment epidemic medicine",
    "politics": "politique élection président parlement gouvernement ministre parti vote opposition "
    "politics election president parliament government minister party vote opposition senator",
    "sports": "sport football équipe match joueur club coupe entraîneur but champion team player cup "
    "coach goal league",
    "entertainment": "musique film acteur chanteur artiste concert album cinéma star music actor "
    "singer artist cinema celebrity award movie",
    "technology": "technologie internet numérique téléphone logiciel données réseau application "
    "ordinateur technology digital phone software data network app computer",
    "religion": "religion église musulman chrétien pape prière church muslim christian pope prayer "
    "bishop mosque pastor",
}
RUBRICS = {
    "france": "région ville maire commune Paris Lyon Marseille préfecture habitants département",
    "societe": "police justice tribunal procès école santé hôpital famille violence enquête victime",
    "politique": "président gouvernement ministre Assemblée Sénat élection parti député loi candidat",
    "monde": "États-Unis Chine Russie international étranger guerre ambassade Syrie ONU",
    "auto": "voiture automobile moteur constructeur véhicule route conducteur électrique vitesse",
}
NEW = 300  # or half of what there is
EACH = 20  # items of an issue


def topics(folder: Path, language: str) -> Iterable[tuple[Article, str]]:
    number = 0
    for path in sorted(folder.glob(f"{language}_*.jsonl")):
        for row in grouping.lines(path):
            number += 1
            key, code = f"{number:012x}", {"fra": "fr", "eng": "en"}[language]
            title, text = row["headline"] or "", row["text"]
            yield grouping.plain(key, title or text[:80], text, language=code), row["category"]


def rubrics(path: Path) -> Iterable[tuple[Article, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    rows = [row for row in rows if row["section"] in RUBRICS]
    for row in random.Random(0).sample(rows, 3000):  # noqa: S311  # nothing secret
        text = f"{row['lead']}\n\n{row['text']}"
        yield grouping.plain(row["id"], row["title"], text, language="fr"), row["section"]


def curve(name: str, rows: list[tuple[Article, str]], words: dict[str, str]) -> None:
    random.Random(1).shuffle(rows)  # noqa: S311  # nothing secret
    rules = tuple(
        SectionRule(key=key, title=key, words=tuple(dict.fromkeys(said.split())), threshold=0)
        for key, said in words.items()
    )
    cut = min(NEW, len(rows) // 2)
    new, old = rows[:cut], rows[cut:]
    stories = [Story(id=f"s{article.id}", articles=(article,)) for article, _ in new]
    readings = {article.id: read(article) for article, _ in new}
    most = max(Counter(section for _, section in new).values()) / len(new)
    placer = Placer(rules)
    print(
        f"{name}: {len({s for _, s in rows})} sections, {len(new)} new articles, one for all {most:.3f}"
    )
    for count in (0, 20, 50, 100, 200, 400, 1000):
        if count > len(old):
            continue
        past = [
            simulated(number, old[start : start + EACH])
            for number, start in enumerate(range(0, count, EACH))
        ]
        memory = Memory(stories, readings, past)
        lessons = Lessons(memory, placer, stories, readings)
        hits = sum(
            placer.place(one, readings, both(memory.lean(one), lessons.lean(one))).section
            == section
            for one, (_, section) in zip(stories, new, strict=True)
        )
        print(f"  {count:5} items in the archive: {hits / len(new):.3f}  (voice {lessons.voice})")


def simulated(number: int, rows: Sequence[tuple[Article, str]]) -> Issue:
    items = [
        (Item(title=a.title, text=" ".join(s.text for s in sentences(a.text)[:3])), section)
        for a, section in rows
    ]
    keys = sorted({section for _, section in items})
    return Issue(
        date=date(2025, 9, 20) - timedelta(weeks=number),
        sections=tuple(
            Section(key=key, blocks=tuple(item for item, section in items if section == key))
            for key in keys
        ),
    )


def said(values: Sequence[float]) -> str:
    return f"{sum(values) / len(values):.3f} ({min(values):.3f}–{max(values):.3f})"


if __name__ == "__main__":
    main()
