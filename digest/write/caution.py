"""What may be cut off a sentence, and the words that attribute, doubt, deny or bound it, French and English.

A title that loses one of these states as fact what its source did not. No list of them is whole, so
a cut is also made only before what is known to add and not to take back: a place, a time, an aim, a
relative clause. The lists err on the side of caution: a cut too few costs a longer title, a cut too
many somebody's good name.
"""

import re

from digest.write.introduced import KIND

__all__ = ["cautious", "conditional", "denies", "harmless", "opposed", "rebuts"]

_IF = (
    # No name of a month, no « retrait », « attirait »: "may" in small letters, the usual stems.
    r"\b(?:si|s['’]ils?|sauf|hormis|sans|à moins|à condition|au cas où|peut-être|"
    r"seulement|uniquement|exclusivement|réservée?s?|only|solely|if|unless|except|without|provided|perhaps|maybe|(?-i:may)|might|could|would|should|"
    r"\w*(?:[eduv]|[^t\W]i|r)r(?:ait|aient))\b"
)
_SAID = (
    r"\b(?:selon|suivant|d['’]après|à en croire|aux dires|aux yeux|de source|contrairement|"
    r"affirm(?:e|ent|ait|é)|assur(?:e|ent|ait|é)|dit|disent|disait|estim(?:e|ent|ait|é)|déclar(?:e|ent|ait|é)|"
    r"annonc(?:e|ent|ait|é)|indiqu(?:e|ent|ait|é)|précis(?:e|ent|ait|é)|expliqu(?:e|ent|ait|é)|rapport(?:e|ent|ait|é)|"
    r"prétend(?:ent|ait|u|ument)?|soutien(?:t|nent)|croi(?:t|ent)|pens(?:e|ent|ait)|soupçonn(?:e|ent|ait|ée?s?)|"
    r"accus(?:e|ent|ait|ée?s?|ations?)|dénonc(?:e|ent|ait|é)|révèl(?:e|ent)|confi(?:e|ent)|racont(?:e|ent)|écri(?:t|vent)|"
    r"soulign(?:e|ent)|crain(?:t|gnent)|redout(?:e|ent)|promet(?:tent)?|espèr(?:e|ent)|prévoi(?:t|ent)|prévien(?:t|nent)|"
    r"averti(?:t|ssent)|conclu(?:t|ent)|répon(?:d|dent)|rétorqu(?:e|ent)|jur(?:e|ent)|martèl(?:e|ent)|insist(?:e|ent)|"
    r"admet(?:tent)?|reconnaî(?:t|ssent)|confirm(?:e|ent|é)|suggèr(?:e|ent)|sembl(?:e|ent|ait)|paraît|allègu(?:e|ent)|"
    r"according|says?|said|saying|claim(?:s|ed|ing)?|alleg\w+|report(?:s|ed|edly)|argu(?:es?|ed)|believ(?:es?|ed)|"
    r"thinks?|thought|suggest(?:s|ed)?|accus\w+|insist(?:s|ed)?|told|tells?|announc(?:es?|ed)|warn(?:s|ed|ing)?|"
    r"fear(?:s|ed)|hop(?:es?|ed)|promis(?:es?|ed)|apparently|supposedly|purported\w*|seem(?:s|ed)?|suspect\w*|per)\b"
    r"|, (?:note|juge|avance|lance|glisse|lâche|ajoute|relève|résume|pour(?! \d)|for(?! \d))\b"
)
_PRESUMED = r"\b(?:présum\w+|innocen\w+|suppos\w+|soi-disant)\b"
_DENIED = (
    r"\b(?:dément\w*|démenti\w*|ni(?:e|ent|ait|é)|réfut\w+|contest\w+|rejett?\w+|fau(?:x|sses?|ssement)|à tort|inexact\w*|"
    r"infox|intox|rumeurs?|canulars?|mensong\w+|calomni\w+|diffam\w+|mythes?|légendes?|fables?|"
    r"récus\w+|parodi\w+|satir\w+|"
    r"den(?:y|ies|ied|ial|ials)|refut\w+|disput\w+|reject\w*|false\w*|untrue|wrong\w*|hoax|fake|rumou?r\w*)\b"
)
_NEGATED = r"\b(?:n['’]|(?:ne|pas|jamais|aucune?|nul(?:le)?|not|no|never|none|neither|nor|cannot|\w+n['’]t)\b)"
_OPPOSED = re.compile(
    r"\b(?:n['’]|(?:ne|pas|jamais|aucune?|rien|nul(?:le)?|non|ni|mais|pourtant|cependant|toutefois|quoique|même si|malgré|"
    r"en dépit|au contraire|"
    r"not|no|never|none|neither|nor|nothing|nobody|cannot|\w+n['’]t|but|however|yet|though|although|despite|whereas|while|instead)\b)",
    re.IGNORECASE,
)
# What follows a title that is cut: behind a comma or nothing, one of these; behind other signs, anything.
_ADDS = re.compile(
    r",? (?:pour|avec|entre|après|afin d(?:e|['’])|grâce (?:à|aux?)|sur fond d|face (?:à|aux?)|contre|dans|en|au|aux|à(?= (?-i:[A-ZÉ0-9]))|"
    r"depuis|dès|lors d|chez|vers|sur|sous|avant(?: d(?:e|['’])| (?:le|la|les|l['’]|\d|la fin))|d['’]ici|qui|dont|où|soit|près d|auprès d|"
    r"to|for|with|between|after|amid|in|over|at|on|by|before|since|from|who|which|whose|where)\b"
    r"|, (?:environ|près d|plus d|around|about|nearly|more than)\b|, ainsi qu(?:e |['’])(?:à|aux?|en|dans|chez|sur|avec|pour)\b"
    rf"|, (?:(?:une?|la|le|an?|the) |l['’])?(?:\w+ )?{KIND} (?:\w+ )?(?:d|of|qui)|,? (?:portant|passant|visant|permettant|réunissant|valorisant|valuing|bringing|taking|raising|including) "
    r"|\s?[:;.!?](?=\s)|\s[–—-]\s|\s\(",
    re.IGNORECASE,
)
# « pour peu que », « à ce que dit … »: a clause of its own; « dans un rapport », "in a letter": a source.
_CLAUSE = re.compile(r"\W*(?!ainsi qu)(?:[\w-]+ ){0,2}(?:que\b|qu['’])", re.IGNORECASE)
_SOURCE = re.compile(
    r"\W*(?:dans|in|sur|on|à|at|avec|with) (?:[\w-]+[ ’']){0,2}(?:rapports?|livres?|plaintes?|lettres?|courriers?|tribunes?|entretiens?|"
    r"interviews?|vidéos?|romans?|films?|séries?|fictions?|scénarios?|hypothèses?|simulations?|sondages?|études?|tweets?|"
    r"blogs?|communiqués?|messages?|reports?|books?|complaints?|lawsuits?|letters?|op-eds?|novels?|movies?|polls?|"
    r"study|studies|surveys?|statements?|X|Twitter|LinkedIn|Facebook)\b",
    re.IGNORECASE,
)
_CAUTION = re.compile(rf"{_SAID}|{_PRESUMED}|{_DENIED}|\?|{_IF}", re.IGNORECASE)
# « Elle nie toute fraude », "The company denies it".
_REBUTTAL = re.compile(
    r"\b(?:dément(?:ent|i|ait|aient)?|ni(?:e|ent|é|ait|aient)|réfut(?:e|ent|é|ait)|récus(?:e|ent|é|ait)|"
    r"(?:contest|rejett?)(?:e|ent|é|ait) (?:ces|cette|les|l['’]|toute?|en bloc)|"
    r"den(?:y|ies|ied)|refut(?:es?|ed)|reject(?:s|ed)? (?:the|these|those|all|any))\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(f"{_DENIED}|{_NEGATED}", re.IGNORECASE)
_CONDITIONAL = re.compile(_IF, re.IGNORECASE)


def cautious(words: str) -> bool:
    """Whether something in `words` attributes, doubts, denies, asks or bounds."""
    return _CAUTION.search(words) is not None


def conditional(words: str) -> bool:
    """Whether `words` hold a condition, an exception or a verb in the conditional."""
    return _CONDITIONAL.search(words) is not None


def denies(words: str) -> bool:
    """Whether `words` deny, doubt or negate: they say the contrary of the same words without it."""
    return _DENIAL.search(words) is not None


def rebuts(words: str) -> bool:
    """Whether `words` have a verb of denial: somebody answers what is said of them."""
    return _REBUTTAL.search(words) is not None


def opposed(words: str) -> bool:
    """Whether `words` negate or object."""
    return _OPPOSED.search(words) is not None


def harmless(tail: str) -> bool:
    """Whether a sentence that loses `tail`, its end with the sign before it, says no more than it did."""
    known = _ADDS.match(tail) and not _CLAUSE.match(tail) and not _SOURCE.match(tail)
    return bool(known) and not cautious(tail) and not opposed(tail)
