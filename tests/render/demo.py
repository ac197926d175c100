"""An issue with everything in it, made up: the tests read it, and screenshots are taken of it."""

import base64
import struct
import zlib
from datetime import date

from digest.config import Newsletter
from digest.model import (
    ABOUT,
    AGENDA,
    EDITORIAL,
    LATEST,
    SIGNOFF,
    TEASERS,
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


def _picture() -> str:
    """A skyline of grey hangars as a PNG of 1104 x 460 pixels in a data: address."""
    width, height = 1104, 460
    sky, hangar, line = b"\xe9\xdf\xcf", b"\x54\x5e\x66", b"\xb2\x3a\x24"
    rows = []
    for y in range(height):
        roof = [y > 190 + (x // 138 * 53) % 120 for x in range(width)]
        rows.append(b"\0" + b"".join(hangar if dark else sky for dark in roof))
    rows[150:153] = [b"\0" + line * width] * 3
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
    return "data:image/png;base64," + base64.b64encode(data).decode()


NEWSLETTER = Newsletter.model_validate(
    {
        "name": "La Boussole",
        "tagline": "L'intelligence artificielle, lue depuis l'Europe",
        "url": "https://boussole.example/numeros/{date}",
        "unsubscribe_url": "https://boussole.example/desabonnement",
        "sender": {
            "name": "La Boussole",
            "email": "lettre@boussole.example",
            "reply_to": "redaction@boussole.example",
            "postal_address": "12, rue des Cartographes\n69001 Lyon",
        },
    }
)


def _link(name: str, page: str) -> Link:
    return Link(text=name, url=f"https://{name.lower().replace(' ', '-')}.example/{page}")


EDITORIAL_SECTION = Section(
    key=EDITORIAL,
    title="Le cuivre, le sable et l'électricité",
    standfirst="Les modèles se copient en un an ; les transformateurs se commandent quatre ans à l'avance.",
    blocks=(
        Note(text="Éditorial à écrire. Les faits de la semaine :"),
        Prose(
            text="On croyait la course décidée par les **algorithmes**. Elle l'est par les poseurs de câbles. "
            "Cette semaine, trois régions ont suspendu leurs raccordements : la file d'attente dépasse 8 GW, "
            "et un dossier déposé aujourd'hui sera examiné en 2029..."
        ),
        Subhead(text="La file d'attente"),
        Prose(
            text="Une demande sur deux serait un doublon, [calcule l'association des réseaux]"
            "(https://reseaux.example/etude?annee=2025&page=12) : les promoteurs réservent partout pour "
            "construire quelque part. Résultat : 400 000 foyers attendent derrière des hangars vides."
        ),
        Picture(
            src=_picture(),
            alt="Un pylône devant un hangar sans fenêtre",
            caption="Le progrès, vu de la route • Photo *La Boussole*",
        ),
        Subhead(text="Qui paie ?"),
        Prose(
            text="Ni les uns, ni les autres. La facture est étalée sur vingt ans et sur tout le monde."
        ),
        Quote(
            text="« Nous avons vendu la même prise à quatre clients, et aucun n'a encore de lampe. »",
            source="Un directeur de réseau, devant la commission, p. 34",
        ),
        Prose(text="La lampe, elle, est commandée."),
    ),
)

BUBBLE = Section(
    key="bubble",
    title="Bulle : la semaine des 18 milliards",
    standfirst="Quatre opérations, deux acheteurs, un seul banquier.",
    companies=("Halcyon", "Nordfabrik", "Meridian Cloud"),
    blocks=(
        Item(
            id="a1",
            title="Halcyon lève 2,4 Md$ et en promet 9",
            text="La jeune pousse de Toronto porte sa valorisation à 31 milliards $, soit 60 fois ses ventes. "
            "Le tour est mené par son propre fournisseur de puces, qui récupère 80 % de la somme en commandes.\n\n"
            "Son concurrent Meridian a, lui, *renoncé* : « Trop cher ? Non : trop tôt ! »",
            links=(_link("Le Relais", "halcyon"), _link("North Wire", "halcyon-raises?id=7&s=2")),
            marks=("locked",),
        ),
        Item(
            id="a2",
            title='Chip maker\'s shares fall "only" 7%',
            text="Investors didn't like the outlook. Orders for 2026 were flat, the company said.",
            links=(_link("North Wire", "chips"),),
            marks=("lang:en",),
        ),
        Item(
            label="EN FILIGRANE",
            title="le crédit-bail de retour",
            text="Les serveurs d'occasion partent à 35 % de leur prix. M. Dupont, loueur à Lille, en a "
            "racheté 1 200 en un mois.",
        ),
        Item(
            label="À SURVEILLER",
            title="",
            text="La clôture des comptes de Nordfabrik, mardi à 17 h 30.",
        ),
        Subhead(text="L'addition de la semaine"),
        Deal(
            id="a1-funding",
            who="Meridian Cloud",
            whom="Halcyon",
            kind="levée de fonds",
            amount="2,4 Md$",
            links=(_link("Le Relais", "halcyon"),),
        ),
        Deal(
            id="a2-debt",
            who="Nordfabrik",
            kind="dette",
            amount="900 M€",
            links=(_link("North Wire", "nordfabrik"),),
        ),
    ),
)

FRANCE = Section(
    key="france",
    title="Le plan, le rapport, la commission : quand l'État met l'intelligence artificielle à l'étude avant de la mettre au travail",
    companies=("Amarante", "Port de Brest"),
    blocks=(
        Item(
            id="f1",
            title="Titre avec <script>alert('x')</script> & des signes",
            text="Un texte avec <b>du HTML</b>, `du ; code`, 3 < 5 et https://exemple.example/a?b='c'...d.\n\n- un point\n- un autre",
            links=(
                _link("Le Relais", 'é?q="x"'),
                Link(text="piège", url="javascript:alert(1)"),
            ),
        ),
        Item(
            id="f2",
            title="Brest branche ses grues",
            text="Le port a mis en service un pilote automatique pour six grues.",
        ),
    ),
)

ISSUE = Issue(
    date=date(2025, 9, 27),
    title="Comment l'IA a pris le courant : la semaine où tout s'est branché",
    newsletter="La Boussole",
    language="fr",
    number=12,
    subject="L'IA prend le courant : 18 milliards en une semaine",
    preheader="Réseaux saturés, levées records et une lampe qui manque",
    teaser=(
        "Les réseaux électriques affichent complet",
        "Halcyon : 60 fois les ventes",
        "Brest branche ses grues",
    ),
    epigraph=Epigraph(
        text="« La carte n'est pas le territoire, mais elle indique où l'on s'est perdu »",
        author="Proverbe d'arpenteur",
    ),
    sections=(
        EDITORIAL_SECTION,
        BUBBLE,
        Section(key="media", title="Médias", blocks=(Note(text="Rien cette semaine."),)),
        FRANCE,
        Section(
            key=AGENDA,
            blocks=(
                Item(
                    title="Mercredi 1er octobre",
                    text="Journée des réseaux, à Nantes, de 9 h 30 à 18 h.",
                ),
                Item(title="Samedi 4 octobre", text="Portes ouvertes du supercalculateur d'Orsay."),
            ),
        ),
        Section(
            key=TEASERS,
            blocks=(
                Item(label="ENQUÊTE", text="Qui possède les hangars ? Notre carte de 212 sites."),
                Item(label="ENTRETIEN", text="La régulatrice qui a dit non."),
            ),
        ),
        Section(
            title="Les hangars, carte en main",
            audience="subscribers",
            blocks=(Prose(text="Texte réservé aux seuls payants."),),
        ),
        Section(key=SIGNOFF, blocks=(Prose(text="Bon week-end, et éteignez en sortant."),)),
        Section(
            key=ABOUT,
            title="À propos",
            blocks=(
                Prose(
                    text="La Boussole paraît le samedi. Elle est écrite à Lyon, relue deux fois et ne prédit rien."
                ),
            ),
        ),
        Section(
            key=LATEST,
            blocks=(
                Prose(
                    text="- [Le mois des juges](https://boussole.example/numeros/2025-09-20)\n- [Puces : la pénurie polie](https://boussole.example/numeros/2025-09-13)"
                ),
            ),
        ),
    ),
)
