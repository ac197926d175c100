"""What the words round a sum say of it: which kind of deal it is, and how surely it is done.

Patterns are for `bare` text: small letters without accents, a character for a character, so that
places in it are places in the text. French and English stand in one pattern each.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

__all__ = ["HEDGE", "KINDS", "TENTATIVE", "bare", "kind_of"]

# The kinds, in the order in which the sharper word wins: a bond is debt also where it "raises".
KINDS: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(rf"\b(?:{words})")
    for kind, words in {
        "settlement": r"a l.amiable\b|settle|amende|sanction|fine[ds]?\b|penalt|indemnis|pour clore|mettre fin a la proc"
        r"|regle un litige|recours collectif|class action|copyright (?:settlement|pact|deal)|droits? d.auteur",
        "debt": r"obligation|obligataire|emprunt|bonds?\b|debt\b|loans?\b|dette\b|credit facility|ligne de credit"
        r"|borrow|investment.grade|\bun pret\b|prets? (?:bancaire|de)\b",
        "acquisition": r"rachet|rachat|s.empare de|met la main sur|acquiert|acquerir|acquisition|acquir|buys?\b|bought\b|takeover|s.offre\b|offre publique",
        "public": r"fonds public|capital.risque public|state.backed|argent public|subvention|subsid|aide d.etat"
        r"|plan public|public (?:fund|money)",
        "funding": r"lev(?:e|ee|ees|er|ent|era|ait)\b|serie [a-h]\b|series [a-h]\b|amorcage|seed\b|tour de (?:table|financement)"
        r"|premier tour\b|funding|fundrais|financing round|round\b|rais(?:e|es|ed|ing)\b|secured?\b|secures\b",
        "contract": r"contrat|contract|partenariat|partnership|commande\b|bon de commande|procurement",
        "investment": r"investi|invest(?:s|ed|ment|ments|ing)?\b|inject|entre(?:nt|ra)? au capital|prise de participation",
        "capex": r"centres? de donnees|data ?cent(?:er|re)s?|datacent|\busines?\b|factor(?:y|ies)|capex|supercalcul"
        r"|supercomput|gigafactor|\bcloud\b|\bpuces\b|\bchips\b",
    }.items()
}
# Words that say as much where several articles agree, and little where one alone uses them.
_WEAK: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(rf"\b(?:{words})")
    for kind, words in {
        "investment": r"met(?:tra|trait)?\b|mise sur|plac(?:e|er|era|ent)\b|participation|stake|promet|promis|pledg|apport"
        r"|puts? (?:up to|into|in\b|[$€£\d])|actions\b|commit",
        "capex": r"infrastructure|depens|spend|buil[dt]|bati|construi|capacit|deplo(?:y|ie)",
        "deal": r"accord|deals?\b|agreement|pact\b|signe|signs?\b|verse|pai(?:e|era)\b|pays\b",
    }.items()
}
_COURT = re.compile(
    r"\bjuge\b|judge|tribunal|\bcour\b|court\b|proces\b|lawsuit|\bsuits?\b|litige|\bftc\b|plaint|auteurs|authors"
    r"|copyright|pirat"
)

TENTATIVE = re.compile(
    r"pourparlers|negoci|discussion|in talks|\btalks?\b|\bseek|cherche|envisag|pourrai|\bcould\b|\bmay\b|\bmight\b|reported"
    r"|\bwould\b|serait|seraient|\bwants?\b|\bveut|considering|lettre d.intention|letter of intent|rumou?r"
    r"|prepare|s.apprete|went to the|taps?\b"
)
HEDGE = re.compile(
    r"(?:jusqu.a|up to|as much as|au plus|au maximum)(?: (?:us|environ|quelque))? ?$"
)


def kind_of(clause: str, sentence: str) -> tuple[str | None, bool]:
    """The kind that the bare words of `clause` (those near the sum) name, and whether they are sharp.

    (None, False) when none does.
    """
    for kind, words in KINDS.items():
        if words.search(clause):
            return kind, True
    for kind, words in _WEAK.items():
        if words.search(clause):
            return _sharper(kind, sentence), False
    return None, False


def _sharper(kind: str, sentence: str) -> str:
    """An agreement in a sentence of judges is a settlement, any other a contract."""
    if kind == "deal":
        return "settlement" if _COURT.search(sentence) else "contract"
    return kind


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """`text` in small letters without accents, of the same length."""
    return "".join(_bare(char) for char in text)


@lru_cache(maxsize=1024)
def _bare(char: str) -> str:
    if char in "’‘`´":
        return "'"
    if char in "\u00a0\u202f\u2009":
        return " "
    small = unicodedata.normalize("NFD", char)[:1].lower()
    return small if len(small) == 1 else char
