"""The name that opens a sentence: its capital proves nothing, but what it does may.

`names` asks the rest of a text how a word is spelt; a single sentence has no rest. Only verbs of
people and companies count here: « Northwind lève », "Northwind unveiled", but not « Restent les ».
"""

import re

from digest.facts.names import Name
from digest.text import fold, stopwords

__all__ = ["subject"]

_FIRST = re.compile(r"[\W_]*(?P<word>[^\W\d_][\w.&’'-]*[\w])(?P<after>[ \u00a0])(?=[^\W\d_A-Z])")
# « Siemens, d’Édimbourg, touche »: what is said of it in between.
_ASIDE = re.compile(r"[\W_]*(?P<word>[^\W\d_][\w.&’'-]*[\w])(?P<after>, [^,.;:!?]{2,60}, )")
_DOES = {
    "fr": re.compile(
        r"s['’]\w|n['’]\w|(?:se|ne) |(?:accepte|accuse|achète|acquiert|affirme|annonce|apporte|attaque|augmente|"
        r"avance|baisse|bâtit|bondit|cède|cherche|chute|compte|confirme|construit|cherche|dément|déploie|dévoile|"
        r"devient|dirige|dit|embauche|emploie|entre|estime|étend|explique|gagne|grimpe|intègre|introduit|investit|"
        r"invoque|juge|lance|lève|licencie|livre|mise|monte|mettra|montre|négocie|nie|nomme|obtient|ouvre|paie|perd|"
        r"place|poursuit|prend|prépare|présente|prévoit|prévient|promet|propose|publie|quitte|rachète|rappelle|"
        r"reçoit|recrute|recule|réduit|refuse|rejoint|renonce|répond|signe|soutient|supprime|teste|triple|double|"
        r"vend|verse|veut|vise|a|est|va|aura|sera|devra|pourra|[a-zéèêç]{3,}era|[a-zéèêç]{3,}ira|"
        r"[a-zéèêç]{3,}ait|risque|reprend|touche|détient|atteint|possède|produit|table|réclame|exige|craint|espère|"
        r"pèse|perçoit|distribue|rejette|conteste|reconnaît|regrette|assure|précise|ajoute|souligne|parie|revient|"
        r"passe|garde|cible|demande|réunit|fabrique|fournit|équipe|transfère|suspend|bloque|interdit|autorise|"
        r"adopte|vote|condamne|inflige|saisit|juge|confie|domine|profite|résiste|relance|accélère|franchit)\b"
    ),
    "en": re.compile(
        r"(?:accepts|accepted|accuses|accused|acquires|acquired|agrees|agreed|announces|announced|appoints|"
        r"appointed|becomes|became|came|comes|builds|built|buys|bought|confirms|confirmed|denies|denied|hires|hired|invests|"
        r"invested|joins|joined|leads|led|leaves|left|gets|got|takes|took|holds|held|wins|won|launches|launched|names|named|negotiates|opens|opened|pays|paid|plans|planned|"
        r"promises|promised|proposes|proposed|publishes|published|quits|raised|refuses|refused|says|said|sells|"
        r"sold|signs|signed|sues|sued|told|unveils|unveiled|wants|wanted|warns|warned)\b"
    ),
}
_NO_NAME = ("ment", "ly", "ant", "ée", "ées", "és")  # adverbs and participles
_CALENDAR = frozenset(
    "lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905 - quotes round each word would hide the words
)
_NONE = frozenset(
    """
    maintenant combien non oui pourtant
    personne rien chacun ceci cela ca tout toute tous toutes objectif resultat hier demain
    chacune certaines nulle quiconque aucun aucune certains plusieurs beaucoup nul quiconque reste restent vient viennent
    revenue growth demand management nobody everyone someone nothing everything anybody none
    """.split()  # noqa: SIM905 - quotes round each word would hide the words
)


def subject(sentence: str, language: str | None) -> Name | None:
    """The one word that opens `sentence`, where a verb of somebody's follows; None otherwise."""
    does = _DOES.get(language or "")
    found = (pattern.match(sentence) for pattern in (_FIRST, _ASIDE))
    first = next((one for one in found if one and does and does.match(sentence, one.end())), None)
    if first is None:
        return None
    word = first["word"]
    folded = fold(word)
    if not word[0].isupper() or word.lower() in stopwords(language) or folded in _NONE:
        return None
    if word.endswith(_NO_NAME) or (first.re is _ASIDE and word.endswith("er")):
        return None
    if folded in _CALENDAR or "'" in folded or len(word) < 3:
        return None
    if language == "en" and folded.endswith("s"):  # "Analysts said"
        return None
    return Name(start=first.start("word"), end=first.end("word"), text=word)
