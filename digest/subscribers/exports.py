"""What a row means in the export of each program that people come from."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from digest.errors import DigestError
from digest.notice import Notice
from digest.subscribers.schema import Status

__all__ = ["FREE", "PAID", "PLANS", "Entry", "Reader", "one_line", "recognise"]

FREE, PAID = "free", "paid"  # segments that exclude each other
PLANS = frozenset({FREE, PAID})

_EMAIL = (
    *("email", "e-mail", "email address", "e-mail address", "mail", "adresse e-mail"),
    *("adresse email", "adresse mail", "courriel", "adresse courriel"),
    *("adresse de courriel", "adresse électronique", "user_email_address"),
)
_NAME = ("name", "full name", "nom complet", "user_name")
_FIRST = ("first name", "first_name", "firstname", "prénom", "prenom")
_LAST = ("last name", "last_name", "lastname", "nom", "nom de famille")
_STATUS = ("status", "statut", "état")
_SINCE = (
    *("confirm_time", "optin_time", "since", "created_at", "start date"),
    *("date d'inscription", "date d'arrivée", "date d'abonnement", "inscrit le"),
)
_PLAN = ("plan", "type", "abonnement", "formule", "type d'abonnement", "tier")

_STATUSES = {
    Status.ACTIVE: "active actif active enabled subscribed confirmed abonné abonne inscrit confirmé",
    Status.PENDING: "pending unconfirmed en-attente non-confirmé",
    Status.UNSUBSCRIBED: "unsubscribed disabled blocklisted inactive inactif désabonné desabonne "
    "désinscrit desinscrit résilié",
    Status.BOUNCED: "bounced cleaned bounce invalide invalid",
    Status.COMPLAINED: "complained complaint spam plainte",
}
_BY_WORD = {word: status for status, words in _STATUSES.items() for word in words.split()}
_FREE_WORDS = {"", "free", "gratuit", "none", "other", "false", "no", "non", "0"}
# Whose it is says nothing of what it is: "prénom du lecteur" is a first name.
_WHOSE = re.compile(
    r"^(?:subscriber|reader|member|contact|customer|user)(?:'s)? "
    r"| (?:du |de l'|de la )?"
    r"(?:lecteur|lectrice|abonnée?|membre|contact|cliente?|destinataire|utilisateur|utilisatrice)$"
)
_YES = {"true", "yes", "oui", "1", "vrai"}
_NO = {"false", "no", "non", "0", "faux"}

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A person as another program has them.

    `status` is None where it does not say; `since` is when they came to it, in its own words.
    """

    email: str
    name: str = ""
    status: Status | None = None
    segments: tuple[str, ...] = ()
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """`name` of the program, and what makes an entry of a row (DigestError when it cannot)."""

    name: str
    read: Callable[[Row], Entry]


def recognise(headings: Collection[str], column: str = "") -> Reader:
    """The reader for a file with these headings (small letters).

    `column` is the one of the addresses where its name does not tell. Raises DigestError when no
    column is known to hold them.
    """
    bare = {heading: _WHOSE.sub("", heading.replace("’", "'")) for heading in headings}
    if (named := column.strip().casefold()) in headings:
        return Reader(name="CSV", read=lambda row: _renamed(row, bare | {named: "email"}))
    if named or not set(bare.values()) & set(_EMAIL):
        raise DigestError(
            Notice(
                "no column is known to hold mail addresses (columns: {headings})",
                headings=", ".join(headings),
            ),
            Notice("Say which one does: --email COLUMN."),
        )
    for needed, reader in _READERS:
        if needed <= set(headings):
            return reader
    return Reader(name="CSV", read=lambda row: _renamed(row, bare))


def _listmonk(row: Row) -> Entry:
    # "blocklisted" is listmonk's word for never again; its lists are not in the export.
    return _entry(row, status=_status(_first(row, _STATUS)))


def _substack(row: Row) -> Entry:
    """Its older export has `active_subscription`, its newer one `Type`: both speak of money."""
    if "active_subscription" in row:
        paid = _yes(row["active_subscription"])
    else:
        paid = row.get("type", "").casefold() not in _FREE_WORDS
    off = _yes(row.get("email_disabled", ""))
    return _entry(row, status=Status.UNSUBSCRIBED if off else None, paid=paid)


def _ghost(row: Row) -> Entry:
    gone = "deleted_at" in row or not _yes(row.get("subscribed_to_emails", ""))
    paid = _yes(row.get("complimentary_plan", "")) or "tiers" in row
    return _entry(
        row,
        status=Status.UNSUBSCRIBED if gone else Status.ACTIVE,
        paid=paid,
        more=_list(row.get("labels", "")),
    )


def _mailchimp(row: Row) -> Entry:
    """One file for all, or one of each status: then `_mailchimp_left` and `_mailchimp_cleaned`."""
    status = Status.ACTIVE
    if "unsub_time" in row:
        status = Status.UNSUBSCRIBED
    if "clean_time" in row:
        status = Status.BOUNCED
    return _entry(row, status=status, more=_list(row.get("tags", "").replace('"', "")))


def _mailchimp_left(row: Row) -> Entry:
    return replace(_mailchimp(row), status=Status.UNSUBSCRIBED)


def _mailchimp_cleaned(row: Row) -> Entry:
    return replace(_mailchimp(row), status=Status.BOUNCED)


def _own(row: Row) -> Entry:
    return _entry(row, status=_status(row.get("status", "")), more=_list(row.get("segments", "")))


def _renamed(row: Row, names: Mapping[str, str]) -> Entry:
    return _by_name({names[heading]: cell for heading, cell in row.items()})


def _by_name(row: Row) -> Entry:
    """Any other file, Kessel's among them: columns known by their French or English names."""
    plan = _first(row, _PLAN)
    return _entry(
        row,
        status=_status(_first(row, _STATUS)),
        paid=plan.casefold() not in _FREE_WORDS if plan else None,
        more=_list(row.get("segments", "")),
    )


_READERS = (
    ({"email", "segments", "status", "since"}, Reader(name="digest", read=_own)),
    ({"email", "uuid", "status"}, Reader(name="listmonk", read=_listmonk)),
    ({"email", "subscribed_to_emails"}, Reader(name="Ghost", read=_ghost)),
    ({"email", "active_subscription"}, Reader(name="Substack", read=_substack)),
    ({"email", "type", "start date"}, Reader(name="Substack", read=_substack)),
    # Only the file of those who subscribe says when somebody changed last.
    ({"email address", "leid", "last_changed"}, Reader(name="Mailchimp", read=_mailchimp)),
    ({"email address", "leid", "unsub_time"}, Reader(name="Mailchimp", read=_mailchimp_left)),
    ({"email address", "leid", "clean_time"}, Reader(name="Mailchimp", read=_mailchimp_cleaned)),
    ({"email address", "leid"}, Reader(name="Mailchimp", read=_mailchimp)),
    ({"email address", "member_rating"}, Reader(name="Mailchimp", read=_mailchimp)),
)


def _entry(
    row: Row,
    *,
    status: Status | None,
    paid: bool | None = None,
    more: tuple[str, ...] = (),
) -> Entry:
    name = _first(row, _NAME) or f"{_first(row, _FIRST)} {_first(row, _LAST)}"
    plan = () if paid is None else (PAID if paid else FREE,)
    return Entry(
        email=_first(row, _EMAIL),
        name=one_line(name),
        status=status,
        segments=tuple(dict.fromkeys((*plan, *more))),
        since=one_line(_first(row, _SINCE))[:40],
    )


def _first(row: Row, names: Collection[str]) -> str:
    for name in names:  # a million rows come through here: a generator would take twice as long
        if found := row.get(name):
            return found
    return ""


def _status(word: str) -> Status | None:
    if not word:
        return None
    known = _BY_WORD.get(word.casefold().replace(" ", "-"))
    if known is None:
        raise DigestError(Notice("the status {word!r} is not known", word=word[:40]))
    return known


def _yes(word: str) -> bool:
    if word and word.casefold() not in _YES | _NO:
        raise DigestError(Notice("{word!r} is neither yes nor no", word=word[:40]))
    return word.casefold() in _YES


def _list(cell: str) -> tuple[str, ...]:
    """Names of segments, as a list in one cell; cut to what the database keeps."""
    names = (one_line(name).casefold()[:40] for name in cell.split(","))
    return tuple(name for name in names if name)


def one_line(text: str) -> str:
    """No control and no formatting character: names end in headers and on screens."""
    if not text.isprintable():
        text = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    return unicodedata.normalize("NFC", " ".join(text.split()))[:200]
