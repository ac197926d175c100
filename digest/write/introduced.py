"""How texts introduce a name: as a company, or as something else with a capital.

Appositions (« l’éditeur Boréal », "Boreal, a chip maker"), what belongs to companies (« le patron de
Boréal », « chez Boréal », "Boreal’s shares"), and what they do with money and people (« Boréal lève »).
Against it stand appositions of products, laws, people and places.
"""

import re
from collections import Counter
from collections.abc import Iterable

from digest.facts import names
from digest.facts.countries import peoples
from digest.model import Article
from digest.text import fold

__all__ = ["INTRODUCED", "KIND", "introductions"]

INTRODUCED = 2

_NEAR = 60  # characters before and behind a name

KIND = (
    r"(?:groupe|société|entreprise|compagnie|firme|start-?up|jeune pousse|géant|éditeur|fabricant|constructeur|opérateur|"
    r"fondeur|équipementier|concepteur|fournisseur|laboratoire|banque|fonds|licorne|cabinet|distributeur|enseigne|filiale|"
    r"maison mère|concurrent|rival|spécialiste|hébergeur|prestataire|PME|assureur|transporteur|motoriste|avionneur|sidérurgiste|"
    r"pétrolier|énergéticien|câblo-opérateur|studio|"
    r"company|firm|maker|giant|chipmaker|chip maker|carmaker|automaker|group|bank|fund|unicorn|developer|provider|parent|"
    r"subsidiary|retailer|insurer|airline|lab|operator|lender)s?"
)
_OF = (
    r"(?:P-?DG|patron(?:ne)?|dirigeante?s?|(?:co)?fondat(?:eur|rice)s?|direct(?:eur|rice)s? général(?:e|es)?|CEO|porte-parole|"
    r"actions?|actionnaires?|filiales?|maison mère|salariés|employés|chiffre d['’]affaires|bénéfices?|capital|rachat|acquisition|"
    r"introduction en Bourse|"
    r"vice-présidente?s?|founders?|co-founders?|vice presidents?|chief executive|boss|spokes(?:person|man|woman)|shares|employees|acquisition|takeover|valuation)"
)
_BEFORE = re.compile(
    rf"(?:\b{KIND}(?: [a-zà-ÿ-]+(?:é|ée|ais|aise|ois|oise|ien|ienne|ain|aine|ique|and|ande|ol|ole|eur|el|al|in))?"
    rf"|\b{_OF} (?:du |de |of |at )(?:la |the )?(?:{KIND} )?"
    rf"|\b{_OF} d['’]"
    r"|\bchez) ?\Z",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:le|la|l['’]|les|du|aux?|the) ?(?P<people>[a-zà-ÿ-]{4,}) \Z", re.IGNORECASE
)
_HELPS = r"(?:ont |a |va |vont |vient de |viennent de |devrait |compte |veut |has |have |will |is |plans to |would )?"
_AFTER = re.compile(
    rf" (?:\([^)]{{2,20}}\) )?{_HELPS}(?:"
    r"l[èe]v(?:e|ent|é|er|era)(?= [\d$€£]| (?:un|une|des|près|plus|jusqu|quelque|environ)\b)|"
    r"rach[eè]t(?:e|ent|é|er|era)|acquiert|acquis|acquérir|emprunt(?:e|é|er|era)|inject(?:e|é|er|era)|commercialis(?:e|é|er|era)|"
    r"embauch(?:e|é|er|era)|licenci(?:e|é|er|era)|recrut(?:e|é|er|era)|factur(?:e|é|er|era)|"
    r"supprim(?:e|é|er|era)(?= [\d\s]+ (?:postes|emplois))|"
    r"raises? (?=[$€£\d])|raised (?=[$€£\d])|acquires?\b|acquired|hires\b|lays? off|laid off|borrows?\b|sells? bonds"
    r"|(?:surge|jump|soar|slip|gain|rise|fall|plunge|drop|rall(?:y|ie))s?(?: [a-z]+){0,2} \d|(?:bondit|grimpe|chute|recule|gagne|perd)(?: [a-zé]+){0,2} \d)"
    rf"|, (?:(?:une?|l['’]|la|le|les|an?|the) ?)?(?:[\w-]+ ){{0,2}}{KIND}\b"
    r"|['’]s (?:shares|stock|revenues?|CEO|chief executive|founders?|valuation|parent|sales)\b"
    r"|,? (?:valorisée?|cotée?|valued)\b",
)
# What companies do in the news, and others too.
_MAY_BEFORE = re.compile(
    r"\b(?:partenariat|contrat|accord|alliance|partnership|deal|contract|agreement) (?:avec|entre|with|between) \Z"
    r"|\b(?:invest(?:it|ir|i|ira|issement|s|ed|ment)|participation|stake|milliards|millions|billion|million) (?:dans|in) \Z"
    r"|\b(?:modèles?|puces?|serveurs?|processeurs?|appareils?|plateformes?|algorithmes?|utilisateurs?|abonnés|clients?|usines?|magasins?|"
    r"models?|chips?|servers?|cloud|devices?|users|platforms?|customers|plants?|stores?) (?:de |d['’]|of |from )\Z",
    re.IGNORECASE,
)
_MAY_AFTER = re.compile(
    rf" {_HELPS}(?:lanc(?:e|é|er|era)|dévoil(?:e|é|er|era)|annonc(?:e|é|er|era)|ouvr(?:e|ir|ira)|ouvert|sign(?:e|é|er|era)|"
    r"intègre|intégr(?:é|er|era)|propos(?:e|é|er|era)|déplo(?:ie|yé|yer|iera)|invest(?:it|i|ir|ira)|vend|promet|s['’]allie|mettra|"
    r"met|prévoit|choisit|fournit|livre|"
    r"launch(?:es|ed)?|unveil(?:s|ed)?|announc(?:es|ed?)|opens?|opened|signs?|signed|adds|offers|plans|invests?|invested|"
    r"rolls|rolled|sells?|sold|builds?|partners|secures?|secured|buys?|bought)\b",
)
_ELSE = re.compile(
    r"\b(?:projet|programme|modèle|appli|application|logiciel|outil|service|assistant|robot|chatbot|fonction|fonctionnalité|"
    r"système|version|gamme|puce|processeur|smartphone|console|jeu|film|série|loi|opération|médicament|vaccin|salon|événement|"
    r"conférence|ville|région|département|quartier|parti|ministre|ministère|présidente?|juge|procureure?|sénat(?:eur|rice)|"
    r"députée?|maire|commission|agence|association|syndicat|université|tribunal|journal|quotidien|magazine|chaîne|"
    r"baptisée?|nommée?|appelée?|surnommée?|"
    r"project|program|model|app|tool|platform|chip|service|feature|product|law|bill|version|event|university|agency|"
    r"called|dubbed|named|newspaper|magazine)(?: (?!(?:de|du|des|chez|la|le|les|et|of|at|for|and|the)\b)[a-zà-ÿ-]+)? [«\"“]?[ \u00a0]?\Z"
    r"|\b(?:ministre|ministère|secrétaire d['’][ÉE]tat|garde|université|tribunal|cour|ministry|secretary|department|university|court)"
    r" (?:de (?:la |l['’])?|d['’]|du |des |of (?:the )?)\Z",
    re.IGNORECASE,
)


def introductions(articles: Iterable[Article], language: str) -> Counter[str]:
    """By folded name, the sum over the articles: `INTRODUCED` where it is introduced as a company, 1 where
    it may be one, less where it is another thing, and never more than that for one article.
    """
    found: Counter[str] = Counter()
    for article in articles:
        said: dict[str, list[int]] = {}
        text = " ".join(f"{article.title}. {article.text}".split(None))
        for name in names(text, article.language or language):
            before = text[max(0, name.start - _NEAR) : name.start]
            after = text[name.end : name.end + _NEAR]
            said.setdefault(fold(name.text), []).append(_introduces(before, after))
        found.update(
            {key: max(-INTRODUCED, min(sum(ways), INTRODUCED)) for key, ways in said.items()}
        )
    return found


def _introduces(before: str, after: str) -> int:
    if _BEFORE.search(before) or _of_a_people(before):
        return INTRODUCED
    if _ELSE.search(before):
        return -INTRODUCED
    if _AFTER.match(after):
        return INTRODUCED
    return int(bool(_MAY_BEFORE.search(before) or _MAY_AFTER.match(after)))


def _of_a_people(before: str) -> bool:
    """« le britannique Nscale »: an adjective in small letters as the noun."""
    match = _PEOPLE.search(before)
    return match is not None and fold(match["people"]) in peoples()
