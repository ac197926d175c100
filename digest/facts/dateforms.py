"""How French and English news write dates: the names of days and months, and one pattern a form."""

import re
from collections.abc import Mapping

__all__ = ["FORMS", "MONTHS", "SPELT", "WEEKDAYS", "S"]

# Folded, Monday and January first.
WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
}
MONTHS: Mapping[str, tuple[str, ...]] = {
    "fr": (
        "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
        "decembre",
    ),
    "en": (
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ),
}  # fmt: skip
_MONTH_NAMES = {
    "fr": r"janv(?:ier|\.)?|f[ée]vr(?:ier|\.)?|mars|avr(?:il|\.)|mai|juin|juil(?:let|\.)|ao[uû]t|sept(?:embre|\.)?"
    r"|oct(?:obre|\.)|nov(?:embre|\.)|d[ée]c(?:embre|\.)",
    "en": r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
    # Without a capital only what can be nothing else.
    r"|january|february|april|june|july|september|october|november|december"
    r"|(?:march|may|august)(?=[ \u00a0]\d)|(?<=\d[ \u00a0])(?:march|may|august)",
}
# As they are spelt out, for a pattern.
SPELT = {
    "fr": "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre",
    "en": "|".join(month.title() for month in MONTHS["en"]),
}
S = r"[ \u00a0\u202f]"
# Behind a day or a month. Before 1900 nothing that is counted stands behind it: « le 14 octobre 1500 emplois ».
_YEAR = (
    r"(?P<year>(?:19|20)\d\d|1[0-8]\d\d(?![ \u00a0](?!dans|sous|mais|lors|puis|près|vers|alors)[a-zà-ÿ]{3,}[sx]\b))"
    r"(?![\d.,]?\d)"
)
_DAY = r"(?:1(?:er|st)|[12]?\d(?:th|nd|rd|st)?|3[01](?:th|st)?)(?!\w)"
# A number is a year unless something counts it.
_NOT_COUNTED = (
    rf"(?!{S}?(?:%|€|\$|£|euros?|dollars?|millions?|milliards?|billion|GW|MW|km|GPU|ans\b|fois))"
)
_ORDINAL = r"(?P<part>premi[eè]re?|deuxi[eè]me|seconde?|troisi[eè]me|quatri[eè]me|dernier|1er|1re|[234]e|first|third|fourth|1st|2nd|3rd|4th|last|final)"


def _patterns(language: str) -> Mapping[str, re.Pattern[str]]:
    month = rf"(?P<month>{_MONTH_NAMES[language]})(?!\w)"
    weekday = rf"(?:{'|'.join(WEEKDAYS[language])})"
    flags = re.IGNORECASE if language == "fr" else re.NOFLAG
    if language == "fr":
        shift = rf"{S}(?:de{S})?l['’]ann?(?:[ée]e)?{S}(?P<shift>prochaine?|derni[eè]re?|pass[ée]e?)"
        days = (
            rf"(?:(?P<weekday>{weekday}){S})?(?P<day>{_DAY})"
            rf"(?:(?:,?{S}(?:et|au|ou){S}|{S}?[-–]{S}?)(?:le{S})?(?:{weekday}{S})?(?P<until>{_DAY}))?"
            rf"{S}{month}(?:{S}{_YEAR}|{shift})?"
        )
        edge = rf"(?P<edge>d[ée]but|fin|mi|courant)(?:{S}|-)(?:du{S}mois{S})?(?:d[e'’]{S}?)?"
        after = rf"(?:{S}(?:dernier|prochain))?"
        lead = rf"(?:{edge}|(?:en|depuis|dès|avant|apr[èe]s|d['’]ici|pour|mois d[e'’]){S}?)"
        relative = rf"(?P<weekday>{weekday}){S}(?P<which>prochain|dernier)|(?P<word>aujourd['’]hui|(?:apr[èe]s-)?demain|(?:avant-)?hier)"
        span = rf"(?:la|le|l['’]){S}?(?P<unit>semaine|mois|an|ann[ée]e){S}prochaine?"
        bare_day = rf"(?P<weekday>{weekday}){S}(?P<day>{_DAY})"
    else:
        weekday = rf"(?:{'|'.join(day.title() for day in WEEKDAYS['en'])})"
        until = rf"(?:(?:{S}(?:and|to){S}|{S}?[-–]{S}?)(?P<until>{_DAY}))?"
        shift = rf"{S}(?:of{S})?(?P<shift>next|last){S}year"
        days = rf"(?:(?P<weekday>{weekday}),?{S})?{month}{S}(?P<day>{_DAY}){until}(?:,?{S}{_YEAR}|{shift})?"
        edge = (
            rf"(?P<edge>[Ee]arly|[Ll]ate|[Mm]id|[Ee]nd|[Bb]eginning)(?:{S}|-)(?:of{S})?(?:in{S})?"
        )
        lead = rf"(?:{edge}|\b(?:[Ii]n|[Ss]ince|[Bb]y|[Bb]efore|[Aa]fter|[Uu]ntil|[Ll]ast|[Nn]ext|[Tt]his){S})"
        relative = (
            rf"(?:(?P<which>[Nn]ext|[Ll]ast){S})(?P<weekday>{weekday})"
            r"|(?P<word>[Tt]oday|(?:[Tt]he day after )?[Tt]omorrow|(?:[Tt]he day before )?[Yy]esterday)"
        )
        span = rf"[Nn]ext{S}(?P<unit>week|month|year)"
        bare_day = r"(?!)"
        after = ""
    table = {
        "days": days,
        "iso": rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        "slashed": rf"(?P<day>\d\d?)/(?P<month>\d\d?)/{_YEAR}",
        "month": rf"{lead}{month}(?:{S}{_YEAR}|{shift}|(?!\.?{S}\d\d?\b){after})|{month.replace('P<month>', 'P<month2>')},?{S}{_YEAR.replace('P<year>', 'P<year2>')}",
        "part": rf"{_ORDINAL}{S}(?P<unit>trimestre|semestre|quarter|half)(?:{S}(?:d[e'’]|of|in){S}?(?:l['’]ann[ée]e{S})?|{S}){_YEAR}"
        rf"|(?P<short>[QTHS][1-4])(?:{S}|-){_YEAR.replace('P<year>', 'P<year2>')}",
        "decade": rf"ann[ée]es{S}(?P<from>(?:19|20)\d0)|(?P<since>(?:19|20)\d0)s",
        "year": rf"(?:{edge})?(?P<from>(?:19|20)\d\d)(?:[-–/](?P<year>(?:19|20)?\d\d))?(?![\d.,]?\d){_NOT_COUNTED}",
        "relative": relative,
        "span": span,
        "bare_day": bare_day,
    }
    if language == "en":
        table["days_first"] = (
            rf"(?:(?P<weekday>{weekday}),?{S})?(?:the{S})?(?P<day>{_DAY})"
            rf"(?:(?:{S}(?:and|to){S}(?:the{S})?|{S}?[-–]{S}?)(?P<until>{_DAY}))?{S}(?:of{S})?{month}(?:,?{S}{_YEAR}|{shift})?"
        )
    return {
        name: re.compile(rf"(?<![\w])(?:{pattern})(?!\w)", flags) for name, pattern in table.items()
    }


FORMS = {language: _patterns(language) for language in _MONTH_NAMES}
