"""What `digest doctor` looks at, put together from the rooms that know."""

import os
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from digest import draft
from digest.bounces.shares import shares
from digest.desk import Desk
from digest.desk.mailbox import account
from digest.desk.posting import VARIANTS, dkim_signers, templates, transport
from digest.desk.register import open_register
from digest.doctor import (
    Domain,
    Light,
    Names,
    Point,
    Words,
    domain_points,
    examined,
    reputation_points,
)
from digest.fetch.mailbox import opened
from digest.languages import Phrases, translated
from digest.render import render
from digest.send import TransportError
from digest.send.letterhead import letterhead
from digest.send.message import PLACEHOLDER
from digest.subscribers import register
from digest.subscribers.database import reading
from digest.subscribers.schema import Status

__all__ = ["at_home", "outside"]

LAST = 5  # issues that are looked back at
Check = tuple[str, Callable[[], Iterator[Point]]]

# A letter of one item: enough for every template and every rule of sending.
SAMPLE = """---
title: Essai
date: 2000-01-01
newsletter: Essai
---

## Une rubrique <!-- essai -->

- **Un titre** • Une phrase. [Source](https://example.org/)
"""


def at_home(desk: Desk, say: Phrases) -> Iterator[Check]:
    """The points that need no network."""
    yield "config", lambda: _config(desk, say)
    yield "templates", lambda: _templates(desk, Words(say, "templates"))
    yield "database", lambda: _database(desk, Words(say, "database"))
    yield "reputation", lambda: _reputation(desk, say)
    yield "pages", lambda: _pages(desk, Words(say, "pages"))


def outside(desk: Desk, say: Phrases, *, nameserver: str) -> Iterator[Check]:
    """The points that need one."""
    yield "smtp", lambda: _smtp(desk, Words(say, "smtp"))
    yield "bounces", lambda: _bounces(desk, Words(say, "bounces"))
    yield "writer", lambda: _writer(desk, Words(say, "writer"))
    yield "dns", lambda: _dns(desk, say, nameserver)


def _dns(desk: Desk, say: Phrases, nameserver: str) -> Iterator[Point]:
    sending, sender = desk.config.sending, desk.config.newsletter.sender.email
    if not sender:
        return  # the settings have been called red already
    (selector, record), *also = [(one.selector, one.record()) for one in dkim_signers(desk)] or [
        ("", "")
    ]
    domain = Domain(
        sender=sender.rpartition("@")[2],
        returns=(sending.return_path or sender).rpartition("@")[2],
        relay=sending.host if sending.transport == "smtp" else "",
        selector=selector,
        signer=sending.dkim.domain,
        record=record,
        also=tuple(also),
    )
    yield from examined(domain_points(domain, Names(nameserver), say), say)


def _config(desk: Desk, say: Phrases) -> Iterator[Point]:
    """What sending needs and nobody has written yet."""
    newsletter = desk.config.newsletter
    link = newsletter.unsubscribe_url
    there = {
        "newsletter.sender.email": newsletter.sender.email,
        "newsletter.sender.postal_address": newsletter.sender.postal_address,
        "newsletter.url": newsletter.url,
        "newsletter.unsubscribe_url": link.startswith("https://") and link.count("{token}") == 1,
    }
    missing = [key for key, value in there.items() if not value]
    if not missing:
        yield Point(name="config", light=Light.GREEN, said=say("doctor.config_good"))
    for key in missing:
        word = key.rpartition(".")[2]
        yield Point(
            name="config",
            light=Light.RED,
            said=say("doctor.config_missing", setting=key),
            remedy=say(f"doctor.config_{word}", token="{token}"),  # noqa: S106 - a blank
        )


def _templates(desk: Desk, point: Words) -> Iterator[Point]:
    """The look, on a letter of one item; what the settings lack is made up for it."""
    newsletter = desk.config.newsletter
    made_up = {"email": "essai@example.org", "postal_address": "1 rue du Port"}
    sender = {key: getattr(newsletter.sender, key) or value for key, value in made_up.items()}
    whole = newsletter.model_copy(
        update={
            "sender": newsletter.sender.model_copy(update=sender),
            "url": newsletter.url or "https://example.org/",
            "unsubscribe_url": "https://example.org/{token}",
        }
    )
    head = letterhead(whole, desk.config.sending, issue_id="2000-01-01")
    link = whole.unsubscribe_url.replace("{token}", PLACEHOLDER)
    addressed = whole.model_copy(update={"unsubscribe_url": link})
    issue, own = draft.loads(SAMPLE), desk.workspace.templates
    mails = {
        variant: render(issue, newsletter=addressed, templates=own, variant=variant).eml
        for variant in VARIANTS
    }
    templates(desk, mails, head)
    yield point(Light.GREEN, "good")


def _database(desk: Desk, point: Words) -> Iterator[Point]:
    database, _ = open_register(desk)
    with reading(database).connect() as connection:
        counts = register.count(connection)
    people, active = sum(counts.values()), counts.get(Status.ACTIVE, 0)
    yield point(Light.GREEN, "good", people=people, active=active)
    for file in (desk.workspace.subscribers, desk.workspace.key):
        if _readable_by_others(file):
            yield point(Light.AMBER, "open", file=file)


def _reputation(desk: Desk, say: Phrases) -> Iterator[Point]:
    """What came back of the last issues, as far as we know: receivers count for themselves."""
    database, _ = open_register(desk)
    with reading(database).connect() as connection:
        known = shares(connection, issues=LAST)
    yield from reputation_points(**asdict(known), say=say)


def _readable_by_others(file: Path) -> bool:
    return os.name == "posix" and file.exists() and bool(file.stat().st_mode & 0o077)


def _pages(desk: Desk, point: Words) -> Iterator[Point]:
    """Whether who wants to leave comes to a page that takes them off."""
    url, leave = desk.config.serve.url, desk.config.newsletter.unsubscribe_url
    if not url:
        yield point(Light.AMBER, "none")
    elif not url.startswith("https://"):
        yield point(Light.AMBER, "http", url=url)
    elif leave == f"{url}/unsubscribe/{{token}}":
        yield point(Light.GREEN, "good")
    else:
        yield point(Light.AMBER, "elsewhere", url=url, blank="{token}")


def _smtp(desk: Desk, point: Words) -> Iterator[Point]:
    """A connection, TLS and login, and no mail."""
    sending = desk.config.sending
    if sending.transport != "smtp":
        yield point(Light.AMBER, "other", transport=sending.transport)
        return
    if not sending.host:
        yield point(Light.RED, "none")
        return
    line = transport(desk, desk.workspace.root)()
    try:
        line.prepare()
    except TransportError as error:
        yield point(Light.RED, "fails", why=translated(error.message, point.say.code))
        return
    finally:
        line.close()
    yield point(Light.GREEN, "good", host=f"{sending.host}:{sending.port}")


def _bounces(desk: Desk, point: Words) -> Iterator[Point]:
    settings = desk.config.bounces
    if not settings.host:
        yield point(Light.AMBER, "none")
        return
    with opened(account(settings)):
        yield point(Light.GREEN, "good", folder=settings.folder, host=settings.host)


def _writer(desk: Desk, point: Words) -> Iterator[Point]:
    settings = desk.config.writer
    if settings.type != "llm":
        yield point(Light.GREEN, "none")
        return
    from digest.write.llm.key import key_in
    from digest.write.llm.models import known_models  # with openai, which takes a second

    known = known_models(settings, key=key_in(os.environ, settings.key_env))
    values = {"host": settings.base_url, "model": settings.model}
    if settings.model in known or not known:
        yield point(Light.GREEN, "good", **values)
    else:
        yield point(Light.RED, "model", **values, known=", ".join(sorted(known)[:12]))
