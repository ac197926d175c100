"""What countries are called: their names in French and English, and their inhabitants.

Names come from the Unicode CLDR through Babel; it has no adjectives, so those of the countries
that newsrooms write most about stand here, with everyday short names.
"""

from functools import cache

from digest.text import fold

__all__ = ["everywhere", "words"]

_ADJECTIVES = {
    "ae": "Émirats, émirati, émirien, Emirati, UAE, Emirates",
    "ar": "argentin, argentine, Argentinian, Argentine",
    "at": "autrichien, autrichienne, Austrian",
    "au": "australien, australienne, Australian",
    "be": "belge, Belgian",
    "bg": "bulgare, Bulgarian",
    "br": "brésilien, brésilienne, Brazilian",
    "ca": "canadien, canadienne, Canadian",
    "ch": "helvétique, Swiss",
    "cn": "chinois, chinoise, Chinese",
    "cz": "tchèque, Czech, République tchèque, Czech Republic",
    "de": "allemand, allemande, German",
    "dk": "danois, danoise, Danish",
    "ee": "estonien, estonienne, Estonian",
    "eg": "égyptien, égyptienne, Egyptian",
    "es": "espagnol, espagnole, Spanish",
    "fi": "finlandais, finlandaise, Finnish",
    "fr": "français, française, French",
    "gb": "britannique, anglais, anglaise, British, UK, U.K., Britain, Grande-Bretagne, Great Britain, Angleterre, England, Écosse, Scotland",
    "gr": "grec, grecque, Greek",
    "hu": "hongrois, hongroise, Hungarian",
    "id": "indonésien, indonésienne, Indonesian",
    "ie": "irlandais, irlandaise, Irish",
    "il": "israélien, israélienne, Israeli",
    "in": "indien, indienne, Indian",
    "it": "italien, italienne, Italian",
    "jp": "japonais, japonaise, Japanese",
    "ke": "kényan, kényane, Kenyan",
    "kr": "sud-coréen, sud-coréenne, South Korean",
    "lu": "luxembourgeois, luxembourgeoise",
    "ma": "marocain, marocaine, Moroccan",
    "mx": "mexicain, mexicaine, Mexican",
    "ng": "nigérian, nigériane, Nigerian",
    "nl": "néerlandais, néerlandaise, hollandais, Dutch, Hollande, Holland",
    "no": "norvégien, norvégienne, Norwegian",
    "nz": "néo-zélandais, New Zealander",
    "pk": "pakistanais, pakistanaise, Pakistani",
    "pl": "polonais, polonaise, Polish",
    "pt": "portugais, portugaise, Portuguese",
    "qa": "qatari, qatarien",
    "ro": "roumain, roumaine, Romanian",
    "ru": "russe, Russian",
    "sa": "saoudien, saoudienne, Saudi",
    "se": "suédois, suédoise, Swedish",
    "sg": "singapourien, singapourienne, Singaporean",
    "tr": "turc, turque, Turkish",
    "tw": "taïwanais, taïwanaise, Taiwanese",
    "ua": "ukrainien, ukrainienne, Ukrainian",
    "us": "américain, américaine, American, US, U.S., USA, Etats-Unis, America",
    "vn": "vietnamien, vietnamienne, Vietnamese",
    "za": "sud-africain, sud-africaine, South African",
}


@cache
def words(code: str) -> tuple[str, ...]:
    """What the country of a two-letter code is called, adjectives included; empty if unknown."""
    from babel import Locale  # noqa: PLC0415  # 50 ms, for who places stories

    names = (Locale(language).territories.get(code.upper(), "") for language in ("fr", "en"))
    adjectives = _ADJECTIVES.get(code.lower(), "").split(", ")
    return tuple(dict.fromkeys(name for name in (*names, *adjectives) if name))


@cache
def everywhere() -> frozenset[str]:
    """What any country, continent or people is called, folded, without hyphens."""
    from babel import Locale  # noqa: PLC0415  # as above

    named = {name for code in ("fr", "en") for name in Locale(code).territories.values()}
    peoples = {name for said in _ADJECTIVES.values() for name in said.split(", ")}
    called = named | peoples | {f"{name}s" for name in peoples}
    return frozenset(fold(name).replace("-", " ").replace("'", " ") for name in called)
