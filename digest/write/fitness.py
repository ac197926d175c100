"""May a sentence leave its article? What a reader needs who has not read the sentence before it."""

import re
from collections.abc import Iterable
from enum import IntEnum

from digest.text import words
from digest.write.caution import rebuts

__all__ = ["Fitness", "fitness", "has_verb"]


class Fitness(IntEnum):
    """How a sentence reads away from its article."""

    NEVER = 0  # furniture, a question, a fragment, a torn quotation
    POOR = 1  # whole, but without a verb, labelled, or about the article itself: when nothing else is left
    DEPENDENT = 2  # points back (« Il … », "However, …"): fit only right after its predecessor
    ALONE = 3


# Pronouns, demonstratives and connectives at the start point to what was said before.
_POINTING = """
    il ils elle elles lui leur leurs son sa ses ce cet cette ces cela ceci ça celui celle celles
    ceux celui-ci celle-ci ceux-ci celles-ci l'un l'une l'autre l'intéressé l'intéressée là
    tous+deux toutes+deux les+deux c'est c'était autre autres mais et ou or car donc puis ensuite
    enfin ainsi aussi pourtant cependant toutefois néanmoins certes bref sinon en+effet
    en+revanche par+ailleurs de+plus en+outre d'ailleurs du+coup au+contraire à+l'inverse
    en+parallèle parallèlement également d'où dès+lors par+conséquent pour+autant du+reste quant+à
    sur+ce de+quoi autant malgré+tout de+son de+leur de+même dans+le+même dans+la+même ce+dernier
    cette+dernière un+autre une+autre d'autres même+si voilà voici par+exemple à+noter résultat
    tout+cela tout+ça all+this all+that all+of+this all+of+that avec+cela de+fait depuis+lors à+ce+titre he she it they him her his hers its their theirs them
    this that these those there here such both neither either one+of+them but and or so yet nor
    however also moreover furthermore besides meanwhile instead then thus hence therefore still
    nevertheless nonetheless in+addition in+contrast as+a+result for+example for+instance
    on+the+other+hand by+contrast similarly likewise otherwise that's it's the+former the+latter
    the+move s'y s'en on+y on+en another others separately additionally indeed overall plus
    """.split()  # noqa: SIM905 - quotes round each word would hide the words

_PREPOSITIONS = """
    selon d'après pour avec chez à sans contre de entre parmi dans sous sur depuis après malgré
    outre in on at for with by after before from without
    """.split()  # noqa: SIM905 - quotes round each word would hide the words

_POINTED = """
    lui elle elles eux ce cet cette ces cela celui celle son sa ses leur leurs
    him her them it its his their this these that those
    """.split()  # noqa: SIM905 - quotes round each word would hide the words


def _any_of(phrases: Iterable[str]) -> str:
    listed = sorted({re.escape(phrase) for phrase in phrases}, key=lambda p: (-len(p), p))
    return "|".join(listed).replace(r"\+", r"\s").replace("'", "['’]")


_POINTS_BACK = re.compile(
    rf"[«\"“‘'\s]*(?:{_any_of(_POINTING)}|(?:{_any_of(_PREPOSITIONS)})\s(?:{_any_of(_POINTED)}))(?![\w-])",
    re.IGNORECASE,
)
# « …, a-t-il ajouté »: the speaker stands in the sentence before.
_SPEAKER_BEFORE = re.compile(
    r"[«\"“].*(?:(?:-t-|\s[a-zéè]{2,20}-)(?:ils?|elles?)\b"
    r"|[”\"»]\s*,?\s*(?:he|she|they|it)\s+(?:said|says|added|told|wrote|noted)\b)",
    re.IGNORECASE | re.DOTALL,
)
_ROLE = (
    r"(?:le|la|l['’]|the) ?(?:groupe|société|entreprise|compagnie|start-?up|jeune pousse|éditeur|constructeur|fabricant|opérateur|service|"
    r"outil|plateforme|appli(?:cation)?|opération|accord|annonce|décision|mesure|texte|projet|programme|dispositif|"
    r"ministre|président|juge|tribunal|conseil|suspect|accusé|victime|agence|régulateur|organisation|"
    r"association|syndicat|company|group|firm|start-?up|service|tool|platform|app|deal|agreement|announcement|decision|bill|plan|project|"
    r"program|minister|president|judge|court|agency|regulator)"
)
# What needs the sentence before it, though it begins like another.
_LEANS = re.compile(
    # « SoftBank obtient les deux autres », « Oracle, autre fournisseur d’OpenAI, »: of what was counted before.
    r".*\bles (?:deux |trois |quatre |cinq |six )?autres(?= ?(?:[,;:.!?)]|\Z))"
    r"|.*\bthe (?:other (?:two|three|four|five)|others)(?= ?(?:[,;:.!?)]|\Z))"
    r"|[^,]+, (?:autres?|another) \w"
    # « Les funérailles auront lieu ce jour-là »: on which?
    r"|(?:[^,;:«]{0,80}\b)?(?:cet?|cette|ces) [\w’']+(?: [\w’']+)?-là\b"
    # « Dix gigawatts, cela représente », « Le droit d’auteur, lui, »: a figure and a rival named before.
    r"|[^,]{3,40}, (?:cela|ça|that) "
    # « The 18-month term is the longest. »: of which?
    r"|[^,;:]* (?:est|sont|reste|is|are|remains) (?:(?:le|la|les) (?:plus|moins) \w+|the (?:\w+est|(?:most|least) \w+))[ \u00a0]?\.\Z"
    r"|[^,]+, though,|alors(?! (?:même )?qu|[^,]{3,40}, (?-i:[A-ZÀ-Þ]))"
    # « Le médecin lui a dit »: to whom?
    r"|(?:(?!\b(?:qu|que|qui|dont|si|et|ou|mais|car|a|ont|est|sont)\b|qu['’])[^,;:«]){2,30} lui (?:a|ont|avai(?:t|ent))\b"
    r"|[^,]+, (?:lui|elle|eux|elles|for (?:its|his|her|their) part),"
    # « Le bilan pourrait cependant », in the main clause.
    r"|(?:(?:pour|à|en|dans|avec|après|avant|depuis|for|in|after) [^,;:]+, )?"
    r"(?:(?!\b(?:qui|que|dont|where|who|which|that)\b)[^,;:])*(?<!\w)"
    r"(?:toutefois|cependant|néanmoins|pourtant|en revanche|par ailleurs|en outre|pour autant|dès lors|par conséquent|"
    r"(?:a|ont|est|sont|avait|avaient) ainsi(?! qu)|however|nevertheless|meanwhile|therefore)\b",
    re.IGNORECASE,
)
# The same, but for what stands first in its article: it introduces what it names.
_RESTS = re.compile(
    # « le premier gigawatt », « Le milliard annoncé »: of a sum named before.
    r".*\b(?:le|du|au|chaque|the|each) (?:premier |deuxième |dernier |first |second |last )?(?:giga|méga|mega)watts?\b"
    r"|(?:le|les|the) (?:\d[\d,. \u00a0\u202f]*)?(?:milliards?|millions?|billion|million)\b"
    # « Selon le procureur, ils projetaient »: not « Pour entrer, il faut ».
    r"|(?:selon|d['’]après|après|avant|pour|à|dans|en|avec|depuis|chez|malgré|sans|according to|after|before|in|at|for|with|following)\b"
    r"[^,]{3,60}, (?:elle|ils|elles|he|she|they|il (?!(?:n['’]|ne |s['’]|se |en |lui |leur |vous |nous )*(?:y a|faut|fau\w+|est|était|sera|s['’]agit|agit|suffit|reste|convient|existe|semble|paraît)\b)) ?"
    # « Oracle a pris près de 5 % »: of what?
    r"|(?!.*\b(?:actions?|titres?|bourse|cours|séance|indice|valeur|capitalisation|ventes?|revenus?|recettes|bénéfices?|parts?|prix|"
    r"chiffre|taux|inflation|chômage|croissance|CAC|PIB|GDP|unemployment|rates?|shares?|stocks?|index|sales|revenues?|profits?|prices?)\b)"
    r"[^,;:]*(?:, [^,]+,)? (?:a|ont|prend|gagne|perd|cède|bondit|grimpe|chute|recule|rose|fell|gained|lost|jumped|slipped|dropped)"
    r"(?: (?:pris|gagné|perdu|cédé|bondi|grimpé|chuté|reculé|lâché))?(?: (?:de|by|près|plus|moins|environ|jusqu['’]à|d['’]|nearly|almost|about|more|than))*"
    r" ?\d[\d,.]*[ \u00a0\u202f]?%(?= ?(?:[.,;]|\Z))"
    # « Le ministre n’a pas », « L’annonce suit »: who is meant, when nothing behind the noun says it.
    rf"|{_ROLE} (?:(?:ne|n['’]|se|s['’]|a|ont|est|était|sera|avait|doit|peut|va|aura|vient|suit|has|is|was|will|would|had|says?|said)(?![\w’'])|n['’]|s['’])",
    re.IGNORECASE,
)
# « Cette semaine », « Ce mardi » point to the calendar, not to the sentence before.
_THIS_DAY = re.compile(
    r"(?:ce|cet|cette|ces|this)\s(?:\w+\s)?(?:semaine|année|mois|matin|soir|week-end|été|automne|hiver|printemps|lundi|mardi|"
    r"mercredi|jeudi|vendredi|samedi|dimanche|jours|week|month|year|morning|summer|fall|winter|spring)\b",
    re.IGNORECASE,
)
# « Dans son rapport annuel, Boréal annonce »: whose it is stands behind.
_NAMED_AFTER = re.compile(
    r"[A-ZÀ-Þ][\w’']* (?:son|sa|ses|leurs?|its|his|her|their) [^,]{2,50}, (?!(?:He|She|They|It|Il|Elle)\b)[A-ZÀ-Þ]\w"
)
# The same at the head of an article, where nothing stands before: « Without their licence, twelve guides ».
_SAID_AFTER = re.compile(
    r"[A-ZÀ-Þ][\w’']* (?:(?:son|sa|ses|leurs?|its|his|her|their) [^,]{2,50}, (?!(?:he|she|they|it|ils?|elles?)\b)\w|this day )"
)
# A quotation and nothing else: who says it stands before.
_BARE_QUOTATION = re.compile(r"[«\"“][^«»\"“”]*[»\"”][.!\s\u00a0]*\Z")
_FURNITURE = re.compile(
    r"\A[àa] (?:\w+ )?(?:lire|écouter|regarder)\b|\A(?:avertissement|attention|(?:trigger |content )?warning)[ \u00a0]?:|\b(?:lire aussi|à lire|lire la suite|lire également|voir aussi|à voir|read also|read more|also read|related posts?|see also|"
    r"abonnez-vous|abonnés?-vous|inscrivez-vous|s['’]abonner|newsletter|sign up|subscribe|cliquez|click here|cookies?|suivez-nous|follow us|"
    r"crédits? photos?|photo credit|getty images|tous droits réservés|all rights reserved|lien d['’]affiliation|publicité|advertisement|"
    r"partagez?|retrouvez|cet article|this article|notre site|nous contacter|min(?:utes)? de lecture|min read|traduit de|machine translat\w+)\b"
    r"|©|https?://|www\.|@\w+\.\w",
    re.IGNORECASE,
)
# What an agency's desk or a blog says of its own text rather than of the world.
_ABOUT_ITSELF = re.compile(
    r"(?:dans notre (?:série|rubrique|dossier)|in our (?:series|column)|dépêche|résumé|traduction|traduit|version|fiche|billet|le billet|compte rendu|entretien|interview|texte|le texte "
    r"visiblement|lettre|l['’]article|le site|l['’]auteur|this post|(?:a|the) (?:blog|guide|post|piece|author|article|note|"
    r"report says)|blog post|an? \S+ (?:blog|note|guide|post)|summary|translation|transcript|in this)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"|(?<!\w)['‘][^'’]*['’](?!\w)")
_FIRST_PERSON = re.compile(  # not « Notre-Dame », "World War I", « Nous Research »
    r"(?<![\w/-])(?:j['’]|(?:je|nous|notre|nos|we|our|my|let['’]s)(?![\w/-]))"
    r"|\A(?:J['’]|(?:Je|Nous|Notre|Nos|We|Our|My|Let['’]s)(?=['’]| [a-zà-ÿ]))"
    r"|(?:\A|, |\b(?:and|but|so|that) )I (?=[a-z])"
)
_LABEL = re.compile(r"[^:,.;«“\"]{2,45}[ \u00a0\u202f]?:\s")  # « Bourse : … », "Explainer: …"
_BEGINS = re.compile(r"[«\"“‘'(\[\s]*(?:[A-ZÀ-ÞŒ0-9$€£]|[a-z]{1,2}[A-Z])")
_ENDS = re.compile(r"[.!](?:[\s\u00a0\u202f]*[»”\"’')\]])*\Z")
_PAIRS = (("«", "»"), ("“", "”"), ("(", ")"), ("[", "]"))
# Finite verbs: the most frequent forms, then endings that hardly any noun has.
_VERB = re.compile(
    r"\b(?:a|ai|as|est|sont|ont|va|vont|faut|peut|peuvent|doit|doivent|veut|veulent|fait|font|vient|viennent|tient|tiennent|met|mettent|prend|dit|"
    r"permet|promet|reçoit|voit|croit|devient|revient|contient|détient|obtient|soutient|prévient|convient|dément|prédit|répartit|élargit|ralentit|séduit|subit|clôt|exclut|remet|s['’]agit|agit|réunit|fournit|"
    r"investit|bâtit|franchit|finit|réussit|grandit|suit|vit|sert|sort|part|perd|vend|rend|attend|tend|entend|répond|étend|défend|dépend|"
    r"lance|annonce|lève|prévoit|propose|présente|dévoile|confirme|compte|mise|vise|reste|passe|porte|ouvre|offre|signe|affirme|estime|"
    r"explique|indique|précise|assure|déclare|montre|crée|adopte|impose|accuse|demande|rejoint|accueille|emploie|développe|teste|"
    r"intègre|utilise|travaille|repose|représente|atteint|dépasse|valorise|emprunte|émet|rachète|achète|cède|quitte|pousse|gagne|recule|"
    r"grimpe|bondit|chute|augmente|baisse|double|triple|accélère|cherche|juge|rappelle|ajoute|souligne|concerne|entre|touche|manque|"
    r"organise|participe|finance|apporte|garde|donne|livre|équipe|étudie|examine|retire|remplace|coûte|figure|existe|arrive|commence|"
    r"occupe|persiste|continue|provoque|guérit|appelle|oppose|évoque|multiplie|poursuit|dénonce|réclame|exige|condamne|refuse|"
    r"accepte|autorise|interdit|suspend|nomme|reconnaît|paraît|connaît|apparaît|naît|meurt|découvre|couvre|souffre|marque|"
    r"frappe|menace|inquiète|relance|renforce|réduit|produit|conduit|construit|détruit|traduit|introduit|publie|confie|tombe|"
    r"monte|décide|espère|pense|craint|rejette|lutte|vote|valide|salue|célèbre|dépose|débute|démarre|termine|achève|écrit|"
    r"décrit|interroge|insiste|illustre|domine|bloque|divise|dirige|mène|révèle|prépare|déclenche|avance|recrute|embauche|"
    r"tue|vaut|accompagne|alimente|bénéficie|exporte|injecte|paralyse|relaxe|requiert|secoue|kills|bans|lends|employs|"
    r"abandonne|achève|approuve|conteste|dispose|engage|enregistre|favorise|fonctionne|gère|héberge|implique|inaugure|"
    r"installe|interpelle|joue|mobilise|modifie|négocie|nie|obtient|parie|possède|privilégie|prolonge|protège|rassemble|récupère|"
    r"redémarre|regrette|remporte|renonce|repousse|résiste|retrouve|sanctionne|semble|soupçonne|transforme|trouve|"
    r"supprime|ferme|fabrique|conçoit|déploie|paie|envoie|combine|exploite|attire|réagit|plonge|s['’]envole|verse|facture|"
    r"sommes|avons|pays(?= (?:[\d$€£]|an?|the|its|for|half|up|out|back|more|less)\b)|is|are|was|were|has|have|had|will|would|can|could|may|might|must|does|did|do|says|said|plans|wants|aims|expects|makes|takes|gives|"
    r"gets|puts|sets|lets|brings|comes|goes|opens|launches|raises|buys|sells|signs|joins|leads|builds|uses|adds|offers|shows|tells|keeps|"
    r"became|began|bought|broke|brought|built|came|drew|drove|fell|felt|found|gave|got|grew|held|kept|knew|lost|made|paid|ran|"
    r"saw|sent|sold|spent|spoke|stood|struck|thought|told|took|went|won|wrote|"
    r"becomes|remains|follows|includes|counts|calls|backs|faces|marks|rises|falls|hits|moves|turns|runs|works|needs|seeks|warns)\b"
    r"|\b(?:[fs]er|(?:pour|ver)r|s?aur|\w*[dv]r)(?:a|ont)\b|\b\w{2,}(?:era|eront|aient|ait|èrent|irent|urent|raient|rait|ira|iront|dra|dront)\b"
    r"|\b\w{2,}(?:[^m\W]|mm|rm)ent\b|\b(?:ne|se|il|elle|ils|elles|he|she|they) \w|\b(?:n['’](?:a|est|ont)|s['’](?:est|\w+(?:e|it)))\b|\b\w{3,}ed\b",
    re.IGNORECASE,
)
_SHORTEST, _LONGEST = 6, 60  # words
_DENIAL = 2  # of one that answers an accusation


def fitness(sentence: str, *, head: bool = False, quoted: bool = False) -> Fitness:
    """How `sentence` (French or English, as it stands in its article) reads when taken out of it.

    `head`: it is the first of its article; `quoted`: it is shown as what somebody said.
    """
    count = len(words(sentence))
    shortest = _DENIAL if rebuts(sentence) else _SHORTEST
    if not shortest <= count <= _LONGEST or not _BEGINS.match(sentence) or not _balanced(sentence):
        return Fitness.NEVER
    if _FURNITURE.search(sentence) or sentence.isupper():
        return Fitness.NEVER
    if not _ENDS.search(sentence):
        return Fitness.NEVER
    points_back = _POINTS_BACK.match(sentence) and not (
        _THIS_DAY.match(sentence)
        or _NAMED_AFTER.match(sentence)
        or (head and _SAID_AFTER.match(sentence))
    )
    if (
        count < _SHORTEST
        or points_back
        or _LEANS.match(sentence)
        or (not head and _RESTS.match(sentence))
        or _SPEAKER_BEFORE.match(sentence)
        or _BARE_QUOTATION.match(sentence)
    ):
        return Fitness.DEPENDENT
    if _ABOUT_ITSELF.match(sentence) or _LABEL.match(sentence):
        return Fitness.POOR
    if not quoted and _speaks(sentence):
        return Fitness.POOR
    return Fitness.ALONE if has_verb(sentence) else Fitness.POOR


def _speaks(sentence: str) -> bool:
    """Whether somebody says "we" or "I" without marks: the paper itself, or who was quoted."""
    return _FIRST_PERSON.search(_QUOTED.sub(" ", sentence)) is not None


def has_verb(sentence: str) -> bool:
    """Whether something in `sentence` has the shape of a finite verb, French or English."""
    return _VERB.search(sentence) is not None


def _balanced(sentence: str) -> bool:
    """Every bracket and quotation mark that opens closes."""
    return sentence.count('"') % 2 == 0 and all(
        sentence.count(opening) == sentence.count(closing) for opening, closing in _PAIRS
    )
