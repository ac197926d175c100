"""What French and English call the same thing when the words do not look alike.

Countries, their peoples and cities come from `countries`; here stands what newsletters name beside
them: institutions, and the words that names of institutions are made of.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from digest.facts.countries import groups
from digest.text import fold

__all__ = ["known", "lettered", "other_names", "same_thing"]

# One row is one word of a name, in both languages.
_WORDS = (
    # abbreviations
    "IA AI", "PDG DG CEO", "OTAN NATO", "PIB GDP", "RGPD GDPR", "PME SME", "AIE IEA", "TVA VAT", "BPCO COPD",
    "ONG NGO", "CPI ICC", "BRI BIS", "AIEA IAEA", "VIH HIV", "ADN DNA", "ARN RNA", "sida AIDS", "OVNI UFO",
    # places
    "francfort frankfurt", "edimbourg edinburgh", "venise venice", "geneve geneva", "milan milano", "bombay mumbai",
    "pekin beijing", "seville sevilla", "abou abu", "dabi dhabi", "cologne koln", "baviere bavaria bayern", "golfe gulf",
    "nouveau nouvelle new", "californie californien californian", "flandre flanders", "bale basel", "anvers antwerp",
    "gand ghent", "tamise thames", "danube donau", "toscane tuscany", "sicile sicily", "saxe saxony", "cornouailles cornwall",
    "barcelone barcelona", "naples napoli", "florence firenze", "turin torino", "munich munchen", "alep aleppo", "mossoul mosul",
    "marioupol mariupol", "nord north northern", "sud south southern", "est east eastern", "ouest west western",
    "moyen proche middle", "orient east", "occident west", "oriental eastern", "occidental western", "meridional southern",
    "septentrional northern", "outre overseas",
    "afrique africa africain african", "asie asia asiatique asian", "europe europeen european",
    "amerique america americain american", "pays netherlands wales country", "hexagone france",
    "texas texan", "hawai hawaii hawaiien hawaiian", "floride florida floridien floridian", "quebec quebecois quebecer",
    # institutions, titles and what they are made of
    "coupe cup", "ligue league", "championnat championship", "mondial world", "monde world", "jeux JO games olympics", "prix prize",
    "olympique olympics olympic", "tournoi tournament", "finale final", "champion champions",
    "maison house", "blanche white", "parlement parliament", "assemblee assembly", "senat senate",
    "banque bank", "ministere ministry department", "ministre minister", "ecole school", "conseil council board",
    "tribunal cour court", "comte county", "juge judge", "tresor treasury", "roi king",
    "reine queen", "pape pope", "secretaire secretary", "guerre war", "seconde second ii", "loi act law",
    "chambre chamber house", "journee jour day", "enfance enfant child children", "femme woman women", "paix peace",
    "haut haute high", "agence agency", "comite committee", "institut institute", "universite university",
    "hopital hospital", "musee museum", "aeroport airport", "parti party", "mouvement movement",
    "autorite authority", "bureau office", "departement department", "armee army", "croix cross",
    "medecin doctor", "sans without", "frontiere border", "droit right", "organisation organization",
    "sante health", "travail labour labor", "commerce trade", "energie energy", "donnee data",
    "marche market", "concurrence competition", "affaire affair", "etranger etrangere foreign",
    "interieur interior home", "finance finances", "recherche research", "academie academy",
    "democrate democratic democrat", "republicain republican", "conservateur conservative tory tories",
    "travailliste labour", "socialiste socialist", "ecologiste vert green", "etat state",
    "rouge red", "noir black", "bleu blue", "grand great", "petit little small", "libre free",
    "lac lake", "mer sea", "lune moon", "soleil sun", "mont mount", "ile island isle", "cote coast", "baie bay", "detroit strait",
    "fleuve riviere river", "vallee valley", "rue street", "pont bridge", "tour tower", "port harbour",
    "directeur director", "chef chief", "troisieme third", "quatrieme fourth", "cinquieme fifth",
    "medaille medal", "chaine channel", "semaine week", "journal newspaper", "gouverneur governor",
    "maire mayor", "depute lawmaker", "duc duke", "reseau network", "caisse fund", "fonds fund",
    "traite treaty", "defense defence", "bourse exchange", "societe company", "fondation foundation", "espace space",
    "eglise church", "chateau castle", "gare station", "prison jail", "feu fire", "forces force", "aide aid",
    "alimentaire food", "mondiale world", "interet interest", "union eu",
    "avocat attorney", "procureur prosecutor attorney",
    "papouasie papua", "bretagne brittany", "normandie normandy", "corse corsica", "bourgogne burgundy", "catalogne catalonia",
    "andalousie andalusia", "sardaigne sardinia", "lombardie lombardy", "crimee crimea", "savoie savoy", "cap cape", "ete summer", "hiver winter", "printemps spring", "automne autumn fall", "poule groupe group pool",
    "vice deputy", "princesse princess", "noel christmas", "paques easter",
)  # fmt: skip

# One row is one thing under its whole names.
_PHRASES = (
    "OMS | WHO | Organisation mondiale de la santé | World Health Organization | World Health Organisation",
    "ONU | UN | Nations unies | United Nations",
    "HCR | UNHCR | Haut-Commissariat pour les réfugiés | UN refugee agency | UN's refugee agency",
    "FMI | IMF | Fonds monétaire international | International Monetary Fund",
    "BCE | ECB | Banque centrale européenne | European Central Bank",
    "Fed | Réserve fédérale | Federal Reserve | banque centrale américaine",
    "OCDE | OECD | Organisation de coopération et de développement économiques",
    "OMC | WTO | Organisation mondiale du commerce | World Trade Organization | World Trade Organisation",
    "OIT | ILO | Organisation internationale du travail | International Labour Organization",
    "OIM | IOM | Organisation internationale pour les migrations | International Organization for Migration",
    "OPEP | Opep | OPEC | Opec | Organisation des pays exportateurs de pétrole",
    "AIEA | IAEA | International Atomic Energy Agency",
    "CEDEAO | Cédéao | ECOWAS | Ecowas",
    "PAM | WFP | Programme alimentaire mondial | World Food Programme",
    "CICR | ICRC | Comité international de la Croix-Rouge | International Committee of the Red Cross",
    "CPI | ICC | Cour pénale internationale | International Criminal Court",
    "CIJ | ICJ | Cour internationale de justice | International Court of Justice",
    "CEDH | ECHR | Cour européenne des droits de l’homme | European Court of Human Rights",
    "CJUE | CJEU | Cour de justice de l’Union européenne | European Court of Justice",
    "UA | AU | Union africaine | African Union",
    "CIO | IOC | Comité international olympique | International Olympic Committee",
    "MSF | Médecins sans frontières | Doctors Without Borders",
    "RSF | Reporters sans frontières | Reporters Without Borders",
    "GIEC | Giec | IPCC | Intergovernmental Panel on Climate Change",
    "JO | Jeux olympiques | Olympics | Olympic Games | Winter Games | Olympic",
    "Mondial | Mondiaux | Coupe du monde | World Cup | Championnats du monde | World Championship | World Championships | Worlds",
    "Ligue des champions | Champions League | C1",
    "Wall Street | Bourse de New York | New York Stock Exchange",
    "Covid | Covid-19 | coronavirus",
    "Maison Blanche | White House",
    "Downing Street | Number 10 | No 10 | Number Ten",
    "Cour suprême | Supreme Court",
    "gendarme boursier américain | SEC | Securities and Exchange Commission",
    "Trésor | Treasury",
    "Échiquier | Exchequer | Chancellor",
    "Labour | travaillistes | parti travailliste | Labour Party",
    "Tories | Tory | conservateurs | parti conservateur | Conservatives | Conservative Party",
    "Premier ministre | Première ministre | prime minister | PM",
    "Seconde Guerre mondiale | Second World War | World War Two | World War II | WWII",
    "Première Guerre mondiale | First World War | World War One | World War I | WWI",
    "Jourdain | Jordan River", "Cisjordanie | West Bank", "Pays basque | Basque Country", "Manche | Channel | English Channel",
    "Proche-Orient | Moyen-Orient | Middle East", "Sahara occidental | Western Sahara", "mer Noire | Black Sea",
    "Le Cap | Cape Town", "Noël | Christmas", "Pâques | Easter",
)  # fmt: skip


_ARTICLE = re.compile(r"^(?:L[ae] |L’|The )")  # « Le Caire », « au Caire »


@cache
def _things() -> Mapping[str, frozenset[int]]:
    """Words, each with the rows that have it: of the table, and of the places named in one word."""
    places = (
        [bare for name in row if not {" ", "-", ".", "’"} & {*(bare := _ARTICLE.sub("", name))}]
        for row in groups()
    )
    rows = (*(row.split() for row in _WORDS), *(row for row in places if len(row) > 1))
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for word in row:
            found.setdefault(fold(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@lru_cache(maxsize=1 << 16)
def _rows(word: str) -> frozenset[int]:
    """The rows that have `word`, plural and French feminine aside."""
    singular = f"{word.removesuffix('ies')}y" if word.endswith("ies") else word
    forms = (word, singular, *(word.removesuffix(end) for end in ("s", "es", "e", "ne", "nes")))
    return frozenset().union(*(_things().get(form, ()) for form in forms))


def known(word: str) -> bool:
    """Whether the folded `word` stands in the table: a place, a people, a title, an abbreviation."""
    return bool(_rows(word))


def same_thing(one: str, other: str) -> bool:
    """Whether two folded words call one thing."""
    return not _rows(one).isdisjoint(_rows(other))


@cache
def _lettered() -> frozenset[str]:
    """What the tables write in capitals, of three letters at most."""
    words = (
        word for row in (*(row.split() for row in _WORDS), *_phrases(), *groups()) for word in row
    )
    return frozenset(fold(word) for word in words if len(word) <= _FEW and word.isupper())


_FEW = 3  # letters, of which an ordinary word may be made: US, WHO, ONU, « un », « eu »


def lettered(word: str) -> bool:
    """Whether the folded `word` is only meant where it stands in capitals: "US", not "us"."""
    return word in _lettered()


def other_names(name: str) -> tuple[str, ...]:
    """All French and English names of the place or institution called `name`, folded."""
    key = _key(name)
    rows = _names().get(key) or _names().get(key.removesuffix("s"), ())  # « les Américains »
    return tuple(dict.fromkeys(other for row in rows for other in row))


@cache
def _names() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in (*groups(), *_phrases()):
        folded = tuple(dict.fromkeys(form for name in row for form in _forms(fold(name))))
        for name in row:
            found[_key(name)] = (*found.get(_key(name), ()), folded)
    return found


def _forms(name: str) -> tuple[str, ...]:
    """« Le Caire » stands behind prepositions as « du Caire », « au Caire »."""
    bare = name.removeprefix("le ")
    return (name,) if bare == name else (name, f"du {bare}", f"au {bare}")


def _phrases() -> Iterator[tuple[str, ...]]:
    return (tuple(row.split(" | ")) for row in _PHRASES)


def _key(name: str) -> str:
    return " ".join(fold(name).replace("-", " ").replace(".", "").split())
