"""Words with which a sentence attributes, doubts, denies or bounds what it says, French and English.

A title that loses one states as fact what its source did not. The lists err on the side of caution:
a word too many costs a longer title, a word too few somebody's good name.
"""

import re

__all__ = ["cautious", "conditional"]

_IF = (
    # No name of a month, no « retrait », « attirait »: "may" in small letters, the usual stems.
    r"\b(?:si|s['’]ils?|sauf|hormis|sans|à moins|à condition|au cas où|peut-être|"
    r"if|unless|except|without|provided|perhaps|maybe|(?-i:may)|might|could|would|should|"
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
_DENIED = (
    r"\b(?:dément\w*|démenti\w*|ni(?:e|ent|ait|é)|réfut\w+|contest\w+|rejett?\w+|fau(?:x|sses?|ssement)|à tort|inexact\w*|"
    r"infox|intox|rumeurs?|canulars?|"
    r"den(?:y|ies|ied|ial|ials)|refut\w+|disput\w+|reject\w*|false\w*|untrue|wrong\w*|hoax|fake|rumou?r\w*)\b|\?"
)
_CAUTION = re.compile(f"{_SAID}|{_DENIED}|{_IF}", re.IGNORECASE)
_CONDITIONAL = re.compile(_IF, re.IGNORECASE)


def cautious(words: str) -> bool:
    """Whether something in `words` attributes, doubts, denies, asks or bounds."""
    return _CAUTION.search(words) is not None


def conditional(words: str) -> bool:
    """Whether `words` hold a condition, an exception or a verb in the conditional."""
    return _CONDITIONAL.search(words) is not None
