"""The lines of a page that are never the article's: menus, share bars, cookie banners, credits.

The phrases are what French and English sites print, folded (see `digest.text.fold`). A phrase is
looked for at the beginning of a line only, and never in a long paragraph: an article *about* cookie
banners keeps its sentences.
"""

import re
from zoneinfo import ZoneInfo

from digest.collect import dates
from digest.text import fold

__all__ = ["is_aside", "is_end", "is_furniture", "is_prose", "is_summary_heading", "word_count"]


def _opening(phrases: str, after: str) -> re.Pattern[str]:
    listed = sorted({phrase.strip() for phrase in phrases.strip().splitlines()})
    spelt = (re.escape(phrase) + (after if phrase[-1].isalnum() else "") for phrase in listed)
    return re.compile("|".join(spelt))


_MARKS = r"[\W_\d]*\Z"  # nothing after it but counters, arrows and punctuation
_WORD_END = r"(?!\w)"

# The whole line: buttons, menu entries, labels.
_BUTTON = _opening(
    """
    accept
    accept all
    accepter
    accueil
    advertisement
    all rights reserved
    article
    close
    commenter
    connexion
    contact
    continuer sans accepter
    copier le lien
    copy link
    ecouter l'article
    english
    facebook
    fermer
    follow us
    francais
    home
    imprimer
    instagram
    je m'abonne
    language
    langue
    like
    linkedin
    lire la suite
    listen
    log in
    login
    menu
    newsletter
    offrir cet article
    partage
    partager
    partages
    pinterest
    print
    publicite
    reagir
    read more
    recherche
    rechercher
    search
    se connecter
    s'abonner
    save
    share
    shares
    sign in
    skip to content
    aller au contenu
    sponsored
    sponsorise
    subscribe
    suivez-nous
    tout accepter
    tout refuser
    tweet
    tweeter
    vues
    views
    whatsapp
    your browser does not support the video tag
    """,
    _MARKS,
)

# The beginning of a short line.
_NOTICE = _opening(
    """
    abonnez-vous
    article reserve aux abonnes
    ce site utilise
    cet article est reserve
    click here to
    cliquez ici pour
    continue reading
    credit photo
    credit image
    credits photo
    credits :
    credit :
    derniere mise a jour
    en poursuivant votre navigation
    enregistrer mon nom
    follow us
    get the latest
    gerer mes choix
    gerer les cookies
    illustration generee par
    image credit
    image :
    image by
    image generee par
    inscrivez-vous
    by continuing to
    by clicking
    by subscribing
    cookie policy
    cookie settings
    join our newsletter
    jump to content
    lang icon
    last updated
    lecture :
    mentions legales
    mis a jour le
    ne manquez pas notre
    nous utilisons des cookies
    nous et nos partenaires
    notre site utilise des cookies
    parametrer les cookies
    partager cet article
    partager sur
    partagez cet article
    partagez sur
    photo :
    photo by
    photo d'illustration
    politique de confidentialite
    politique de cookies
    privacy policy
    published on
    publie le
    publie par
    poste le
    recevez gratuitement
    recevez chaque
    recevez toute l'actualite
    required fields are marked
    les champs obligatoires sont
    reading time
    retrouvez-nous sur
    rejoignez-nous sur
    save my name
    send us a tip
    share on
    share this
    share via
    sign up for
    sign up to
    subscribe to
    subscribe now
    suivez-nous
    temps de lecture
    terms of service
    this site uses
    this website uses
    tous droits reserves
    all rights reserved
    updated on
    veuillez activer javascript
    please enable javascript
    view in browser
    voir dans le navigateur
    votre adresse e-mail ne sera pas
    votre adresse de messagerie ne sera pas
    your email address will not
    we and our partners
    we use cookies
    write to us at
    ©
    (c) 20
    copyright
    try our premium
    """,
    _WORD_END,
)

# A link to another article; the line after it may be that article's title.
_ASIDE = _opening(
    """
    a lire aussi
    a lire egalement
    a lire :
    a voir aussi
    also read
    lire aussi
    lire egalement
    lisez aussi
    pour aller plus loin
    read also
    read next
    recommended reading
    see also
    sur le meme sujet
    voir aussi
    watch also
    """,
    _WORD_END,
)

# Where the article is over; what comes then is about other articles, or asks for comments.
_END = _opening(
    """
    a decouvrir aussi
    a propos de l'auteur
    about the author
    all news
    articles lies
    articles similaires
    article precedent
    article suivant
    autres articles
    ces articles pourraient vous
    commentaires
    comments
    contenus sponsorises
    dans la meme rubrique
    dans le meme theme
    derniers articles
    editor's picks
    etiquettes
    filed under
    hot news
    join the conversation
    join the discussion
    laisser un commentaire
    laissez un commentaire
    laisser une reponse
    latest news
    latest posts
    latest stories
    leave a comment
    leave a reply
    les derniers articles
    les plus lus
    lire plus d'articles
    more articles
    more from
    more on this
    more stories
    most popular
    most read
    mots-cles
    navigation de l'article
    next article
    next post
    nos derniers articles
    plus d'articles
    popular posts
    post a comment
    post navigation
    poster un commentaire
    previous article
    previous post
    recent posts
    articles recents
    recommande pour vous
    recommended for you
    related articles
    related news
    related posts
    related stories
    sponsored content
    tags
    top stories
    trending
    vous aimerez aussi
    vous aimerez peut-etre
    vous pourriez aussi aimer
    watch video about
    what do you think
    you may also like
    you might also like
    """,
    _WORD_END,
)

_SUMMARY_HEADING = _opening(
    """
    article summary
    brief news summary
    brief summary
    en bref
    en resume
    key points
    key takeaways
    l'essentiel
    quick summary
    resume
    summary
    tl;dr
    tldr
    """,
    _MARKS,
)

_READING_TIME = re.compile(
    r"(?:lecture|temps de lecture|reading time)?\W{0,3}\d{1,3}\s?(?:min(?:utes?|s)?\.?)"
    r"(?:\s(?:read|de lecture|lecture))?\W{0,2}\Z"
)
_NAME = r"(?:[A-ZÀ-Ý][\w’'.-]+|[A-Z]\.|AFP|de|du|la|le|van|von|et|and|avec|with|the|&|,)"
_BYLINE = re.compile(
    rf"(?:Par|By|Écrit par|Rédigé par|Written by|Propos recueillis par|Posted by|Auteur\s?:|Author\s?:)"
    rf"\s{_NAME}(?:,?\s{_NAME}){{0,9}}\s*[,|•·-]?\Z"
)
_TERMINAL = re.compile(r"[.!?…:;][\s»”\"')\]]*\Z")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_ANY_ZONE = ZoneInfo("UTC")  # only whether there is a date matters here

LONGEST_NOTICE = 60  # words


def word_count(line: str) -> int:
    return len(_WORD.findall(line))


def is_prose(line: str) -> bool:
    """Whether `line` is a paragraph of sentences, not a heading, button or caption."""
    count = word_count(line)
    return count >= 30 or (count >= 8 and _TERMINAL.search(line) is not None)


def is_furniture(line: str) -> bool:
    """Whether `line` (one paragraph) can be told from itself not to be of an article."""
    count = word_count(line)
    if count == 0:
        return True
    if count > LONGEST_NOTICE:
        return False
    folded = fold(line)
    return (
        _BUTTON.match(folded) is not None
        or _NOTICE.match(folded) is not None
        or _READING_TIME.match(folded) is not None
        or line.strip().isdecimal()
        or is_aside(line)
        or is_end(line)
        or _BYLINE.match(line) is not None
        or is_date(line)
    )


def is_date(line: str) -> bool:
    """Whether `line` says a date and next to nothing else (« AFP, publié le … » is one)."""
    if len(line) > 120:
        return False
    if dates.find(line, _ANY_ZONE) is None:
        return False
    moment, rest = dates.split_start(line, _ANY_ZONE)
    return word_count(rest) <= 4 if moment else _DATELINE.match(fold(line)) is not None


_DATELINE = re.compile(r"[^.!?]{0,50}\b(?:publie|mis a jour|modifie|published|updated|posted)\b")


def is_aside(line: str) -> bool:
    """Whether `line` is a link to another article (« Lire aussi : … »)."""
    return word_count(line) <= 30 and _ASIDE.match(fold(line).lstrip("»>→•- ")) is not None


def is_end(line: str) -> bool:
    """Whether `line` opens what follows an article: comments, other articles, tags."""
    return word_count(line) <= 8 and _END.match(fold(line).lstrip("»>→•-# ")) is not None


def is_summary_heading(line: str) -> bool:
    return _SUMMARY_HEADING.match(fold(line)) is not None
