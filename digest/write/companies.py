"""The company line of a section: « Alibaba • Baidu • Databricks • OpenAI ».

Capitals find names; which of them are companies the texts say that introduce them, and past lines. So
the line says less rather than nonsense: the watch list, then names that several articles or a
headline bear out and that stand somewhere as companies do, without people, places, media and products.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from digest.facts import names
from digest.model import Story
from digest.text import fold
from digest.write.introduced import INTRODUCED, introductions

__all__ = ["companies"]

MOST = 6
PER_STORY = 2
_COMPANY_WORD = re.compile(
    r"\b(?:AI|IA|Labs?|Group|Groupe|Capital|Ventures|Partners|Bank|Banque|Technolog(?:y|ies)|Systems|Robotics|Cloud|"
    r"Studios?|Pictures|Media|Energy|Energies|Motors?|Aerospace|Dynamics|Semiconductor|Networks?|Interactive|Therapeutics|"
    r"Pharma|Telecom|Télécom|Holdings?|Corp|Inc|SA|SE|Ltd|Connect)\b|\.(?:AI|ai|io|com)\b"
)
# What English writes with a capital before the name of a person: "Defense Secretary Ada Strand".
_RANK = re.compile(
    r".*\b(?:Secretary|Minister|President|Chancellor|Senator|Governor|Judge|Justice|Mayor|Ambassador|Commissioner|"
    r"Chairman|Executive|Director|Officer|Spokes\w+) (?=[\w-]+ [\w-]+\Z)"
)
_IN = re.compile(r"\b(?:à|in|at|near)\s\Z", re.IGNORECASE)
_SITE = re.compile(r"\w\.(?:ai|io|com|exe|net|org|fr|co|tv|app)\Z", re.IGNORECASE)
_SHAPE = re.compile(r"[A-ZÀ-Þ]\w*[a-zà-ÿ][A-ZÀ-Þ]|(?!i)[a-z]{1,2}[A-Z]")  # OpenAI, xAI; no iPhone
_PRODUCT = re.compile(r"[- ]?\d[\d.]*\w?\Z|-[A-Z]\w*\Z")
# Names that are no companies, folded: people everybody knows by one word, media, institutions,
# products and common nouns that news writes with capitals.
_NOT = frozenset(
    """
    trump musk altman macron zuckerberg bezos huang nadella pichai xi poutine putin biden starmer
    merz meloni reuters afp bloomberg cnbc cnn bbc forbes wired guardian figaro monde liberation
    echos tribune techcrunch verge axios politico information fortune wsj nyt ft usine nouvelle
    frenchweb journal times post ue eu usa us onu otan nato gsa dsa dma rgpd gdpr cnil arcom ftc
    sec doj fed bce ecb fmi imf ocde oecd commission parlement senat assemblee congres congress
    senate parliament conseil union pentagone pentagon maison-blanche elysee bercy matignon etat
    republique gouvernement ministere armee justice ia ai pdg ceo dg rse api gpu cpu tpu llm pc
    pme eti vc arr capex esg b2b saas ipo mw gw app web internet chatgpt copilot gemini claude
    llama grok sora veo dall-e gpt siri alexa cuda windows android ios iphone shorts reels stories
    vibes stargate blackwell rubin hopper office word excel powerpoint pulse noel paques covid
    brexit nasdaq cac nyse dow jones wall street silicon valley serie series act one chief
    executive officer vice big tech open source data center
    """.split()  # noqa: SIM905 - quotes round each word would hide the words
)


def companies(
    told: Sequence[tuple[Story, str]],
    *,
    watch: Iterable[str],
    known: Iterable[str] = (),
    language: str,
    place_names: Iterable[str] = (),
) -> tuple[str, ...]:
    """At most six names of companies, two of a story, in the order of the stories.

    `told` are the stories and what readers read of each: only names that stand there count. `watch` are the newsletter's own; `known` those that the lines of past issues hold, which an
    editor let stand there.
    """
    stories = [story for story, _ in told]
    watched = {fold(name): name for name in watch}
    excluded = (
        _NOT
        | _territories()
        | {fold(place) for place in place_names}
        | _people(stories, language)
        | _places(stories, language)
        | _media(stories)
    )
    introduced = introductions([a for story in stories for a in story.articles], language)
    introduced.update({fold(name): INTRODUCED for name in known})
    found: dict[str, str] = {}
    for story, words in told:
        read = _parts(words)
        ranked = _ranked(story, watched, excluded, introduced, language)
        for key, name in [pair for pair in ranked if _parts(pair[0]) <= read][:PER_STORY]:
            found.setdefault(key, name)
    return tuple(found.values())[:MOST]


def _ranked(
    story: Story,
    watched: dict[str, str],
    excluded: frozenset[str],
    introduced: Mapping[str, int],
    language: str,
) -> list[tuple[str, str]]:
    """Folded and spelt names of one story that may be companies, the best borne out first."""
    articles: Counter[str] = Counter()
    spelt: dict[str, Counter[str]] = {}
    titled = {part for article in story.articles for part in _parts(article.title)}
    for article in story.articles:
        seen = {name.text for name in names(article.text, article.language or language)}
        for text in sorted(seen):
            key = fold(text)
            articles[key] += 1
            spelt.setdefault(key, Counter())[text] += 1
    scored = []
    for key, count in articles.items():
        text = max(sorted(spelt[key]), key=lambda form: spelt[key][form])
        titles = 1.5 if key in titled else 0.0
        if key in watched:
            scored.append((count + titles + 1.0, key, watched[key]))
        elif (
            key not in excluded
            and _company_like(text, introduced[key])
            and (count > 1 or key in titled)
        ):
            scored.append((count + titles, key, text))
    return [(key, text) for _, key, text in sorted(scored, key=lambda entry: (-entry[0], entry[1]))]


def _company_like(text: str, evidence: int) -> bool:
    """Whether the texts introduce a name as a company more often than as something else, or its shape does."""
    parts = text.split()
    if _PRODUCT.search(text) or evidence < 0 or len(text) < 3:
        return False
    if len(parts) > 1:
        suffix = _COMPANY_WORD.fullmatch(parts[-1]) is not None
        return (suffix or evidence > 0) and not _territories() & _parts(text)
    return evidence > 0 or _SITE.search(text) is not None or _SHAPE.match(text) is not None


def _people(stories: Sequence[Story], language: str) -> set[str]:
    """Last words of « Sam Altman », and the whole: two or three plain words with capitals, rank aside."""
    found = set()
    for story in stories:
        for article in story.articles:
            for name in names(article.text, article.language or language):
                parts = _RANK.sub("", name.text).split()
                if (
                    2 <= len(parts) <= 3
                    and all(part.istitle() for part in parts)
                    and not _COMPANY_WORD.search(name.text)
                ):
                    found |= {name.key, fold(name.text), fold(parts[-1])}
    return found


def _places(stories: Sequence[Story], language: str) -> set[str]:
    """Names that « à » or "in" leads in at least every other place they stand."""
    led: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for story in stories:
        for article in story.articles:
            for name in names(article.text, article.language or language):
                key = fold(name.text)
                met[key] += 1
                led[key] += _IN.search(article.text, max(0, name.start - 6), name.start) is not None
    return {key for key, count in led.items() if count * 2 >= met[key]}


def _media(stories: Sequence[Story]) -> set[str]:
    sources = {fold(article.source) for story in stories for article in story.articles}
    return sources | {source.split(".")[0] for source in sources if "." in source}


def _parts(title: str) -> set[str]:
    return set(re.findall(r"[^\W_]+(?:[-.][^\W_]+)*", fold(title)))


@cache
def _territories() -> frozenset[str]:
    """Countries and regions of the world in French and English, and the cities news names most."""
    from babel import Locale  # noqa: PLC0415  # 20 ms, only when there is an issue to compose

    found = {fold(name) for code in ("fr", "en") for name in Locale(code).territories.values()}
    found |= {name.split()[0] for name in found}  # « Arabie », where a name ends at « saoudite »
    cities = """
    paris londres london bruxelles brussels berlin madrid rome milan dublin zurich geneve geneva
    amsterdam stockholm oslo copenhague helsinki varsovie lisbonne vienne moscou pekin beijing
    shanghai shenzhen tokyo seoul taipei singapour dubai riyad doha tel-aviv bangalore new-york
    washington californie california texas san-francisco palo-alto seattle boston chicago austin
    toronto montreal marseille lyon toulouse lille grenoble nantes bordeaux strasbourg cannes
    versailles saclay heathrow hollywood britain england scotland amerique america europe asie asia afrique africa moyen-orient
    etats-unis royaume-uni ouest nord sud est occident francais americain chinois
    """.split()  # noqa: SIM905 - quotes round each word would hide the words

    return frozenset(found | {city.replace("-", " ") for city in cities} | set(cities))
