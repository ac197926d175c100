"""Each rule: a sound issue passes them all, and each planted defect is found by its own rule."""

import pytest

from digest.check import names

ITEM = "- **Brest branche ses grues** • Le port a mis en service un pilote automatique."
UNSUBSCRIBE = "https://boussole.example/fin?qui={token}"


def draft(old, new):
    return {"changes": [(old, new)]}


def html(old, new):
    return {"html": [(old, new)]}


def text(old, new):
    return {"text": [(old, new)]}


def subject(words):
    return draft("subject: Le courant manque", f"subject: {words}")


def preheader(words):
    return draft("preheader: Trois régions ferment leurs réseaux, et une grue part seule", words)


SECRET = "La carte complète des hangars est réservée aux abonnés payants."
PICTURE = "![Une grue]({})\n\n## Réseaux"

PLANTED = [
    # what only subscribers may read
    ("subscribers-only", html("Ni les uns", f"{SECRET} Ni les uns")),
    ("subscribers-only", text("Ni les uns", f"{SECRET} Ni les uns")),
    ("subscribers-only", {"web": [("Ni les uns", f"{SECRET} Ni les uns")]}),
    ("subscribers-only", subject(SECRET)),
    ("subscribers-only", preheader(f"preheader: {SECRET}")),
    # a way to leave
    ("unsubscribe", html(f'href="{UNSUBSCRIBE}"', 'href="https://boussole.example/"')),
    ("unsubscribe", html("Se désabonner", "")),
    ("unsubscribe", text(UNSUBSCRIBE, "https://boussole.example/2025-09-27")),
    # unfinished
    ("placeholder", draft("Une vigie", "Une vigie {{ nombre }}")),
    ("placeholder", draft("Une vigie", "Une vigie, TODO")),
    ("placeholder", draft("Une vigie", "Lorem ipsum dolor".lower())),
    ("placeholder", draft("Une vigie", "Une vigie à compléter")),
    ("placeholder", subject("Bonjour %%nom%%")),
    ("placeholder", subject("Bonjour *|FNAME|*")),
    ("placeholder", text("Une vigie", "Une vigie {prenom}")),
    ("placeholder", html("Une vigie", r"Une vigie\u{a0}")),
    ("placeholder", html(">Réseaux<", ">None<")),
    (
        "editorial",
        draft(
            "Une demande sur deux serait un doublon, [calcule l’association](https://reseaux.example/etude).\n\n"
            "### Qui paie ?\n\nNi les uns, ni les autres !",
            "<!-- à écrire -->",
        ),
    ),
    # lost
    ("lost-words", html("Quatre dossiers dorment", "Quatre dorment")),
    ("lost-words", html("Le port et la plaine.", "")),
    ("lost-words", text("Quatre dossiers", "Dossiers")),
    ("lost-words", text("Port de Brest", "")),
    ("lost-words", {"web": [("Dépêche", "")]}),
    ("lost-words", html("Six grues <em>de quai</em>", "<em>de quai</em>")),
    # what no source says
    ("fact-unsupported", draft("depuis le mois de mai", "depuis le mois de juin")),
    ("fact-unsupported", draft("Quatre dossiers dorment", "Douze dossiers dorment")),
    ("fact-unsupported", draft("un pilote automatique", "un pilote de Thales")),
    ("fact-unsupported", draft("un pilote automatique", "un pilote « qui ne dort jamais »")),
    ("fact-unsupported", draft("**La plaine attend**", "**La plaine attend 40 M€**")),
    ("fact-unsupported", draft("## Carte", "- Une ligne sans source.\n\n## Carte")),
    ("fact-unsupported", draft("## Carte", "<!-- garanti : Rien de tel. -->\n\n## Carte")),
    # links
    ("link", html('href="https://depeche.example/plaine"', 'href=""')),
    ("link", html('href="https://depeche.example/plaine"', 'href="#"')),
    ("link", draft("https://depeche.example/plaine", "http://localhost:8000/plaine")),
    ("link", draft("https://depeche.example/plaine", "http://127.0.0.1/plaine")),
    ("link", draft("https://depeche.example/plaine", "http://192.168.1.7/plaine")),
    ("link", draft("https://depeche.example/plaine", "http://[::1]/plaine")),
    ("link", draft("https://depeche.example/plaine", "http://serveur/plaine")),
    ("link", draft("https://depeche.example/plaine", "http://nas.local/plaine")),
    ("link", draft("https://depeche.example/plaine", "https://depeche.example/{page}")),
    ("link", draft("https://depeche.example/plaine", "javascript:alert(1)")),
    ("link", draft("https://reseaux.example/etude", "reseaux.example/etude")),
    ("link", html('href="https://depeche.example/plaine"', 'href="htp://depeche.example"')),
    ("link", html('href="https://depeche.example/plaine"', 'href="mailto:depeche"')),
    ("missing-source", draft("  [Le Relais](https://relais.example/grues?id=7)", " ")),
    ("missing-source", draft("## Carte", "- Une ligne sans source.\n\n## Carte")),
    ("duplicate", draft("**La plaine attend**", "**Brest branche ses grues**")),
    ("duplicate", draft("**La plaine attend**", "**BREST  branche ses grues**")),
    ("duplicate", draft("relais.example/plaine", "relais.example/grues?id=7&utm_source=x")),
    ("duplicate", draft("https://relais.example/plaine", "https://depeche.example/plaine#b")),
    # both readings
    ("parity", text("https://depeche.example/plaine", "")),
    ("parity", text("Ni les uns", "https://autre.example/page Ni les uns")),
    ("parity", text("Réseaux\n", "\n")),
    # those who listen
    ("accessibility", html('<html lang="fr"', "<html")),
    ("accessibility", html('<html lang="fr"', '<html lang="und"')),
    ("accessibility", html('dir="ltr" xmlns', "xmlns")),
    ("accessibility", html('role="article" lang="fr"', 'role="article"')),
    ("accessibility", html("<title>Le courant manque</title>", "<title></title>")),
    ("accessibility", html('role="presentation"', "")),
    (
        "accessibility",
        html("Ni les uns", '<img src="https://a.example/b.png" width="5">Ni les uns'),
    ),
    ("accessibility", draft("## Réseaux", "![](https://a.example/b.png)\n\n## Réseaux")),
    ("heading-order", html("<h1", "<h2")),
    ("heading-order", html("<h3", "<h4")),
    # those who see little, or read in the dark
    ("contrast", html("color:#5a5854", "color:#c5c2bb")),
    ("contrast", html("color: #e6e4df !important", "color: #36424a !important")),
    # what programs and servers do
    ("picture", draft("## Réseaux", PICTURE.format("images/grue.png"))),
    ("picture", draft("## Réseaux", PICTURE.format("data:image/png;base64," + "AAAA" * 70_000))),
    ("size", draft("Une vigie", "Une vigie " + "et une vigie encore " * 4500)),
    ("size", html("Une vigie", "Une vigie" + "<i></i>" * 12_000)),
    ("css", html("</style>", "." + "x" * 17_000 + "{}</style>")),
    ("css", html("</style>", "@media print { @media screen { p { color: red } } }</style>")),
    ("client-support", html("</style>", ".card { display: grid }</style>")),
    ("client-support", html("Ni les uns", "<video></video>Ni les uns")),
    ("client-support", html("</style>", "p::before { content: 'x' }</style>")),
    ("transport", html("Ni les uns", "\x0cNi les uns")),
    ("transport", text("Ni les uns", "\x9fNi les uns")),
    # another's words
    (
        "verbatim",
        draft(
            "Quatre dossiers",
            "Les industriels de la plaine, qui avaient demandé leur raccordement avant l’été, "
            "attendent encore une réponse de la préfecture. Quatre dossiers",
        ),
    ),
    # style
    ("subject", subject("Le courant manque " * 4)),
    ("preheader", preheader("preheader: Trop court")),
    ("preheader", preheader("preheader: Le courant manque")),
    ("preheader", preheader("preheader: " + "Bien trop long " * 7)),
    ("link-text", draft("[Dépêche]", "[ici]")),
    ("link-text", draft("[calcule l’association]", "[Lire la suite…]")),
    ("typography", draft("Qui paie ?", "Qui paie?")),
    ("typography", draft("Une vigie", "Une «vigie»")),
    ("typography", draft("Une vigie", 'Une "vigie"')),
]


def test_a_sound_issue_passes_every_rule(findings):
    assert findings() == ()


@pytest.mark.parametrize(
    ("rule", "defect"), PLANTED, ids=[f"{rule}-{n}" for n, (rule, _) in enumerate(PLANTED)]
)
def test_a_planted_defect_is_found_by_its_rule(findings, rule, defect):
    found = findings(**defect)
    assert rule in {finding.rule for finding in found}


@pytest.mark.parametrize("mark", ["held", "dropped"])
def test_what_readers_do_not_get_is_not_doubted(findings, mark):
    item = "<!-- sb1b2c3d4e5f6 -->"
    changes = [("Quatre dossiers", "Douze dossiers"), (item, item.replace(" -->", f" {mark} -->"))]
    assert "fact-unsupported" not in {finding.rule for finding in findings(changes)}


@pytest.mark.parametrize(
    ("old", "new", "severity"),
    [
        ("subject: Le courant manque", "subject: Il manque 14 GW", "error"),
        ("Trois régions ferment", "40 régions ferment", "error"),
        ("*Le port et la plaine.*", "*Le port de Kourou.*", "error"),
        ("Une demande sur deux", "Depuis 1954, une demande sur deux", "warning"),
        ("### Qui paie ?", "### Qui paie 3 Md€ ?", "warning"),
    ],
    ids=["subject", "preheader", "standfirst", "editorial", "subhead"],
)
def test_what_stands_round_the_items_is_held_against_the_whole_issue(
    findings, letter, old, new, severity
):
    (found,) = [one for one in findings([(old, new)]) if one.rule == "fact-unsupported"]
    assert found.severity == severity
    rows = letter["DRAFT"].replace(old, new).splitlines()
    assert new in rows[found.line - 1]


def test_the_houses_own_motto_is_not_asked_for_sources(findings, letter):
    preheader = "Trois régions ferment leurs réseaux, et une grue part seule"
    change = [(preheader, f"{preheader} • Samedi, 3 Md€ de nouvelles")]
    assert [one.rule for one in findings(change) if one.rule == "fact-unsupported"]
    motto = letter["NEWSLETTER"].model_copy(update={"tagline": "Samedi, 3 Md€ de nouvelles"})
    found = findings(change, newsletter=motto)
    assert not [one for one in found if one.rule == "fact-unsupported"]


def test_every_rule_has_a_defect_planted():
    # Those that ask others have tests of their own (test_check_outside.py).
    assert {rule for rule, _ in PLANTED} == set(names()) - {"dead-link", "spam"}


def test_no_unsubscribe_address_is_found(findings, letter):
    newsletter = letter["NEWSLETTER"].model_copy(update={"unsubscribe_url": ""})
    assert "unsubscribe" in {finding.rule for finding in findings(newsletter=newsletter)}


@pytest.mark.parametrize(
    ("rule", "options"),
    [("unsubscribe", {"header": False}), ("transport", {"charset": "cp1252"})],
)
def test_a_defect_of_the_message_is_found(findings, letter, rule, options):
    found = findings(
        eml=lambda email: letter["message"](
            email.html.replace("\u202f", " "), email.text.replace("\u202f", " "), **options
        )
    )
    assert rule in {finding.rule for finding in found}


def test_a_line_too_long_for_mail_servers_is_found(findings):
    found = findings(eml=lambda email: email.eml.replace(b"=\r\n", b""))
    assert "transport" in {finding.rule for finding in found}


def test_an_empty_message_is_found_and_breaks_nothing(findings):
    found = findings(eml=lambda _: b"")
    assert {"transport", "lost-words", "unsubscribe", "subject"} <= {f.rule for f in found}
