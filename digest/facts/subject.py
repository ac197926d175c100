"""The name that opens a sentence: its capital proves nothing, but what it does may.

`names` asks the rest of a text how a word is spelt; a single sentence has no rest. Only verbs of
people and companies count here: « Northwind lève », "Northwind unveiled", but not « Restent les ».
"""

import re

from digest.facts.names import Name
from digest.text import fold, stopwords

__all__ = ["subject"]

_FIRST = re.compile(r"[\W_]*(?P<word>[^\W\d_][\w.&’'-]*[\w])[ \u00a0](?=[^\W\d_A-Z])")
_DOES = {
    "fr": re.compile(
        r"s['’]\w|n['’]\w|(?:se|ne) |(?:accepte|accuse|achète|acquiert|affirme|annonce|apporte|attaque|augmente|"
        r"avance|baisse|bâtit|bondit|cède|cherche|chute|compte|confirme|construit|cherche|dément|déploie|dévoile|"
        r"devient|dirige|dit|embauche|emploie|entre|estime|étend|explique|gagne|grimpe|intègre|introduit|investit|"
        r"invoque|juge|lance|lève|licencie|livre|mise|monte|mettra|montre|négocie|nie|nomme|obtient|ouvre|paie|perd|"
        r"place|poursuit|prend|prépare|présente|prévoit|prévient|promet|propose|publie|quitte|rachète|rappelle|"
        r"reçoit|recrute|recule|réduit|refuse|rejoint|renonce|répond|signe|soutient|supprime|teste|triple|double|"
        r"vend|verse|veut|vise|a|est|va|aura|sera|devra|pourra|[a-zéèêç]{3,}era|[a-zéèêç]{3,}ira)\b"
    ),
    "en": re.compile(
        r"(?:accepts|accepted|accuses|accused|acquires|acquired|agrees|agreed|announces|announced|appoints|"
        r"appointed|becomes|became|came|comes|builds|built|buys|bought|confirms|confirmed|denies|denied|hires|hired|invests|"
        r"invested|joins|joined|leads|led|leaves|left|gets|got|takes|took|holds|held|wins|won|launches|launched|names|named|negotiates|opens|opened|pays|paid|plans|planned|"
        r"promises|promised|proposes|proposed|publishes|published|quits|raised|refuses|refused|says|said|sells|"
        r"sold|signs|signed|sues|sued|told|unveils|unveiled|wants|wanted|warns|warned)\b"
    ),
}
_NONE = frozenset(
    """
    personne rien chacun certains plusieurs beaucoup nul quiconque reste restent vient viennent
    revenue growth demand management nobody everyone someone nothing everything anybody none
    """.split()  # noqa: SIM905 - quotes round each word would hide the words
)


def subject(sentence: str, language: str | None) -> Name | None:
    """The one word that opens `sentence`, where a verb of somebody's follows; None otherwise."""
    first = _FIRST.match(sentence)
    does = _DOES.get(language or "")
    if first is None or does is None or not does.match(sentence, first.end()):
        return None
    word = first["word"]
    folded = fold(word)
    if not word[0].isupper() or word.lower() in stopwords(language) or folded in _NONE:
        return None
    if folded.endswith(("ment", "ly")) or "'" in folded or len(word) < 3:
        return None
    if language == "en" and folded.endswith("s"):  # "Analysts said"
        return None
    return Name(start=first.start("word"), end=first.end("word"), text=word)
