"""What countries and cities are called in French and English, and their inhabitants.

Names come from the Unicode CLDR through Babel (cities: those that time zones are named after); it
has no adjectives, so those of the countries in the news stand here, with everyday short names and
the countries of the United Kingdom ("gb-sct").
"""

import re
from collections.abc import Iterator
from functools import cache

from digest.text import fold

__all__ = ["cities", "everywhere", "groups", "peoples", "words"]

_ADJECTIVES = {
    "ae": "EAU, Émirats, émirati, émirien, Emirati, UAE, Emirates",
    "af": "afghan, afghane, Afghan",
    "al": "albanais, albanaise, Albanian",
    "am": "arménien, arménienne, Armenian",
    "ao": "angolais, angolaise, Angolan",
    "ar": "argentin, argentine, Argentinian, Argentine",
    "at": "autrichien, autrichienne, Austrian",
    "au": "australien, australienne, Australian",
    "az": "azerbaïdjanais, azéri, Azerbaijani, Azeri",
    "ba": "Bosnie, bosnien, bosniaque, Bosnian, Bosnia",
    "bd": "bangladais, Bangladeshi",
    "be": "belge, Belgian",
    "bf": "burkinabè, burkinabé, Burkinabe",
    "bg": "bulgare, Bulgarian",
    "bo": "bolivien, Bolivian",
    "br": "brésilien, brésilienne, Brazilian",
    "by": "Biélorussie, biélorusse, bélarusse, Belarusian",
    "ca": "canadien, canadienne, Canadian",
    "cd": "RDC, DRC, RD Congo, DR Congo, République démocratique du Congo, Democratic Republic of Congo, Democratic Republic of the Congo, congolais, Congolese",
    "cg": "Congo, congolais, Congolese",
    "ch": "helvétique, Swiss",
    "ci": "ivoirien, ivoirienne, Ivorian, Ivory Coast",
    "cl": "chilien, chilienne, Chilean",
    "cm": "camerounais, camerounaise, Cameroonian",
    "cn": "chinois, chinoise, Chinese",
    "co": "colombien, colombienne, Colombian",
    "cu": "cubain, cubaine, Cuban",
    "cy": "chypriote, Cypriot",
    "cz": "tchèque, Czech, République tchèque, Czech Republic",
    "de": "allemand, allemande, German",
    "dk": "danois, danoise, Danish",
    "do": "dominicain, dominicaine, Dominican",
    "dz": "algérien, algérienne, Algerian",
    "ec": "équatorien, Ecuadorian",
    "ee": "estonien, estonienne, Estonian",
    "eg": "égyptien, égyptienne, Egyptian",
    "es": "espagnol, espagnole, Spanish",
    "et": "éthiopien, éthiopienne, Ethiopian",
    "eu": "UE, EU, européen, européenne, European",
    "fi": "finlandais, finlandaise, Finnish",
    "fr": "français, française, French",
    "gb": "britannique, British, UK, U.K., RU, Britain, Grande-Bretagne, Great Britain",
    "gb-eng": "Angleterre, anglais, anglaise, England, English",
    "gb-nir": "Irlande du Nord, Northern Ireland, nord-irlandais, nord-irlandaise, Northern Irish",
    "gb-sct": "Écosse, écossais, écossaise, Scotland, Scottish, Scots",
    "gb-wls": "Galles, gallois, galloise, Wales, Welsh",
    "ge": "géorgien, géorgienne, Georgian",
    "gh": "ghanéen, ghanéenne, Ghanaian",
    "gr": "grec, grecque, Greek",
    "hr": "croate, Croatian, Croat",
    "ht": "haïtien, haïtienne, Haitian",
    "hu": "hongrois, hongroise, Hungarian",
    "id": "indonésien, indonésienne, Indonesian",
    "ie": "irlandais, irlandaise, Irish",
    "il": "israélien, israélienne, Israeli",
    "in": "indien, indienne, Indian",
    "iq": "irakien, irakienne, Iraqi",
    "ir": "iranien, iranienne, Iranian",
    "is": "islandais, islandaise, Icelandic",
    "it": "italien, italienne, Italian",
    "jo": "jordanien, jordanienne, Jordanian",
    "jp": "japonais, japonaise, Japanese",
    "ke": "kényan, kényane, Kenyan",
    "kh": "cambodgien, Cambodian",
    "kp": "nord-coréen, nord-coréenne, North Korean",
    "kr": "sud-coréen, sud-coréenne, South Korean, coréen, coréenne, Korean",
    "kz": "kazakh, kazakhe, Kazakh",
    "lb": "libanais, libanaise, Lebanese",
    "lk": "sri-lankais, Sri Lankan",
    "lt": "lituanien, lituanienne, Lithuanian",
    "lu": "luxembourgeois, luxembourgeoise",
    "lv": "letton, lettone, Latvian",
    "ly": "libyen, libyenne, Libyan",
    "ma": "marocain, marocaine, Moroccan",
    "md": "moldave, Moldovan",
    "mg": "malgache, Malagasy",
    "ml": "malien, malienne, Malian",
    "mm": "birman, birmane, Burmese",
    "mr": "mauritanien, Mauritanian",
    "mt": "maltais, Maltese",
    "mx": "mexicain, mexicaine, Mexican",
    "my": "malaisien, malaisienne, Malaysian",
    "mz": "mozambicain, mozambicaine, Mozambican",
    "ne": "nigérien, nigérienne, Nigerien",
    "ng": "nigérian, nigériane, Nigerian",
    "nl": "néerlandais, néerlandaise, hollandais, Dutch, Hollande, Holland",
    "no": "norvégien, norvégienne, Norwegian",
    "np": "népalais, Nepalese, Nepali",
    "nz": "néo-zélandais, New Zealander",
    "pe": "péruvien, péruvienne, Peruvian",
    "ph": "philippin, philippine, Filipino, Philippine",
    "pk": "pakistanais, pakistanaise, Pakistani",
    "pl": "polonais, polonaise, Polish",
    "ps": "Palestine, palestinien, palestinienne, Palestinian",
    "pt": "portugais, portugaise, Portuguese",
    "py": "paraguayen, Paraguayan",
    "qa": "qatari, qatarien",
    "ro": "roumain, roumaine, Romanian",
    "rs": "serbe, Serbian, Serb",
    "ru": "russe, Russian",
    "rw": "rwandais, rwandaise, Rwandan",
    "sa": "saoudien, saoudienne, Saudi, Saudi Arabian",
    "sd": "soudanais, soudanaise, Sudanese",
    "se": "suédois, suédoise, Swedish",
    "sg": "singapourien, singapourienne, Singaporean",
    "si": "slovène, Slovenian",
    "sk": "slovaque, Slovak",
    "sn": "sénégalais, sénégalaise, Senegalese",
    "so": "somalien, somalienne, somali, Somali, Somalian",
    "ss": "sud-soudanais, sud-soudanaise, South Sudanese, Sud-Soudan",
    "sy": "syrien, syrienne, Syrian",
    "td": "tchadien, tchadienne, Chadian",
    "th": "thaïlandais, thaïlandaise, Thai",
    "tn": "tunisien, tunisienne, Tunisian",
    "tr": "turc, turque, Turkish",
    "tw": "taïwanais, taïwanaise, Taiwanese",
    "ua": "ukrainien, ukrainienne, Ukrainian",
    "ug": "ougandais, ougandaise, Ugandan",
    "un": "ONU, UN, U.N., onusien",
    "us": "américain, américaine, American, US, U.S., USA, U.S.A., Etats-Unis, America, Amérique",
    "uy": "uruguayen, Uruguayan",
    "va": "Vatican",
    "ve": "vénézuélien, vénézuélienne, Venezuelan",
    "vn": "vietnamien, vietnamienne, Vietnamese",
    "ye": "yéménite, Yemeni",
    "za": "sud-africain, sud-africaine, South African",
    "zw": "zimbabwéen, Zimbabwean",
}

# What a country is also called where it is sought for as a fact; as a word of a section, « Coree » has the
# stem of "core".
_SHORT = {"kr": "Corée, Korea"}

# States and regions whose name holds that of another place.
_REGIONS = (
    "Nouveau-Mexique, New Mexico", "Virginie-Occidentale, Virginie occidentale, West Virginia",
    "Nouvelle-Angleterre, New England", "Nouvelle-Galles du Sud, New South Wales", "New Jersey, Nouveau-Jersey",
    "Nouvelle-Orléans, New Orleans", "New Hampshire, Nouveau-Hampshire", "New York", "New York City",
    "Nouvelle-Écosse, Nova Scotia", "Nouveau-Brunswick, New Brunswick",
    "Australie-Occidentale, Australie occidentale, Western Australia", "Australie-Méridionale, South Australia",
    "Basse-Californie, Baja California",
)  # fmt: skip

_BOTH = ("fr", "en")


@cache
def words(code: str) -> tuple[str, ...]:
    """What the country of a two-letter code is called, adjectives included; empty if unknown."""
    code = code.lower()
    parts = [code, *(part for part in _ADJECTIVES if part.startswith(f"{code}-"))]
    adjectives = [word for part in parts for word in _ADJECTIVES.get(part, "").split(", ")]
    return tuple(dict.fromkeys(name for name in (*_names(code), *adjectives) if name))


@cache
def everywhere() -> frozenset[str]:
    """What any country, continent or people is called, folded, without hyphens."""
    from babel import Locale  # noqa: PLC0415  # as above

    named = {name for code in _BOTH for name in Locale(code).territories.values()}
    return peoples() | frozenset(_plainly(name) for name in named)


@cache
def peoples() -> frozenset[str]:
    """What any people is called, in the singular and the plural, folded, without hyphens."""
    called = {name for said in _ADJECTIVES.values() for name in said.split(", ")}
    return frozenset(_plainly(name) for name in (*called, *(f"{name}s" for name in called)))


@cache
def cities() -> frozenset[str]:
    """The cities that time zones are named after, folded, as English has them."""
    from babel.core import get_global  # noqa: PLC0415  # as above

    zones = get_global("zone_territories")
    return frozenset(_plainly(zone.rpartition("/")[2].replace("_", " ")) for zone in zones)


def _plainly(name: str) -> str:
    return fold(name).replace("-", " ").replace("'", " ")


@cache
def groups() -> tuple[tuple[str, ...], ...]:
    """The names of each country, region and city: each row is one place in both languages."""
    from babel import Locale  # noqa: PLC0415  # 50 ms, for the first name not found as it stands

    places = {str(code).lower() for code in Locale("en").territories} | {*_ADJECTIVES}
    countries = (
        (*_names(code), *filter(None, said.split(", ")))
        for code in sorted(places)
        for said in [f"{_ADJECTIVES.get(code, '')}, {_SHORT.get(code, '')}"]
    )
    regions = (row.split(", ") for row in _REGIONS)
    return tuple(tuple(dict.fromkeys(row)) for row in (*countries, *regions, *_cities()))


def _names(code: str) -> Iterator[str]:
    """The country's names; « Myanmar (Birmanie) » has two."""
    from babel import Locale  # noqa: PLC0415  # 50 ms, for who places stories

    for language in _BOTH:
        found = Locale(language).territories.get(code.upper(), "")
        yield from (name for name in re.split(r" ?[()]", found) if name)


def _cities() -> Iterator[tuple[str, str]]:
    """« Londres », "London": an English city is called as its zone where the CLDR says nothing."""
    from babel import Locale  # noqa: PLC0415  # as above

    french, english = (Locale(language).time_zones for language in _BOTH)
    for zone, names in french.items():
        if "city" in names and not re.search(r"[(\[]", names["city"]):
            other = english.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
            yield names["city"], other
