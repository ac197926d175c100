"""A title read from an address, spelt as the articles spell it."""

import re
from collections import Counter

from digest.model import Story
from digest.text import fold, stopwords

__all__ = ["restored"]

_GLUED = re.compile(r"([cdjlmnst]|qu)([aeiouyh]\w+)")
_ELIDED = re.compile(r"\b([cdjlmnst]|qu)[ ](?=[aeiouyhâàéèêîôœ])", re.IGNORECASE)


def restored(title: str, story: Story) -> tuple[str, float]:
    """« l ia generative » with the articles' accents, apostrophes and capitals.

    And the share of its words (stop words aside) that the articles hold.
    """
    spelt, numbers = _spellings(story)
    small = stopwords("fr") | stopwords("en")
    out, known, counted = [], 0, 0
    found = title.lower().split()
    place = 0
    while place < len(found):
        word, pair = found[place], " ".join(found[place : place + 2])
        elided = _GLUED.match(word)
        place += 1
        if (
            number := numbers.get(pair) or numbers.get(word)
        ) or pair in spelt:  # "1 5", "etats unis"
            taken = 2 if pair in spelt or pair in numbers else 1
            place += taken - 1
            counted += taken
            known += taken
            out.append(number or spelt[pair])
            continue
        if word in small or len(word) == 1:
            out.append(word)
            continue
        counted += 1
        if word in spelt:
            known += 1
            out.append(spelt[word])
        elif elided and elided[2] in spelt:  # « lia » is « l’IA »
            known += 1
            out.append(f"{elided[1]}’{spelt[elided[2]]}")
        else:
            known += word.isdigit()
            out.append(word)
    text = _ELIDED.sub(r"\1’", " ".join(out))
    return text[:1].upper() + text[1:], known / counted if counted else 0.0


def _spellings(story: Story) -> tuple[dict[str, str], dict[str, str]]:
    """How the articles spell each folded word, and each number with a comma that an address lost.

    In small letters if they do so one time in four: names of sites are small, and so is no name else.
    """
    forms: dict[str, Counter[str]] = {}
    numbers: dict[str, str] = {}
    whole: set[str] = set()
    for article in story.articles:
        for word in re.findall(r"[^\W_]+(?:[-.][^\W_]+)*", article.text):
            forms.setdefault(fold(word).replace("-", " "), Counter())[word] += 1
        for head, tail in re.findall(r"(?<![\d.,])(\d+)[.,](\d{1,2})(?![\d.,])", article.text):
            mark = "," if (article.language or "fr") == "fr" else "."
            numbers[f"{head} {tail}"] = numbers[f"{head}{tail}"] = f"{head}{mark}{tail}"
        whole |= set(re.findall(r"(?<![\d.,])\d+(?![\d.,])", article.text))
    spelt = {}
    for folded, counts in forms.items():
        small = [form for form in sorted(counts) if form == form.lower()]
        often = sum(counts[form] for form in small) * 4 >= counts.total()
        spelt[folded] = max(small if small and often else sorted(counts), key=counts.__getitem__)
    return spelt, {key: number for key, number in numbers.items() if key not in whole}
