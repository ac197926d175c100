"""What else a sum can be than announced: a market value, a price, a result, a part, a sum of others.

Patterns are for `bare` text (see cues.py), French and English in one. `before` looks at what stands
left of the sum up to its clause, `after` at what follows it.
"""

import re
from dataclasses import dataclass

__all__ = ["standing"]


@dataclass(frozen=True, slots=True)
class _Reading:
    """`near` looks no further left than the last comma; `unless` takes it back."""

    name: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    near: bool = False
    money_only: bool = False


_A_DEAL = re.compile(
    r"(?:contrat|contract|deals?|accord|agreement|pact|partenariat|partnership|transaction|commande|order"
    r"|operation|rachat|acquisition|round|levee|emission)\b[^.;]{0,45}(?:valu|valeur|worth|evalu|estim|vaut)"
)
_READINGS = (
    _Reading(
        "value",
        re.compile(
            r"valoris|valu(?:ation|ed|es?|ing)\b|valant|\bvaleur\b|\bvaut\b|capitalis|market (?:cap|value)"
            r"|\bworth\b|chiffre l.activite|chiffre a\b"
        ),
        re.compile(
            r"(?:de|en) (?:valorisation|capitalisation)|valuation|market (?:cap|value)|de valeur boursiere"
        ),
        unless=_A_DEAL,
        near=True,
        money_only=True,
    ),
    _Reading(
        "price",
        re.compile(
            r"\b(?:titre|action|actions [a-z]+|stock|shares?|cours)\b[^.;]{0,40}\b(?:a|to|at)\b"
        ),
        re.compile(
            r"(?:par|per|pour chac\w+|for each|l'an\b|an\b|annual\b|a year|a month|chacun\w*|each|l'action)\b"
            r"|a-(?:share|year|month)"
        ),
        near=True,
        money_only=True,
    ),
    _Reading(
        "result",
        re.compile(
            r"chiffre d.affaires|\brevenus?\b|\brevenues?\b|recettes|benefice|\bprofits?\b|\bventes\b|\bsales\b"
            r"|\bperd(?:u|us|ait|re|rait)?\b|\bpertes?\b|\bloss(?:es)?\b|\blost\b|tresorerie|\bheld\b|detient|dispose de"
            r"|\bflow\b|\bflux\b|depots|dette (?:a long terme|de\b|totale|approch)|carnet|backlog|\bbilan\b|balance sheet"
            r"|passer de|grow from|\brevers|paid (?:out|to creators)|(?:ont|avoir) verse|cost(?:s|ing)? \w+ |\bcoute"
        ),
        re.compile(
            r"(?:de|d.) ?(?:chiffre|revenus?|recettes|pertes|benefice|profit|dette|tresorerie)|in (?:revenue|sales|profit|losses)"
            r"|of (?:revenue|sales|profit|losses|long-term debt)|perdus?\b|lost\b|revers|d.economies|de manque a gagner|(?:in|of) (?:savings|cuts)|(?:reclame|demande)s?\b"
        ),
        near=True,
        money_only=True,
    ),
    _Reading(
        "part",
        re.compile(
            r"(?:\bdont|including|of which|a hauteur de|tranches? (?:of|de)|la moitie|parts? de)[ a-z']{0,14}$"
            r"|(?:mene|led)[^.;]{0,40}(?:avec|with)[ a-z']{0,8}$|\b(?:qui apporte|which puts? in|apporte)[ a-z']{0,8}$"
        ),
        re.compile(r"(?:au|par|a|per|of the|for the first) (?:premier )?(?:gigawatt|gw)"),
    ),
    _Reading(
        "past",
        re.compile(
            r"\b(?:deja|previously|earlier|recall|rappel|l.an dernier|l.annee derniere|last year|il y a|ago\b|avait\b"
            r"|had (?:drawn|raised|promised|pledged)|quelques jours plus tot|after joining|apres son|apres avoir|apres les"
            r"|s.ajoute|lui a vendu|beyond|au-dela d|anciens?\b|precedent)[^.;:]{0,60}$"
        ),
        re.compile(
            r"[^.;:,]{0,30}\b(?:l.an dernier|l.annee derniere|last year|deja|earlier|previously|ces [a-z0-9]+ dernieres annees)"
        ),
    ),
    _Reading(
        "sum",
        re.compile(
            r"(?:for a total of|un total de|\ble total|\bson total|\btotal de[s ]|commitments total|totalis|totalling"
            r"|(?:capacite|puissance) totale|portant|\bbrings?\b|\bbringing|\bcumul|\bsoit\b|\bdepasse(?:nt)?\b"
            r"|\bpass(?:es|ed)\b(?! an?\b)|surpass|\bapproch(?:e|es|ent)?\b|\bapproaches|atteint\b(?! un)|atteindrai"
            r"|\breach(?:es|ing)?\b(?! an?\b)|come(?:s)? close to|came close to|\bnears\b|\bnearing\b)[^.;]{0,45}$"
        ),
        re.compile(r"in all\b|en tout\b|in total|au total cette annee"),
    ),
    _Reading(
        "goal",
        re.compile(
            r"(?:objectif|\bgoal\b|\btarget\b|\b(?:le|du|au|son|ce|the|its)(?: private| vaste)? (?:projet|plan|programme"
            r"|project|program)\b)[^.;:]{0,30}(?:de|d.|des|of|,|\(|to)[ a-z$']{0,12}$"
        ),
        re.compile(
            r"(?:as (?:the|a) )?(?:[a-z-]+ ){0,2}(?:stargate|plan\b|project|projet|initiative|goal\b|compute agreement)"
        ),
    ),
    _Reading(
        "risk",
        re.compile(
            r"(?:risqu|\brisk|(?:pouvait|pourrait|aurait pu) couter|could (?:have )?cost|theori|jusqu.a present)[^.;]{0,50}$"
        ),
    ),
    _Reading(
        "orders",
        re.compile(
            r"\borders?\b[^.;:]{0,20}\b(?:peaked|reached|exceeded|topped|near)[^.;:]{0,12}$|\bdrew\b|\bdrawn\b"
        ),
        re.compile(r"(?:in|of) orders|d.ordres"),
    ),
)


def standing(plain: str, start: int, end: int, clause: tuple[int, int], *, power: bool) -> str:
    """What the bare `plain` makes of the sum at `start`:`end` beside an announcement; "" for nothing."""
    left, right = clause
    comma = plain.rfind(",", left, start)
    behind = end
    while behind < right and plain[behind] in " ,-":
        behind += 1
    for reading in _READINGS:
        if power and reading.money_only:
            continue
        said = plain[max(left, comma) if reading.near else left : start]
        if reading.before is not None and reading.before.search(said):
            if reading.unless is None or not reading.unless.search(plain[left:start]):
                return reading.name
        elif reading.after is not None and reading.after.match(plain, behind, right):
            return reading.name
    return ""
