"""The laws of the format: nothing an issue holds, nothing a person writes, is lost in the file."""

import re
import unicodedata
from collections import Counter
from datetime import date

from hypothesis import assume, example, given, reject
from hypothesis import strategies as st

from digest.draft import dumps, loads, normal, parse
from digest.errors import DraftError
from digest.model import (
    Deal,
    Epigraph,
    Issue,
    Item,
    Link,
    Note,
    Picture,
    Prose,
    Quote,
    Section,
    Subhead,
)

# Bits of what the format means something by, and of what breaks text formats in general.
HOSTILE = [
    *("## ", "### ", "- ", "* ", "• ", "> ", "---", "***", "```", "<!--", "-->", "<!-- -->", "--"),
    *("**", "*", "_", "`", "[", "](", ")", "![", "]", "(", "\\", "<", ">", "\\<!--", "<\\!--"),
    *(" • ", " : ", ": ", " — ", "— ", "· ", "#", " #", "|", "key:", "id:", "%", "%20", "%C3"),
    *("<script>alert(1)</script>", "<b>", "&amp;", "https://exemple.org/a_(b)?c=d#e", "'", '"'),
    *("\n", "\n\n", "\r\n", "\r", "\t", "  ", "\u00a0", "\u202f", "\u2028", "\x85", "\x0b", "\0"),
    *("\ufeff", "e\u0301", "\u0338", "שלום", "\u202e", "ǅ", "ß", "👩‍💻", "À SURVEILLER", "OPA"),
    *("mot", "Nvidia", "« oui »", "2025", "s1a2b3c", "locked", "subscribers", "standfirst"),
    *("| Qui | Avec qui | Nature | Montant |\n|---|---|---|---|\n| a | b | c | d |", "\\|", "?"),
    *("[a](b)", "![a](b)", "*a*", "**a** • b", "title: x", "companies", "teaser:\n- a"),
]
hostile = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=3)), max_size=6).map(
    "".join
)
links = st.builds(Link, text=hostile, url=hostile)
items = st.builds(
    Item,
    id=st.none() | hostile | st.from_regex(r"s[0-9a-f]{7}", fullmatch=True),
    title=hostile,
    text=hostile,
    label=hostile,
    links=st.lists(links, max_size=2).map(tuple),
    marks=st.lists(st.sampled_from(["locked", "lang:en", "new"]) | hostile, max_size=2).map(tuple),
)
deals = st.builds(
    Deal,
    id=st.none() | hostile | st.from_regex(r"s[0-9a-f]{7}-debt-[a-z]{3}", fullmatch=True),
    who=hostile,
    whom=hostile,
    kind=hostile,
    amount=hostile | st.sampled_from(["18 Md$", "18 Md$ ?", "?"]),
    links=st.lists(links, max_size=2).map(tuple),
    sure=st.booleans(),
    marks=st.lists(st.sampled_from(["locked", "new"]) | hostile, max_size=2).map(tuple),
)
blocks = st.lists(
    st.one_of(
        items,
        st.builds(Prose, text=hostile),
        st.builds(Subhead, text=hostile),
        st.builds(Quote, text=hostile, source=hostile),
        st.builds(Picture, src=hostile, alt=hostile, caption=hostile),
        deals,
        st.builds(Note, text=hostile),
    ),
    max_size=3,
).map(tuple)
sections = st.builds(
    Section,
    key=st.none() | st.sampled_from(["bubble", "editorial", "subscribers"]) | hostile,
    title=hostile,
    standfirst=hostile,
    companies=st.lists(hostile, max_size=3).map(tuple),
    blocks=blocks,
    audience=st.sampled_from(["everyone", "subscribers"]),
)
issues = st.builds(
    Issue,
    date=st.dates(),
    title=hostile,
    newsletter=hostile,
    language=st.sampled_from(["fr", "en"]) | hostile,
    number=st.none() | st.integers(),
    subject=hostile,
    preheader=hostile,
    frozen=hostile,
    teaser=st.lists(hostile, max_size=2).map(tuple),
    epigraph=st.none() | st.builds(Epigraph, text=hostile, author=hostile),
    preamble=blocks,
    sections=st.lists(sections, max_size=2).map(tuple),
    extra=st.lists(st.tuples(hostile, hostile), max_size=2).map(tuple),
)

# What people write: lines in the shape of a draft, near it, and far from it.
ROWS = [
    *(
        "",
        "",
        "",
        "## La bulle <!-- bubble -->",
        "## Une rubrique à moi",
        "##Sans blanc",
        "#### Bas",
    ),
    *("*Un chapô en italique*", "Amiad • Cohere • Mistral", "Amiad • Cohere — et d'autres encore."),
    *("- **Titre** • texte", "* **Titre** – texte", "• **Titre** : texte", "-\tTexte sans titre"),
    *("- À SURVEILLER : **Titre** • texte", "- EN FILIGRANE : haro", "  • **Décalé** • texte"),
    *("  suite de l'item", "    suite plus loin", "\tsuite en tabulation", "suite sans blancs"),
    *("  [Le Monde](https://a.org) · [FT](https://b.org)", "  <!-- s1a2b3c lang:en locked -->"),
    *("  [A](https://a.org) <!-- s1a2b3d -->", "> « Une citation »", ">", "> — Source, p. 3"),
    *("![Photo](a.jpg)", '![Photo](a.jpg "Légende")', "*Légende*", "<!-- vérifier ce chiffre -->"),
    *("<!-- plusieurs", "lignes -->", "Un paragraphe <!-- tiens --> à moi.", "1. un", "2. deux"),
    *(
        "---",
        "***",
        "```",
        "| a | b |",
        "<div>html</div>",
        "**Gras** en tête",
        "- [lien](https://c.org)",
    ),
    *(
        "\u00a0\u00a0Collé de Word\u00a0:",
        "## Abonnés <!-- france subscribers -->",
        "<!-- -->## tu",
    ),
    *(
        "- **Point.** Suite",
        "- Texte <!-- s9f8e7d new --> <!-- note à moi -->",
        "\\## pas un titre",
    ),
    *("- \\- tiret", "<\\!-- pas un commentaire", "\\<!-- non plus", "- - -", "Titre", "====="),
]
rows = st.one_of(st.sampled_from(ROWS), hostile)
bodies = st.lists(rows, max_size=14).map("\n".join)
HEAD_ROWS = [
    *("title: Stargate : la suite # 3", "title: « Oui » et 'non'", 'subject: "Objet : deux"'),
    *(
        "teaser: A • B",
        "teaser:\n  - A\n- B : c",
        "epigraph: « Mot »",
        "# un commentaire",
        "number: 12",
    ),
    *("epigraph:\n  text: « Mot »\n  author: Auteur", "mot-clé: [a, b]", "liste:\n  - a\n  - b"),
    *("une ligne perdue", "title: deuxième", "preheader: |\n  Bloc\n  de texte", "  décalé: x"),
    *("subject: Objet <!-- à revoir -->", "Clé Inconnue : valeur", "language: en"),
]
heads = st.lists(st.sampled_from(HEAD_ROWS) | hostile, max_size=5).map("\n".join)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).casefold()))


def understood(text: str) -> Issue | None:
    """The issue, or None where the text is refused with the line named."""
    try:
        return loads(text)
    except DraftError as error:
        return None if re.match(r"issue\.md:[0-9]+: ", error.message) else loads("")


@example(  # a note that says what a comment behind a line says
    Issue(date=date(2025, 9, 27), sections=(Section(blocks=(Note(text="companies"),)),))
)
@example(  # a name that would be a rule, and is a bullet with a comment behind it
    Issue(date=date(2025, 9, 27), sections=(Section(companies=("- ---",)),))
)
@given(issues)
def test_an_issue_is_read_back_as_it_was_written(issue):
    assert loads(dumps(issue)) == normal(issue)


@given(issues)
def test_normal_changes_nothing_twice(issue):
    assert normal(normal(issue)) == normal(issue)


@given(issues)
def test_writing_again_gives_the_same_bytes(issue):
    written = dumps(issue)
    assert dumps(loads(written)) == written
    written.encode("utf-8")


@given(bodies)
def test_what_is_read_is_normal(body):
    issue = understood(f"---\ndate: 2025-09-27\n---\n{body}")
    assume(issue is not None)
    assert normal(issue) == issue


@given(bodies)
def test_no_word_of_a_body_is_lost(body):
    text = f"---\ndate: 2025-09-27\n---\n{body}"
    issue = understood(text)
    assume(issue is not None)
    # Spelled otherwise in the file: percent signs of ids, other names of an audience.
    assume("%" not in body)
    lost = words(text.replace("<!-- -->", "")) - words(dumps(issue))
    assert lost - Counter({"everyone": 99}) == Counter()


@example("\\n")
@given(heads)
def test_no_word_of_the_front_matter_is_lost(head):
    text = f"---\ndate: 2025-09-27\n{head}\n---\n"
    issue = understood(text)
    assume(issue is not None)
    # As it stands (« \n » may be two signs that were typed), and as JSON strings are read.
    written = dumps(issue)
    read = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), written)
    kept = words(written) | words(re.sub(r"\\[bfnrt]", " ", read))
    assert words(text) - kept - Counter({"9": 1, "7": 1}) == Counter()


@given(heads, bodies)
def test_a_rewritten_file_stays_as_it_is(head, body):
    issue = understood(f"---\ndate: 2025-09-27\n{head}\n---\n{body}")
    assume(issue is not None)
    assert dumps(loads(dumps(issue))) == dumps(issue)
    assert loads(dumps(issue)) == issue


@given(heads, bodies)
def test_every_block_has_its_lines(head, body):
    text = f"---\ndate: 2025-09-27\n{head}\n---\n{body}"
    try:
        located = parse(text)
    except DraftError:
        reject()
    assert len(located.preamble) == len(located.issue.preamble)
    count = text.count("\n") + text.count("\r") + text.count("\x0b") + text.count("\x0c") + 1
    for section, at in zip(located.issue.sections, located.sections, strict=True):
        assert len(section.blocks) == len(at.blocks)
        assert at.whole.first == at.heading.first
        for lines in at.blocks:
            assert at.heading.first <= lines.first <= lines.last <= at.whole.last <= count
