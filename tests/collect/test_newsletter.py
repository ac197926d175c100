"""A newsletter is told from an article, and split into its items."""

from digest.collect import newsletter

LONG = "qui emploie trente personnes et en cherche autant pour ses deux nouveaux ateliers."
TEXT = (
    "Ce que dit le port",
    "CETTE SEMAINE • Les comptes • La criée • Bienvenue dans Le Quai, samedi 4 octobre 2025.",
    "« Rien ne se perd » Un marin",
    "Le vent tourne",
    f"Le port change de visage depuis trois ans, à commencer par la coopérative, {LONG}",
    "À qui la faute ?",
    f"La criée, elle, ferme ses portes : il ne reste que la coopérative, {LONG} {LONG} {LONG}",
    "Anne Le Goff",
    "…attend vos lettres.",
    "Les ateliers",
    "Brest • Lorient",
    f"• Bons comptes • La coopérative présente des comptes meilleurs que prévu, {LONG}",
    "« Une citation que la rédaction a choisie parce qu’elle résume toute l’affaire en peu de mots. »",
    f"• Mauvais vents • La criée ferme ses portes après quatre-vingts ans, {LONG}",
    f"• À SURVEILLER : Un accord fragile. La ville discute avec la région d’une aide, {LONG}",
    "Agenda",
    f"• Lundi au port • Le salon de la mer ouvre ses portes pour une semaine, {LONG}",
    "EN EXCLUSIVITÉ POUR LES ABONNÉS :",
    f"• Dossier • Tout ce qu’il faut savoir de la coopérative, {LONG}",
    "Anne Le Goff",
    f"Journaliste depuis vingt ans, Anne dirige la rédaction de la coopérative, {LONG}",
    "Les derniers articles publiés",
)


def test_titled_bullets_are_items_and_the_editorial_is_one() -> None:
    issue = newsletter.from_text(TEXT)
    assert issue is not None
    titles = [entry.title for entry in issue.entries]
    assert titles == [
        "Le vent tourne",
        "Bons comptes",
        "Mauvais vents",
        "Un accord fragile",
        "Lundi au port",
    ]
    assert (issue.title, issue.name) == ("Ce que dit le port", "Le Quai")


def test_the_editorial_ends_at_its_signature() -> None:
    issue = newsletter.from_text(TEXT)
    assert issue is not None
    assert "À qui la faute ?" in issue.entries[0].text
    assert "attend vos lettres" not in issue.entries[0].text


def test_a_pull_quote_is_of_no_item() -> None:
    issue = newsletter.from_text(TEXT)
    assert issue is not None
    assert not any("citation" in entry.text for entry in issue.entries)


def test_an_article_with_a_list_is_no_newsletter() -> None:
    listed = [f"- un point de la liste, {LONG}" for _ in range(8)]
    assert newsletter.from_text(["Un titre", f"La coopérative, {LONG}", *listed]) is None


def page(items: str) -> str:
    return (
        f"<html><body><h1>The Quay</h1>{items}<p><a href='https://q.example/u'>Unsubscribe</a></p>"
    )


ITEM = (
    "<h2><a href='https://paper.example/{n}'>Story number {n} of the week</a></h2>"
    "<p>The cooperative showed its accounts on Tuesday, and they are better than it feared.</p>"
    "<img src='https://t.example/pixel.gif' width='1'>"
)


def test_linked_headings_are_items_with_their_links() -> None:
    issue = newsletter.from_html(page("".join(ITEM.format(n=n) for n in range(4))))
    assert issue is not None
    assert [entry.url for entry in issue.entries] == [
        f"https://paper.example/{n}" for n in range(4)
    ]
    assert issue.entries[0].text.startswith("The cooperative showed")


def test_a_bold_lead_is_a_title() -> None:
    item = (
        "<p><b>Story {n} in brief</b> The cooperative showed its accounts on Tuesday, and they are "
        "better than feared. <a href='https://paper.example/{n}'>More</a></p>"
    )
    issue = newsletter.from_html(page("".join(item.format(n=n) for n in range(3))))
    assert issue is not None
    assert [entry.title for entry in issue.entries] == [f"Story {n} in brief" for n in range(3)]
    assert issue.entries[2].url == "https://paper.example/2"


def test_links_that_are_not_of_the_web_are_no_links() -> None:
    hostile = ITEM.replace("https://paper.example/{n}", "javascript:alert({n})")
    assert newsletter.from_html(page("".join(hostile.format(n=n) for n in range(4)))) is None


def test_a_mailed_essay_is_no_newsletter_of_items() -> None:
    prose = "<p>The cooperative showed <a href='https://c.example/{n}'>its accounts</a> on Tuesday, and they are better than feared.</p>"
    parts = (f"<h2>Part number {n} of the essay</h2>" + prose.format(n=n) for n in range(6))
    assert newsletter.from_html(page("<h1>One title</h1>" + "".join(parts))) is None


def test_a_label_inside_an_item_opens_no_other() -> None:
    label = "<ul><li><b>Why it matters:</b> Thirty people work there, and thirty more are wanted by summer.</li></ul>"
    issue = newsletter.from_html(page("".join(ITEM.format(n=n) + label for n in range(3))))
    assert issue is not None
    assert len(issue.entries) == 3
    assert "Why it matters" in issue.entries[0].text


def test_the_link_of_an_item_is_that_of_its_button() -> None:
    item = (
        "<h2>Story number {n} of the week</h2><p>The cooperative showed <a href='https://c.example'>its "
        "accounts</a> on Tuesday, and they are better than feared.</p>"
        "<p><a href='https://paper.example/{n}'>Read more</a></p>"
    )
    issue = newsletter.from_html(page("".join(item.format(n=n) for n in range(3))))
    assert issue is not None
    assert [entry.url for entry in issue.entries] == [
        f"https://paper.example/{n}" for n in range(3)
    ]


SPECIFICATIONS = [f"- Écran numéro {n} : un modèle de coopérative, {LONG}" for n in range(6)]


def test_a_list_of_characteristics_is_no_newsletter() -> None:
    assert (
        newsletter.from_text(["Le banc d’essai", f"La coopérative, {LONG}", *SPECIFICATIONS])
        is None
    )


def test_the_same_list_is_one_where_it_can_be_unsubscribed_from() -> None:
    issue = newsletter.from_text([*SPECIFICATIONS, "Se désabonner de cette lettre"])
    assert issue is not None
    assert len(issue.entries) == len(SPECIFICATIONS)
