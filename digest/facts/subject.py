"""The name that opens a sentence: its capital proves nothing, but a dictionary may.

`names` asks the rest of a text how a word is spelt; a single sentence has no rest. A word that no
dictionary has is a name; of the others one that does what people and companies do: "Apple unveiled",
« Orange supprime » (a common noun has its article before it in French).
"""

import re

from digest.facts.countries import cities
from digest.facts.dateforms import WEEKDAYS
from digest.facts.names import Name
from digest.facts.translations import other_names
from digest.facts.vocabulary import common, conjugated
from digest.text import fold, stopwords

__all__ = ["opening", "stands_alone", "subject"]

_FIRST = re.compile(r"[\W_]*(?P<word>[^\W\d_][\w.&’'-]*[\w]\+?)(?=[ \u00a0,])")
# « Windows 11 arrive »
_FIGURE = re.compile(r"[ \u00a0]\d{1,2}(?![\w%€$£]|[.,:/-]\d|[ \u00a0\u202f]?[%€$£\d])")
_ASIDE = re.compile(r",[ \u00a0](?:qui|dont|où|who|which)(?=[ \u00a0])")  # « Orange, qui ferme »
_ANOTHER = re.compile(r"[ \u00a0](?:et|and)[ \u00a0][A-ZÀ-Þ]")  # « Orange et Total »
_DOES = re.compile(
    r"['’]s\b| (?:(?:is|was) (?:acquiring|building|buying|closing|cutting|firing|hiring|launching|laying|offering|"
    r"opening|planning|preparing|raising|seeking|selling|shutting|suing)|has|accepts|accepted|accuses|accused|acquires|acquired|agrees|agreed|announces|announced|appoints|"
    r"appointed|becomes|became|came|comes|builds|built|buys|bought|confirms|confirmed|denies|denied|hires|hired|invests|"
    r"invested|joins|joined|leads|led|leaves|left|gets|got|takes|took|holds|held|wins|won|launches|launched|names|named|negotiates|opens|opened|pays|paid|plans|planned|"
    r"promises|promised|proposes|proposed|publishes|published|quits|raised|refuses|refused|says|said|sells|"
    r"sold|signs|signed|sues|sued|told|unveils|unveiled|wants|wanted|warns|warned|"
    r"cuts|cut|closes|closed|shuts|lays|laid|axes|axed|fires|fired|scraps|scrapped|seeks|sought|offers|offered|"
    r"orders|ordered|rejects|rejected|suspends|suspended)\b"
)
_FAIT = re.compile(
    r"[ \u00a0](?:n['’]|s['’]|l['’]|(?:ne|se|le|la|les|en|y|lui|leur)[ \u00a0]){0,2}(?P<verb>[a-zà-ÿ]+)"
)
# Forms that are a noun too.
_FAITS = frozenset(
    """
    a va est lance annonce quitte ferme attaque signe leve avance risque propose baisse commande compte conteste
    demande double cesse charge chute emploie etudie finance gele garde livre marque nomme offre porte pousse
    recule relance rapporte renforce retire soutient taxe triple vote appelle juge menace echoue
    """.split()  # noqa: SIM905 - quotes round each word would hide the words
)
_PARTICIPLES = tuple("é ée és ées u ue us ues i ie is ies ant er ir".split())  # noqa: SIM905 - shorter
_NO_NAME = ("ment", "ly", "ant", "ée", "ées", "és", "era")  # forms that dictionaries lack
_CALENDAR = frozenset(day for row in WEEKDAYS.values() for day in row)
_NONE = frozenset(
    """
    revenue growth demand management nobody everyone someone nothing everything anybody none
    tout rien personne chacun chacune quiconque nul nulle aucun aucune autre certain demain hier ainsi bientot ici la
    reste suit vient enfin aujourd'hui mieux pire preuve cela ceci ca qui que quoi comment pourquoi quand combien
    nouveau nouvelle ancien ancienne premier premiere dernier derniere prochain prochaine seul seule bon bonne beau belle
    mea grand grande petit petite vieux vieille simple rare triste meme tel telle plus moins
    """.split()  # noqa: SIM905 - as above
)


def opening(sentence: str) -> int:
    """Where the first word of `sentence` begins."""
    return next((at for at, char in enumerate(sentence) if char.isalnum()), 0)


def _acts(sentence: str, at: int, language: str | None) -> bool:
    """Whether what follows at `at` is what people and companies do; in French any verb of one subject. It may
    stand behind a relative pronoun, and another name beside the first one."""
    if _ANOTHER.match(sentence, at):
        return True
    aside = _ASIDE.match(sentence, at)
    at = aside.end() if aside else at
    if language != "fr":
        return _DOES.match(sentence, at) is not None
    found = _FAIT.match(sentence, at)
    verb = found["verb"] if found else ""
    if verb != "à" and fold(verb) in _FAITS:
        return True
    plural = verb.endswith(("ent", "ont")) and verb not in {"vient", "tient", "sent", "ment"}
    alone = bool(verb) and not plural and not verb.endswith(_PARTICIPLES)
    return alone and conjugated(verb)


def subject(sentence: str, language: str | None) -> Name | None:
    """The one word that opens `sentence`, where it is a name; None otherwise."""
    first = _FIRST.match(sentence)
    word = first["word"] if first else ""
    if not first or len(word) < 3 or not word[0].isupper() or word.endswith(_NO_NAME):
        return None
    folded = fold(word)
    if word.lower() in stopwords(language) or folded in _CALENDAR | _NONE or "'" in folded:
        return None
    head, _, tail = word.partition("-")
    if (
        tail.islower()
        and "-" not in tail
        and (head.lower() in stopwords(language) or common(head, language))
    ):
        return None  # « Entre-temps », "Third-quarter profit"
    figure = _FIGURE.match(sentence, first.end())
    end = figure.end() if figure else first.end("word")
    if common(word, language) and not stands_alone(sentence, word, end, language):
        return None
    start = first.start("word")
    return Name(start=start, end=end, text=sentence[start:end])


def stands_alone(sentence: str, word: str, end: int, language: str | None) -> bool:
    """Whether `word`, which opens `sentence` up to `end`, is a name though a dictionary has it: it does what
    people, companies and places do. The English dictionary has most places."""
    folded = fold(word)
    if folded in _NONE:
        return False
    place = folded in cities() or bool(other_names(word))
    if place and language == "en":
        return True
    plural = folded.endswith("s") and common(word[:-1], language)  # "Analysts said"
    return (place or not plural) and _acts(sentence, end, language)
