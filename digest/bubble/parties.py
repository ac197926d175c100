"""Who and with whom: the names round a sum, told apart by the verb and the small words before them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from digest.bubble.cues import KINDS, bare
from digest.bubble.mention import Mention
from digest.facts import names
from digest.facts.countries import everywhere, peoples
from digest.facts.translations import known as is_common
from digest.model import Article
from digest.text import fold, sentences, stopwords

__all__ = ["Names", "parties"]

_OTHER = re.compile(
    r"\b(?:dans|chez|in|into|aupres (?:de|d')|avec|with|from|pour|for|to|d'actions|of|par|by|between|entre"
    r"|a|au|de|d'|mene\w* par|led by)(?: (?:la|le|les|l'|the|uk|une?|an?|its|british|american|start-up|startup|start up"
    r"|group|groupe|societe|company|des|auteurs))* ?$"
)
_BY = re.compile(
    r"(?<!mene )(?<!menee )(?<!led )\b(?:par|by)(?: (?:le|la|the|l'|groupe|group))* ?$"
)
_NOISE = frozenset(
    """
    ia ai gpu gpus cpu reuters bloomberg afp aof cnbc techcrunch financial times ft wall street series serie
    europe amerique north america etats-unis united states us uk royaume-uni france londres london paris
    usa fcfa cfa md mds gw mw asa inc new york texas ohio californie california washington commission britain bretagne grande-bretagne
    """.split()  # noqa: SIM905 - quotes round each word would hide the words
)
_MOST = 200  # names of a story; bounds the work on a text of nothing but capitals
_NEAR = 80  # characters before a name that say what it does
_SHARE = 4  # the other side is named by a quarter of the mentions; else it is one of many
_ROUND = re.compile(r"S[ée]ries? [A-H]\b")
# Who judges or tells it is no side of it.
_BYSTANDER = re.compile(
    r"\b(?:(?:juge|judge|procureure?|avocate?|analyste?)(?: \w+)?"
    r"|(?:selon|d'apres|according to|rapporte|reports?)(?: (?:le|la|les|the))?) (?:l')?$"
)
# A name that opens a sentence, by the verb of a deal behind it.
_OPENS = re.compile(
    r"[\W_]*(?P<name>[A-ZÀ-Þ][\w.&’'-]*\w) (?:(?:a|va|vient d.|will|has|to|would|agreed to) )?"
)
_ACTS = re.compile(
    r"annonce|announce|ecope|emet|issue|sold|sells|vend|emprunte|borrow|recoit|obtient|decroche|wins|won|accepte|agrees"
)


@dataclass(frozen=True, slots=True)
class Names:
    """The names that the articles of one story tell, each spelling with how often it stands there."""

    counts: Mapping[str, int]
    titled: Mapping[str, int]  # in how many titles
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, articles: Iterable[Article]) -> "Names":
        counts: Counter[str] = Counter()
        titled: Counter[str] = Counter()
        articles = tuple(articles)
        empty = _NOISE | peoples()
        for article in articles:
            text = f"{article.title}.\n\n{article.text}"
            counts.update(name.text for name in names(text, article.language))
            counts.update(_openers(text))
        kept = {
            name: count
            for name, count in counts.items()
            if len(name) > 2 and not {*fold(name).split()} <= empty and not _ROUND.match(name)
        }
        kept = dict(sorted(kept.items(), key=lambda one: (-one[1], one[0]))[:_MOST])
        titles = [f" {fold(article.title)} " for article in articles]
        for name in kept:
            titled[name] = sum(
                re.search(rf"\b{re.escape(fold(name))}\b", t) is not None for t in titles
            )
        longest = sorted(kept, key=lambda name: (-len(name), name))
        pattern = r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)" if kept else ""
        return cls(kept, titled, re.compile(pattern) if kept else None)

    @property
    def first(self) -> str:
        """The name that the story is about: in most titles, then told most."""
        return max(
            self.counts, key=lambda name: (self.titled[name], self.counts[name], name), default=""
        )


def _openers(text: str) -> Iterator[str]:
    """Names at the start of a sentence, where a capital alone proves nothing."""
    for span in sentences(text):
        opens = _OPENS.match(span.text)
        if opens and fold(opens["name"]) not in stopwords("fr") | stopwords("en"):
            plain = bare(span.text)
            verbs = (*KINDS.values(), _ACTS)
            if any(verb.match(plain, opens.end()) for verb in verbs):
                yield opens["name"]


def parties(mentions: Iterable[Mention], known: Names) -> tuple[str, str]:
    """The two sides as most of the mentions name them: who acts, and with whom ("" for nobody).

    The one who acts is the first name before the sum in its clause, or stands behind « par »; the other
    one is the first name behind it that a small word leads in, or else the nearest one before it.
    """
    who: Counter[str] = Counter()
    whom: Counter[str] = Counter()
    told = 0
    for mention in mentions:
        one, other = _sides(mention, known)
        weight = 2 if mention.in_title else 1
        told += weight if one or other else 0
        if one:
            who[one] += weight
        if other:
            whom[other] += weight
    acts = _most(who, known)
    if not acts or (not known.titled[acts] and known.titled[known.first]):
        acts = known.first
    whom.pop(acts, None)
    other = _most(Counter({name: n for name, n in whom.items() if not _place(name)}), known)
    return acts, other if _SHARE * whom[other] >= told else ""


def _place(name: str) -> bool:
    """A country or a people: « British » start-ups are no side of a deal."""
    return fold(name).replace("-", " ") in everywhere() or is_common(fold(name))


def _sides(mention: Mention, known: Names) -> tuple[str, str]:
    if known.pattern is None:
        return "", ""
    text = mention.passage.text
    plain = bare(text)
    found = [
        (one.start(), one.end(), one.group())
        for one in known.pattern.finditer(text)
        if not _leads_in(_BYSTANDER, plain, one.start())
    ]
    before = [one for one in found if one[1] <= mention.start]
    clause = max(plain.rfind(stop, 0, mention.start) for stop in (" : ", ": ", "; "))
    before = [one for one in before if one[0] > clause] or before
    after = [one for one in found if one[0] >= mention.end and one[0] - mention.end < 110]
    who = whom = ""
    for start, _, name in after:
        if _leads_in(_BY, plain, start) and not who:
            who = name
        elif not whom and _leads_in(_OTHER, plain, start):
            whom = name
    if not who and before:
        who = before[0][2]
    if not whom and before:
        whom = next((name for *_, name in reversed(before) if name != who), "")
    if not who and after and not whom:
        who = after[0][2]
    return who, "" if whom == who else whom


def _leads_in(words: re.Pattern[str], plain: str, start: int) -> bool:
    """Whether `words` stand right before the name at `start`."""
    return words.search(plain, max(0, start - _NEAR), start) is not None


def _most(counted: Counter[str], known: Names) -> str:
    """The name counted most; of equals the one the story tells most, then the shorter."""
    if not counted:
        return ""
    return max(
        counted, key=lambda name: (counted[name], known.counts.get(name, 0), -len(name), name)
    )
