"""An issue with which all is well, and its mail; tests break one thing at a time."""

from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import SMTP

from digest.check import check
from digest.config import Newsletter
from digest.draft import parse
from digest.facts.vet import vet
from digest.model import Article, Email, Evidence
from digest.render import render

NEWSLETTER = Newsletter.model_validate(
    {
        "name": "La Boussole",
        "url": "https://boussole.example/{date}",
        "unsubscribe_url": "https://boussole.example/fin?qui={token}",
        "sender": {"name": "La Boussole", "email": "a@boussole.example", "postal_address": "Lyon"},
    }
)

DRAFT = """---
title: Le courant manque
subject: Le courant manque
preheader: Trois régions ferment leurs réseaux, et une grue part seule
date: 2025-09-27
language: fr
---

## L’attente <!-- editorial -->

Une demande sur deux serait un doublon, [calcule l’association](https://reseaux.example/etude).

### Qui paie ?

Ni les uns, ni les autres !

## Réseaux <!-- france -->

*Le port et la plaine.*

Amarante • Port de Brest

- **Brest branche ses grues** • Le port a mis en service un pilote automatique.

  1. Six grues *de quai*
  2. Une vigie
  [Le Relais](https://relais.example/grues?id=7) <!-- sa1b2c3d4e5f6 -->

- **La plaine attend** • Quatre dossiers dorment à la préfecture depuis le mois de mai.
  [Dépêche](https://depeche.example/plaine) · [Le Relais](https://relais.example/plaine) <!-- sb1b2c3d4e5f6 -->

## Carte <!-- subscribers -->

La carte complète des hangars est réservée aux abonnés payants.
"""


# What the two items were made from.
LONG = (
    "Les industriels de la plaine, qui avaient demandé leur raccordement avant l’été, attendent "
    "encore une réponse de la préfecture"
)
ARTICLES = {
    "a": (
        "Brest branche ses grues",
        "Six grues de quai, une vigie, un pilote : trois régions ferment leurs réseaux, une demande sur deux…",
    ),
    "b": ("La plaine attend", f"Quatre dossiers dorment à la préfecture depuis mai. {LONG}."),
}
EVIDENCE = Evidence(
    day=date(2025, 9, 27),
    articles={
        id_: Article(
            id=id_,
            url=f"https://relais.example/{id_}",
            title=title,
            text=text,
            source="Le Relais",
            publisher="relais.example",
            published=datetime(2025, 9, 25, tzinfo=UTC),
            language="fr",
        )
        for id_, (title, text) in ARTICLES.items()
    },
    stories={"sa1b2c3d4e5f6": ("a",), "sb1b2c3d4e5f6": ("b",)},
)


def message(html, text, *, header=True, charset="utf-8"):
    """A message of these two readings, as the renderer would write it."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = "Le courant manque"
    if header:
        mail["List-Unsubscribe"] = f"<{NEWSLETTER.unsubscribe_url}>"
    mail.set_content(text, charset=charset, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", charset=charset, cte="quoted-printable")
    return mail.as_bytes()


def findings(
    changes=(),
    *,
    html=(),
    text=(),
    web=(),
    eml=None,
    newsletter=NEWSLETTER,
    warn=(),
    ask=None,
    score=None,
    paid=False,
):
    """What is found when the pairs (old, new) of `changes` are changed in the draft, and those of
    `html`, `text` and `web` in what was made of it. `paid` looks at the mail for subscribers too.
    """
    located = parse(_changed(DRAFT, changes))
    email = render(located.issue, newsletter=newsletter, templates=None)
    if html or text or web:
        page, plain = _changed(email.html, html), _changed(email.text, text)
        email = Email(
            subject=email.subject,
            html=page,
            text=plain,
            web=_changed(email.web, web),
            eml=message(page, plain),
        )
    if eml is not None:
        email = Email(
            subject=email.subject, html=email.html, text=email.text, web=email.web, eml=eml(email)
        )
    vetted = vet(located.issue, EVIDENCE)
    subscribers = (
        render(located.issue, newsletter=newsletter, templates=None, variant="subscribers")
        if paid
        else None
    )
    return check(
        located,
        email,
        newsletter=newsletter,
        subscribers=subscribers,
        vetted=vetted,
        verbatim=15,
        warn=warn,
        ask=ask,
        score=score,
    )


def _changed(text, pairs):
    for old, new in pairs:
        assert old in text, f"{old!r} is not there"
        text = text.replace(old, new)
    return text
