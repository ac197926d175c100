"""Sentences that speak to a machine instead of a reader: they are not shown to the model."""

import re

from digest.text import fold

__all__ = ["planted"]

# Beside the fence (prompt.py) and the gate (gate.py): the cheapest instruction to resist is the one
# never read. Each pattern needs two signs, so that news about rules that are ignored, or about a
# system prompt, passes; what is lost is one source sentence, never an item. Texts are folded: no
# accents, small letters.
_MACHINE = r"(?:ai|ia|assistant|llm|language model|modele de langage|chatgpt|gpt|chatbot|robot)s?"
_PATTERNS = (
    re.compile(
        r"\b(?:ignore[zr]?|disregard|forget|override|oublie[zr]?)\b.{0,40}"
        r"\b(?:instruction|prompt|consigne)s?\b"
    ),
    re.compile(
        rf"\b(?:you are|you're|act as|tu es|vous etes|agis comme) "
        rf"(?:now |maintenant |desormais )?(?:an? |une? )?{_MACHINE}\b"
    ),
    re.compile(
        rf"\b(?:note|message|instruction|consigne)s? (?:to|for|a|au|aux|pour) (?:the |l'|les |any )?{_MACHINE}\b.{{0,30}}:"
    ),
    re.compile(r"<\|?(?:im_start|im_end|system|assistant|user|endoftext)\b|\[/?inst\]"),
)


def planted(sentence: str) -> bool:
    """Whether `sentence` reads like an instruction for a language model. Linear."""
    folded = fold(sentence)
    return any(pattern.search(folded) for pattern in _PATTERNS)
