"""What French and English call the same thing when the words do not look alike.

Countries come from the Unicode CLDR (by Babel); the rest is a short table of what newsletters name:
cities, abbreviations, institutions, titles. One row is one thing, a word at a time.
"""

from collections.abc import Mapping
from functools import cache, lru_cache

from digest.text import fold

__all__ = ["known", "names_of_country", "same_thing"]

_ROWS = (
    # abbreviations
    "ia ai", "pdg ceo", "dg ceo", "ue eu union", "otan nato", "onu un", "fmi imf", "bce ecb", "pib gdp",
    "usa us etats unis united states americain american america", "rgpd gdpr", "oms who",
    "ocde oecd", "ru uk royaume uni united kingdom britain britannique british", "pme sme", "aie iea", "opep opec", "omc wto", "ong ngo", "bri bis", "cpi icc", "tva vat",
    # cities and regions
    "londres london", "pekin beijing", "moscou moscow", "bruxelles brussels", "geneve geneva",
    "varsovie warsaw", "vienne vienna", "athenes athens", "lisbonne lisbon", "caire cairo",
    "francfort frankfurt", "copenhague copenhagen", "edimbourg edinburgh", "venise venice",
    "rome roma", "milan milano", "seville sevilla", "seoul seoul", "bombay mumbai", "kiev kyiv",
    "abou abu", "dabi dhabi", "riyad riyadh", "teheran tehran", "cologne koln", "baviere bavaria",
    "nouveau nouvelle new", "californie californien california californian", "golfe gulf",
    "nord north northern", "sud south southern", "est east eastern", "ouest west western", "moyen proche middle", "orient east",
    # peoples
    "allemagne germany allemand german", "angleterre england anglais english",
    "espagne spain espagnol spanish", "pays-bas netherlands holland neerlandais dutch",
    "suisse switzerland swiss", "suede sweden suedois swedish", "danemark denmark danois danish",
    "norvege norway norvegien norwegian", "pologne poland polonais polish",
    "grece greece grec greek", "ecosse scotland ecossais scottish", "galles wales gallois welsh",
    "irlande ireland irlandais irish", "chine china chinois chinese",
    "japon japan japonais japanese", "coree korea coreen korean", "inde india indien indian",
    "bresil brazil bresilien brazilian", "maroc morocco marocain moroccan",
    "egypte egypt egyptien egyptian", "turquie turkey turc turkish", "liban lebanon libanais",
    "europe europeen european", "france francais french hexagone", "italie italy italien italian",
    "canada canadien canadian", "saoudite saoudien saudi", "emirats emirates emirati",
    "afrique africa africain african", "asie asia asiatique asian", "israel israelien israeli",
    "ukraine ukrainien ukrainian", "russie russia russe russian", "hongrie hungary hongrois",
    "mexique mexico mexicain mexican", "belgique belgium belge belgian",
    # institutions and titles
    "coupe cup", "ligue league", "championnat championship", "jeux games", "prix prize",
    "maison house", "blanche white", "parlement parliament", "assemblee assembly", "senat senate",
    "banque bank", "ministere ministry", "ministre minister", "ecole school", "conseil council",
    "tribunal cour court", "comte county", "juge judge", "tresor treasury", "roi king",
    "reine queen", "pape pope", "secretaire secretary", "guerre war", "seconde second ii", "mondial world", "loi act law", "chambre chamber house",
    "ivoire ivory", "journee jour day", "enfance enfant child children", "femme woman women", "paix peace",
    "haut haute high", "agence agency", "comite committee", "institut institute", "universite university",
    "hopital hospital", "musee museum", "aeroport airport", "parti party", "mouvement movement",
    "autorite authority", "bureau office", "departement department", "armee army", "croix cross",
    "medecin doctor", "sans without", "frontiere border", "droit right", "organisation organization",
    "sante health", "travail labour labor", "commerce trade", "energie energy", "donnee data",
    "marche market", "concurrence competition", "affaire affair", "etranger etrangere foreign",
    "interieur interior home", "finance finances", "recherche research", "academie academy",
    "democrate democratic democrat", "republicain republican", "conservateur conservative",
    "travailliste labour", "socialiste socialist", "ecologiste vert green", "etat state",
    "rouge red", "noir black", "bleu blue", "grand great", "petit little small", "libre free",
    "lac lake", "mer sea", "mont mount", "ile island isle", "cote coast", "baie bay", "detroit strait",
    "fleuve riviere river", "vallee valley", "rue street", "pont bridge", "tour tower", "port harbour",
    "directeur director", "chef chief", "troisieme third", "quatrieme fourth", "cinquieme fifth",
    "medaille medal", "chaine channel", "semaine week", "journal newspaper", "gouverneur governor",
    "maire mayor", "depute lawmaker", "duc duke", "reseau network", "caisse fund", "fonds fund",
    "traite treaty", "defense defence", "bourse exchange", "societe company", "fondation foundation", "espace space",
)  # fmt: skip


@cache
def _rows() -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, row in enumerate(_ROWS):
        for word in fold(row).replace("-", " ").split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@lru_cache(maxsize=1 << 16)
def _things(word: str) -> frozenset[int]:
    """The rows that have `word`, plural and French feminine aside."""
    forms = (word, *(word.removesuffix(end) for end in ("s", "es", "e", "ne", "nes")))
    return frozenset().union(*(_rows().get(form, ()) for form in forms))


def known(word: str) -> bool:
    """Whether the folded `word` stands in the table: an adjective, a title, an abbreviation."""
    return bool(_things(word))


def same_thing(one: str, other: str) -> bool:
    """Whether two folded words call one thing."""
    return not _things(one).isdisjoint(_things(other))


def names_of_country(name: str) -> tuple[str, ...]:
    """All French and English names of the country called `name`; empty when it is none."""
    code = _countries().get(fold(name))
    return _names_of(code) if code else ()


@cache
def _countries() -> Mapping[str, str]:
    from babel import Locale  # noqa: PLC0415  # 50 ms, for the first name not found as it stands

    return {
        fold(name): code
        for language in ("fr", "en")
        for code, name in sorted(Locale(language).territories.items())
        if code.isalpha()
    }


@cache
def _names_of(code: str) -> tuple[str, ...]:
    return tuple(sorted(name for name, other in _countries().items() if other == code))
