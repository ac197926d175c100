"""Sentences that speak to a machine instead of a reader: they are not shown to the model."""

import re

from digest.text import fold
from digest.write.llm.line import one_line

__all__ = ["planted"]

# Beside the fence (prompt.py) and the gate (gate.py): the cheapest instruction to resist is the one
# never read. Each pattern needs two signs, so that news about rules that are ignored, or about a
# system prompt, passes; what is lost is one source sentence, never an item. Texts are folded: no
# accents, small letters.
_MACHINE = r"(?:ai|ia|assistant|llm|language model|modele de langage|chatgpt|gpt|chatbot|robot)s?"
_ORDERS = r"(?:instruction|prompt|consigne|directive|guideline)s?"
_PATTERNS = (
    re.compile(
        rf"\b(?:ignore[zrs]?|disregard|forget|override|bypass|oublie[zrs]?)\b.{{0,40}}\b{_ORDERS}\b"
    ),
    re.compile(
        r"\b(?:ignore[zs]?|disregard|forget|oublie[zs]?) (?:everything|all|anything|tout) "
        r"(?:that |the )?(?:text )?(?:above|you were told|ce qui precede|ci-dessus)"
    ),
    re.compile(
        r"\b(?:ignorier\w*|missachte\w*|vergiss|ignora\w*|olvida\w*|dimentica\w*)\b.{0,20}"
        r"\b(?:alle|vorherig\w*|bisherig\w*|todas|anteriores|tutte|precedenti)\b.{0,30}"
        r"\b(?:anweisung|instruccion|istruzion|instruc[oa])"
        r"|(?:忽略|无视|忘记).{0,12}(?:指示|指令|提示)"
    ),
    re.compile(
        rf"\b(?:(?:do not|don't|stop) (?:follow|obey)(?:ing)?|ne (?:tenez|tiens|tenir|suivez|suis) "
        rf"(?:pas|plus|aucun))\b.{{0,40}}\b{_ORDERS}\b"
    ),
    re.compile(rf"^\W*(?:(?:new|updated|nouvelles?) {_ORDERS}|system(?: prompt| message)?) ?:"),
    re.compile(
        rf"\b(?:you are|you're|act as|tu es|vous etes|agis comme|agissez comme) "
        rf"(?:now |maintenant |desormais )?(?:an? |une? )?{_MACHINE}\b"
    ),
    re.compile(
        rf"\b(?:note|message|instruction|consigne)s? (?:to|for|a|au|aux|pour) (?:the |l'|les |any )?{_MACHINE}\b.{{0,30}}:"
    ),
    re.compile(
        rf"\b(?:as an?|en tant qu'?e?|if you are an?|si (?:vous etes|tu es) une?) ?(?:ai )?{_MACHINE}\b.{{0,30}}"
        r"\b(?:you (?:must|should|will|have to)|(?:vous devez|tu dois|ecri(?:s|vez)|ajoute[zs]?))\b"
    ),
    re.compile(r"<\|?(?:im_start|im_end|system|assistant|user|endoftext)\b|\[/?(?:inst|system)\]"),
)


def planted(sentence: str) -> bool:
    """Whether `sentence` reads like an instruction for a language model. Linear."""
    folded = fold(one_line(sentence))
    return any(pattern.search(folded) for pattern in _PATTERNS)
