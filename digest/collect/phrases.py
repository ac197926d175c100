"""What French and English sites print round their articles, folded (see `digest.text.fold`)."""

import re

__all__ = ["ASIDE", "BOX", "BUTTON", "END", "NOTICE", "SUMMARY_HEADING"]

_MARKS = r"[\W_\d]*\Z"  # nothing after it but counters, arrows and punctuation
_WORD_END = r"(?!\w)"


def _opening(listing: str, after: str) -> re.Pattern[str]:
    """Matches a line that begins with one of the listed phrases, and goes on as `after` says."""
    listed = sorted({" ".join(phrase.split()) for phrase in listing.split("|")})
    spelt = (re.escape(phrase) + (after if phrase[-1].isalnum() else "") for phrase in listed)
    return re.compile("|".join(spelt))


# The whole line: buttons, menu entries, labels.
BUTTON = _opening(
    """
    accept | accept all | accepter | accueil | advertisement | all rights reserved |
    aller au contenu | article | close | comment | commentaire | commentaires | commenter |
    comments | connexion | contact | continuer sans accepter | copier le lien | copy link |
    ecouter l'article | english | facebook | fermer | follow us | francais | home | imprimer |
    instagram | je m'abonne | language | langue | like | linkedin | lire la suite | listen |
    log in | login | menu | newsletter | offrir cet article | partage | partager | partages |
    pinterest | print | publicite | read more | reagir | recherche | rechercher | s'abonner | save
    | se connecter | search | share | shares | sign in | skip to content | sponsored | sponsorise
    | subscribe | suivez-nous | tout accepter | tout refuser | tweet | tweeter | views | vues |
    whatsapp | your browser does not support the video tag
    """,
    _MARKS,
)

# The beginning of a short line.
NOTICE = _opening(
    """
    (c) 20 | abonnez-vous | all rights reserved | article reserve aux abonnes | by clicking |
    by continuing to | by subscribing | ce site utilise | cet article est reserve | click here to
    | cliquez ici pour | continue reading | cookie policy | cookie settings | copyright | credit :
    | credit image | credit photo | credits : | credits photo | derniere mise a jour |
    en poursuivant votre navigation | enregistrer mon nom | follow us | gerer les cookies |
    gerer mes choix | get the latest | illustration generee par | image : | image by |
    image credit | image generee par | inscrivez-vous | join our newsletter | jump to content |
    lang icon | last updated | lecture : | les champs obligatoires sont | mentions legales |
    mis a jour le | ne manquez pas notre | notre site utilise des cookies |
    nous et nos partenaires | nous utilisons des cookies | parametrer les cookies |
    partager cet article | partager sur | partagez cet article | partagez sur | photo : | photo by
    | photo d'illustration | please enable javascript | politique de confidentialite |
    politique de cookies | poste le | privacy policy | publie le | publie par | published on |
    reading time | recevez chaque | recevez gratuitement | recevez toute l'actualite |
    rejoignez-nous sur | required fields are marked | retrouvez-nous sur | save my name |
    send us a tip | share on | share this | share via | sign up for | sign up to | subscribe now |
    subscribe to | suivez-nous | temps de lecture | terms of service | this site uses |
    this website uses | tous droits reserves | try our premium | updated on |
    veuillez activer javascript | view in browser | voir dans le navigateur |
    votre adresse de messagerie ne sera pas | votre adresse e-mail ne sera pas |
    we and our partners | we use cookies | write to us at | your email address will not | ©
    """,
    _WORD_END,
)

# A link to another article; the line after it may be that article's title.
ASIDE = _opening(
    """
    a lire : | a lire aussi | a lire egalement | a voir aussi | also read | lire aussi |
    lire egalement | lisez aussi | pour aller plus loin | read also | read next |
    recommended reading | see also | sur le meme sujet | voir aussi | watch also
    """,
    _WORD_END,
)

# Where the article is over: comments, its neighbours, its labels.
END = _opening(
    """
    a propos de l'auteur | about the author | article precedent | article suivant | commentaires |
    comments | etiquettes | filed under | join the conversation | join the discussion |
    laisser un commentaire | laisser une reponse | laissez un commentaire | leave a comment |
    leave a reply | lire plus d'articles | mots-cles | navigation de l'article | next article |
    next post | post a comment | post navigation | poster un commentaire | previous article |
    previous post | tags | watch video about | what do you think
    """,
    _WORD_END,
)

# A box of other articles: the end, unless the article goes on under it.
BOX = _opening(
    """
    a decouvrir aussi | all news | articles lies | articles recents | articles similaires |
    autres articles | ces articles pourraient vous | contenus sponsorises | dans la meme rubrique
    | dans le meme theme | derniers articles | editor's picks | hot news | latest news |
    latest posts | latest stories | les derniers articles | les plus lus | more articles |
    more from | more on this | more stories | most popular | most read | nos derniers articles |
    plus d'articles | popular posts | recent posts | recommande pour vous | recommended for you |
    related articles | related news | related posts | related stories | sponsored content |
    top stories | trending | vous aimerez aussi | vous aimerez peut-etre |
    vous pourriez aussi aimer | you may also like | you might also like
    """,
    _WORD_END,
)

# The whole line: the heading of a summary above the article.
SUMMARY_HEADING = _opening(
    """
    article summary | brief news summary | brief summary | en bref | en resume | key points |
    key takeaways | l'essentiel | quick summary | resume | summary | tl;dr | tldr
    """,
    _MARKS,
)
