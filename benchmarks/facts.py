"""How many false claims the fact check sees, and how many true ones it doubts.

    python benchmarks/facts.py DATA_FOLDER [-v] [--part tuned|kept|"other news"|"round A"|…|all]

True sentences: `facts.tsv` beside this file (paraphrases by hand: round, article, language, sentence)
and article sentences whose numbers and dates are rewritten in another format, or that are quoted.
False ones: the same with one thing changed (figure, unit, currency, scale, date, name, quotation)
or two values exchanged. A change is seen when a verdict other than "supported" lies on it. The
check was tuned on the articles 1 to 38 and 69 to 106; the others are the half kept aside. Each
round was written from articles that it had never seen, before any cause of the round was mended.
All were looked at in the end; docs/facts.md has the numbers of the first look at each.
`qags/` are sentences of summarisers, which readers of the article held for true or false as one.
"""

import argparse
import gzip
import json
import re
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from digest.facts import amounts, check
from digest.text import sentences

HERE = Path(__file__).parent
DAY = date(2025, 9, 27)
# Each round was written from articles that the check had not seen, and looked at once before any cause
# was mended; a round stands in the first column of facts.tsv.
ROUNDS = (
    "tuned", "kept", "other news", "last news", "world news", "round A", "round B", "round C", "round D", "round E",
    "round F", "round G", "round H", "round I", "round J", "round K", "round L", "round M", "round N",
)  # fmt: skip
MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
WEEKDAYS = {
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
# A twin by hand: « Intel gagne {figure 30|50} % » is a true sentence and a false one. An exchange has two.
_TWIN = re.compile(r"\{(\w+) ([^|]*)\|([^}]*)\}")
# Put where another name stood; none is in the week.
STRANGERS = ("Siemens", "Hélène Fabre", "Zagreb", "Ericsson", "Tom Baker", "Uruguay", "Volvo")
SWAPS = {
    "currency": (
        ("$", "€"), ("€", "$"), ("£", "$"), ("dollars", "euros"), ("dollar", "euro"), ("euros", "livres sterling"),
        ("livres", "dollars"), ("yuans", "yens"), ("yuan", "yen"), ("pounds", "euros"),
    ),
    "scale": (
        ("Md", "M"), ("milliards", "millions"), ("milliard", "million"), ("millions", "milliards"), ("bn", "m"),
        ("billion", "million"), ("million", "billion"), ("trillion", "billion"), ("M$", "Md$"), ("M€", "Md€"),
    ),
    "unit": (
        ("GW", "MW"), ("gigawatts", "mégawatts"), ("gigawatt", "megawatt"), ("MW", "kW"), ("ans", "mois"),
        ("years", "months"), ("semaine", "mois"), ("jours", "semaines"), ("%", "points"), ("percent", "points"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`changed` is where a false sentence was changed, empty for a true one; `written` the line of facts.tsv,
    where a false twin stands in it."""

    article: str
    round: str
    kind: str
    sentence: str
    language: str
    passages: tuple[str, ...]
    title: str
    anchor: date
    changed: tuple[tuple[int, int], ...] = ()
    written: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    key: str
    round: str = ""
    language: str
    day: date
    title: str
    text: str

    @property
    def passages(self) -> tuple[str, ...]:
        return tuple(one.text for one in sentences(self.text))


_KEPT = frozenset((*range(39, 69), *range(107, 158)))  # the half of the week that was put aside


def pages(folder: Path) -> dict[str, Page]:
    """Every article that a sentence may be written from, by the key that stands in facts.tsv."""
    every = (week(folder), summarised(folder), world(folder), french(folder), others(folder))
    return {page.key: page for some in every for page in some}


def week(folder: Path) -> Iterator[Page]:
    """001 to 157: the articles of a week, in our own words."""
    for path in sorted(folder.glob("weeks/*/articles/*.md")):
        _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
        yield Page(
            key=path.name[:3],
            round="kept" if int(path.name[:3]) in _KEPT else "tuned",
            language=fields.get("lang", "fr"),
            day=date.fromisoformat(fields["date"]) if "date" in fields else DAY,
            title=fields.get("title", "").strip('"'),
            text=body.strip(),
        )


def summarised(folder: Path) -> Iterator[Page]:
    """x0 … and c0 …: the articles of QAGS."""
    for letter, name in (("x", "xsum"), ("c", "cnndm")):
        for row, one in enumerate(_lines(folder / "qags" / f"{name}.jsonl")):
            text = _untokenised(one["article"])
            yield Page(key=f"{letter}{row}", language="en", day=DAY, title="", text=text)


def world(folder: Path) -> Iterator[Page]:
    """te0, tf0, de0, df0 …: MasakhaNEWS (D. Adelani and others, 2023), test and development, English
    and French. It has no dates."""
    for half, name in (("t", "test"), ("d", "dev")):
        for letter, language in (("e", "eng"), ("f", "fra")):
            path = folder / "masakhanews" / f"{language}_{name}.jsonl"
            for row, one in enumerate(_lines(path)):
                yield Page(
                    key=f"{half}{letter}{row}",
                    language=language[:2],
                    day=date(2022, 6, 1),
                    title=one["headline"],
                    text=one["text"],
                )


def french(folder: Path) -> Iterator[Page]:
    """W1-0, W2-0 … and os0 …: news agencies' articles in French, with their leads."""
    gold = folder / "stories_fr_gold"
    rows = [
        *((f"W1-{row}", one) for row, one in enumerate(_lines(gold / "W1.jsonl"))),
        *((f"W2-{row}", one) for row, one in enumerate(_lines(gold / "W2.jsonl"))),
        *((f"os{row}", one) for row, one in enumerate(_lines(folder / "orangesum_fr" / "articles.jsonl.gz"))),
    ]  # fmt: skip
    for key, one in rows:
        day = date.fromisoformat((one["published"] or "2020-01-01")[:10])
        text = f"{one.get('lead') or ''}\n{one['text']}"
        yield Page(key=key, language="fr", day=day, title=one["title"], text=text)


def others(folder: Path) -> Iterator[Page]:
    """ecb0 …: ECB+ (A. Cybulska, P. Vossen, LREC 2014); aeb0 …: pages of many houses."""
    for row, one in enumerate(_lines(folder / "ecbplus_en" / "docs.jsonl")):
        text = _joined(one["text"])
        yield Page(key=f"ecb{row}", language="en", day=date(2022, 6, 1), title="", text=text)
    gold = folder / "article_extraction_benchmark" / "ground-truth.json"
    for row, (_, one) in enumerate(sorted(json.loads(gold.read_text(encoding="utf-8")).items())):
        yield Page(
            key=f"aeb{row}", language="en", day=date(2022, 6, 1), title="", text=one["articleBody"]
        )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _joined(text: str) -> str:
    """A text that was cut into tokens, "4 . 6", "U . S .", put together again."""
    text = re.sub(r"(\d) ([.:]) (?=\d)", r"\1\2", text)
    text = re.sub(r"(\d) ?, (?=\d{3}\b)", r"\1,", text)
    text = re.sub(r"([A-Z]) \. (?=[A-Z] \.|[a-z])", r"\1.", text)
    text = re.sub(r" ([,.;:!?])", r"\1", text).replace(" '", "'").replace(" - ", "-")
    return text.replace("`` ", "“").replace("''", "”")


# ---------------------------------------------------------------------------- true


def true_cases(known: dict[str, Page]) -> Iterator[Case]:
    for line in (HERE / "facts.tsv").read_text(encoding="utf-8").splitlines():
        part, key, language, sentence = line.split("\t")
        case = _case(_story(key, known), "by hand", _TWIN.sub(r"\2", sentence), language, part)
        yield replace(case, written=sentence)
    for page in known.values():
        if page.language not in MONTHS or not page.round:
            continue
        for one in page.passages:
            for sentence in dict.fromkeys(_rewritten(one, page.language)):
                if sentence != one:
                    yield _case(page, "rewritten", sentence, page.language, page.round)
        yield from _quoting(page)


def _story(key: str, known: dict[str, Page]) -> Page:
    """The article called `key`, or several as one, their keys joined by "+"; of the day of the first."""
    first, *rest = (known[one] for one in key.split("+"))
    text = "\n\n".join((first.text, *(f"{one.title}\n\n{one.text}" for one in rest)))
    return replace(first, key=key, text=text)


def _case(page: Page, kind: str, sentence: str, language: str, part: str) -> Case:
    return Case(
        article=page.key,
        round=part,
        kind=kind,
        sentence=sentence,
        language=language,
        passages=page.passages,
        title=page.title,
        anchor=page.day,
    )


def _rewritten(sentence: str, language: str) -> Iterator[str]:
    """The same sentence with its numbers and dates in another format."""
    if language == "fr":
        long = re.sub(r"(\d) Md\$", r"\1 milliards de dollars", sentence)
        long = re.sub(r"(\d) M\$", r"\1 millions de dollars", long)
        long = re.sub(r"(\d) Md€", r"\1 milliards d’euros", long)
        long = re.sub(r"(\d) ?%", r"\1 pour cent", long)
        yield re.sub(r"(\d) GW\b", r"\1 gigawatts", long)
        short = re.sub(r" milliards de dollars", "\u00a0Md$", sentence)
        short = re.sub(r" millions d['’]euros", "\u00a0M€", short)
        short = re.sub(r"(\d)[ \u00a0](\d{3})\b", "\\1\u202f\\2", short)
        yield re.sub(r" septembre", " sept.", short)
        return
    long = re.sub(r"(?:US)?\$(\d[\d.,]*) (million|billion|trillion)", r"\1 \2 dollars", sentence)
    long = re.sub(r"(\d)%", r"\1 percent", long)
    long = re.sub(r"(\d{1,2}) September", r"Sept. \1", long)
    yield re.sub(r"(?:US)?\$(\d[\d.,]*\d)bn", r"\1 billion dollars", long)
    short = re.sub(r"\$(\d[\d.,]*) billion", r"$\1bn", sentence)
    short = re.sub(r"\$(\d[\d.,]*) million", r"$\1m", short)
    yield re.sub(r" gigawatts\b", " GW", short)


def _quoting(page: Page) -> Iterator[Case]:
    words = page.passages[0].split()
    if len(words) < 12:
        return
    quoted = " ".join(words[3:10]).strip(',;:.()«»"“” ')
    if any(mark in quoted for mark in '«»"“”'):
        return
    if page.language == "fr":
        yield _case(page, "quoting", f"L’article parle de « {quoted} ».", "fr", page.round)
    else:
        yield _case(page, "quoting", f"The article speaks of “{quoted}”.", "en", page.round)


# ---------------------------------------------------------------------------- false


def false_cases(truth: Iterable[Case], known: dict[str, Page]) -> Iterator[Case]:
    for turn, case in enumerate(truth):
        if case.kind == "quoting":
            yield from _one(case, "quotation", _quotation(case.sentence))
            continue
        yield from _one(case, "figure", _figure(case.sentence, turn))
        for kind, swaps in SWAPS.items():
            yield from _one(case, kind, _swapped(case.sentence, swaps))
        yield from _one(case, "date", _date(case.sentence, case.language, turn))
        yield from _one(case, "name", _name(case, _story(case.article, known), turn))
        yield from _exchanged(case)
        yield from _twin(case)


def _twin(case: Case) -> Iterator[Case]:
    """The false sentence that was written by hand beside the true one."""
    text, at, changed, kind = "", 0, [], ""
    for mark in _TWIN.finditer(case.written):
        text += case.written[at : mark.start()]
        changed.append((len(text), len(text) + len(mark[3])))
        text, at, kind = text + mark[3], mark.end(), f"twin {mark[1]}"
    if changed:
        yield replace(
            case, kind=kind, sentence=text + case.written[at:], changed=tuple(changed), written=""
        )


Change = tuple[str, int, int]


def _one(case: Case, kind: str, change: Change | None) -> Iterator[Case]:
    """`case` with the stretch `change` names replaced, unless the article has that as well."""
    if change is None:
        return
    new, start, end = change
    sentence = case.sentence[:start] + new + case.sentence[end:]
    yield Case(
        article=case.article, round=case.round, kind=kind, sentence=sentence, language=case.language,
        passages=case.passages, title=case.title, anchor=case.anchor, changed=((start, start + len(new)),),
    )  # fmt: skip


def _figure(sentence: str, turn: int) -> Change | None:
    """One digit of one figure; figures of dates and of product names are left alone."""
    months = "|".join([*MONTHS["fr"].split(), *MONTHS["en"].split(), "sept", "Sept"])
    found = []
    for match in re.finditer(r"\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)*", sentence):
        before, after = sentence[: match.start()], sentence[match.end() :]
        if re.search(r"[\w.:/-]\Z|[A-Z]\S* \Z|\b(?:en|in|de|since|depuis) \Z", before) and not (
            re.match(r" ?(?:%|M|Md|GW|gigaw|bn|milli|billion|trillion|pour cent|percent)", after)
        ):
            continue
        if re.match(rf"[\w-]|(?:er)? ?(?:{months})", after) and not re.match(r"bn|m\b", after):
            continue
        if re.search(rf"(?:{months})\.? \Z", before) or re.fullmatch(r"(?:19|20)\d\d", match[0]):
            continue
        found.append(match)
    if not found:
        return None
    match = found[turn % len(found)]
    text = match.group()
    at = 0
    digit = str((int(text[at]) + 1 + turn % 7) % 9 + 1)
    if digit == text[at]:
        digit = str(int(digit) % 9 + 1)
    return digit + text[1:], match.start(), match.end()


def _swapped(sentence: str, swaps: Iterable[tuple[str, str]]) -> Change | None:
    for old, new in swaps:
        edge = r"\b" if old[0].isalpha() else ""
        tail = r"(?![^\W\d_])" if old[-1].isalpha() else ""
        match = re.search(rf"(?:(?<=\d)|{edge}){re.escape(old)}{tail}", sentence)
        if match and re.search(r"\d", sentence[max(0, match.start() - 14) : match.end() + 3]):
            return new, match.start(), match.end()
    return None


def _date(sentence: str, language: str, turn: int) -> Change | None:
    changes: list[Change] = []
    months = MONTHS[language].split()
    for match in re.finditer(rf"\b(?:{'|'.join(months)})\b", sentence):
        if match.group() in {"May", "mai", "mars"} and not re.search(
            r"\d $", sentence[: match.start()]
        ):
            continue
        changes.append((months[(months.index(match.group()) + 5) % 12], match.start(), match.end()))
    years = re.finditer(r"\b(?:19|20)\d\d\b(?! ?(?:milli|Md|M\$|GPU|emplois))", sentence)
    changes += [(str(int(m.group()) - 1 - turn % 3), m.start(), m.end()) for m in years]
    numbers = re.finditer(r"\b(\d{1,2}) (?:sept|Sept)", sentence)
    changes += [(str(int(m[1]) % 28 + 1), m.start(1), m.end(1)) for m in numbers]
    days = WEEKDAYS[language].split()
    named = re.finditer(rf"\b(?:{'|'.join(days)})\b", sentence)
    step = 2 + turn % 3
    changes += [(days[(days.index(m.group()) + step) % 7], m.start(), m.end()) for m in named]
    return changes[turn % len(changes)] if changes else None


def _name(case: Case, page: Page, turn: int) -> Change | None:
    """A name for another: one that stands inside a sentence, or in the article's."""
    found = []
    for match in re.finditer(
        r"(?<![\w’'-])[A-ZÉ][\w-]*[a-zé0-9]\b(?: [A-Z][\w-]*[a-z]\b)*", case.sentence
    ):
        inside = match.start() > 0 and case.sentence[match.start() - 2] not in ".:»"
        first = match.group().split()[0]
        known = re.search(rf"[a-zé,’'] ?{re.escape(match.group())}\b", page.text)
        calendar = first in MONTHS["en"].split() + WEEKDAYS["en"].split() + ["Sept", "Md"]
        if (inside or known) and not calendar and first not in {"The", "Its", "An"}:
            found.append(match)
    if not found:
        return None
    match = found[turn % len(found)]
    return STRANGERS[turn % len(STRANGERS)], match.start(), match.end()


def _quotation(sentence: str) -> Change | None:
    """One word in the middle of what is quoted."""
    opened = re.search(r"[«“] ?", sentence)
    if opened is None:
        return None
    words = list(re.finditer(r"[^\W\d_]{4,}", sentence[opened.end() :]))
    if not words:
        return None
    word = words[len(words) // 2]
    return "orange", opened.end() + word.start(), opened.end() + word.end()


def _exchanged(case: Case) -> Iterator[Case]:
    """Two different values of one unit, each in the place of the other."""
    found = amounts(case.sentence, case.language)
    for i, one in enumerate(found):
        for other in found[i + 1 :]:
            if one.unit == other.unit and one.value != other.value:
                text = case.sentence
                middle = text[one.end : other.start]
                new = text[: one.start] + other.text + middle + one.text + text[other.end :]
                second = one.start + len(other.text) + len(middle)
                yield Case(
                    article=case.article, round=case.round, kind="exchanged", sentence=new, language=case.language,
                    passages=case.passages, title=case.title, anchor=case.anchor,
                    changed=((one.start, one.start + len(other.text)), (second, second + len(one.text))),
                )  # fmt: skip
                return


# ---------------------------------------------------------------------------- counting


def doubted(case: Case) -> str:
    """What the check says against `case`, on the changed place for a false one; empty for nothing."""
    verdicts = check(
        case.sentence, case.passages, (case.title,), language=case.language, anchor=case.anchor
    )
    against = [v for v in verdicts if v.status != "supported"]
    if case.changed:
        against = [
            v for v in against
            if v.kind != "overlap" and any(v.start < end and v.end > start for start, end in case.changed)
        ]  # fmt: skip
    return ", ".join(f"{v.kind} {v.status} {v.text[:40]!r}" for v in against)


def qags(folder: Path) -> Iterator[tuple[str, bool]]:
    """Sentences that all three readers held for true, or all for false: which, and if doubted."""
    for path in sorted((folder / "qags").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            passages = tuple(one.text for one in sentences(_untokenised(row["article"])))
            for one in row["summary_sentences"]:
                votes = {answer["response"] for answer in one["responses"]}
                if len(votes) == 1:
                    verdicts = check(one["sentence"], passages, language="en", anchor=DAY)
                    yield (
                        f"qags {path.stem} {'true' if votes == {'yes'} else 'false'}",
                        any(v.status != "supported" for v in verdicts),
                    )


def _untokenised(text: str) -> str:
    """The articles of that set are cut into tokens and without capitals: "10, 000", "27 - year", "may"."""
    text = re.sub(r"(\d), (?=\d{3}\b)", r"\1,", re.sub(r"(\d)\. (?=\d)", r"\1.", text))
    text = re.sub(r"(?<=\w) - (?=year|old)", "-", text).replace("â£", "£")
    for name in f"{MONTHS['en']} {WEEKDAYS['en']}".split():
        if name not in {"May", "March"}:
            text = re.sub(rf"\b{name.lower()}\b", name, text)
    return re.sub(r"\b(may|march) (?=\d)", lambda found: found.group().title(), text)


def issue(truth: Iterable[Case]) -> tuple[int, float]:
    """A French issue of 25 items: how many sentences, and the processor's seconds to check them all.

    Each of six sentences an item cites two passages; the rest of three articles stands beside.
    """
    by_hand = [
        case for case in truth
        if case.kind == "by hand" and case.article.isdigit() and case.language == "fr"
    ]  # fmt: skip
    sentences_checked = 0
    start = time.process_time()
    for item in range(25):
        own = by_hand[item * 6 : item * 6 + 6]
        story = tuple(dict.fromkeys(text for case in own for text in case.passages))
        for case in own:
            others = tuple(text for text in story if text not in case.passages[:2])
            check(
                case.sentence, case.passages[:2], others, language=case.language, anchor=case.anchor
            )
            sentences_checked += 1
    return sentences_checked, time.process_time() - start


def main(arguments: Iterable[str]) -> None:
    parser = argparse.ArgumentParser(description="False claims seen, true ones doubted.")
    parser.add_argument("data", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="print every mistake")
    parser.add_argument("--part", choices=(*ROUNDS, "all"), default="all")
    options = parser.parse_args(list(arguments))
    known = pages(options.data)
    truth = list(true_cases(known))
    count, spent = issue(truth)
    print(f"an issue of 25 items, {count} sentences: {spent:.2f} s of processor")
    for half in ROUNDS:
        if options.part not in {half, "all"}:
            continue
        ours = [case for case in truth if case.round == half]
        print(half)
        for name, cases in (("true", ours), ("false", list(false_cases(ours, known)))):
            rows: dict[str, list[bool]] = {}
            start = time.perf_counter()
            for case in cases:
                said = doubted(case)
                rows.setdefault(case.kind, []).append(bool(said))
                if options.verbose and bool(said) == (name == "true"):
                    print(f"  {name} {case.kind} {case.article}: {case.sentence} -> {said}")
            spent = time.perf_counter() - start
            for kind, results in sorted(rows.items()):
                what = "doubted" if name == "true" else "seen"
                print(
                    f"  {name:5} {kind:14} {what} {sum(results):4} of {len(results):4}"
                    f"  {sum(results) / len(results):.3f}"
                )
            print(
                f"  {name:5} {'all':14} {sum(map(sum, rows.values()))} of {len(cases)}, {spent:.2f} s"
            )
    totals: dict[str, list[bool]] = {}
    for kind, result in qags(options.data):
        totals.setdefault(kind, []).append(result)
    for kind, results in sorted(totals.items()):
        print(
            f"{kind:17} doubted {sum(results):3} of {len(results):3}  {sum(results) / len(results):.2f}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
