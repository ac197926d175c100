import asyncio
import http.client
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from digest.check import check
from digest.config import Newsletter
from digest.errors import DigestError
from digest.fetch import Fetcher
from digest.group.constrain import merged, split
from digest.group.recall import Archive
from digest.model import (
    Article,
    Constraints,
    Issue,
    Item,
    Link,
    Section,
    Sentence,
    Story,
    Written,
)
from digest.notice import Notice
from digest.preview import Handed, Newsroom
from digest.preview.listeners import Listeners
from digest.preview.server import listen
from digest.preview.site import Site
from digest.render import render
from digest.workspace import IssueFolder, write_json

DRAFT = """---
title: Un port se branche
date: 2025-09-27
number: 4
newsletter: La Veille
---

## Éditorial <!-- editorial -->

Un mot à moi.

## Le port <!-- port -->

- **Le câble arrive** • Le port a posé son câble. Il mesure 3 km.
  [Le Fil](https://fil.example/cable) <!-- s111111111111 -->

* **Les grues attendent** – Deux grues sont à l'arrêt.

- À SURVEILLER : **La note** • Le coût sera connu jeudi. <!-- s222222222222 new -->

## La ville <!-- ville -->

- **Le tram roule** • La ligne 4 a ouvert. <!-- s333333333333 -->

## Pour les abonnés <!-- abos subscribers -->

- **Les comptes** • Le bilan est public. <!-- s444444444444 -->
"""
TEXT = "Le port a posé son câble. Il mesure 3 km. La suite vient jeudi."
TOKEN = "un-secret-de-session"
# What an older issue told of the one name that a test may write into the draft.
PAST = Issue(
    date=date(2025, 9, 20),
    number=3,
    sections=(
        Section(
            title="La ville",
            blocks=(Item(title="Nordal embauche", text="Nordal cherche cent <b>soudeurs</b>."),),
        ),
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> IssueFolder:
    """An issue with four stories in it and one left out."""
    folder = IssueFolder(tmp_path, date(2025, 9, 27))
    folder.path.mkdir(parents=True)
    folder.draft.write_text(DRAFT, encoding="utf-8")
    folder.write_articles(
        [
            Article(
                id=digit * 12,
                url=f"https://fil.example/{digit}",
                title=title,
                text=TEXT,
                source="Le Fil",
                publisher="fil.example",
                published=datetime(2025, 9, 24, tzinfo=UTC),
            )
            for digit, title in (
                ("1", "Le câble arrive"),
                ("5", "Un <b>phare</b> s'éteint"),
                ("6", "Le câble, et la facture"),
            )
        ]
    )
    passage = {
        "article": "1" * 12,
        "field": "text",
        "start": 0,
        "end": 25,
        "passage": TEXT[:25],
    }
    sentence = {"text": "Le port a posé son câble.", "passages": [passage]}
    write_json(folder.evidence, {"items": [{"item": "s" + "1" * 12, "sentences": [sentence]}]})
    left = {
        "id": "s" + "5" * 12,
        "section": "ville",
        "score": 2.5,
        "score_parts": {"publishers": 1.0, "freshness": 1.5},
        "articles": [{"id": "5" * 12, "title": "Un <b>phare</b> s'éteint", "source": "Le Fil"}],
    }
    told = {
        "id": "s" + "1" * 12,
        "section": "port",
        "score": 3.0,
        "score_parts": {"publishers": 3.0},
        "articles": [
            {"id": "1" * 12, "title": "Le câble arrive", "source": "Le Fil"},
            {"id": "6" * 12, "title": "Le câble, et la facture", "source": "Le Fil"},
        ],
    }
    reason = {"template": "Outside the week.", "values": {}}
    why = [{"story": left["id"], "why": reason["template"]} | reason]
    write_json(folder.stories, {"stories": [told, left], "left_out": why})
    folder.generated.parent.mkdir()
    folder.generated.write_text(DRAFT, encoding="utf-8")
    return folder


def written(story: Story) -> Written:
    """What a writer makes of a story: its lead's title, a sentence, a link to each article."""
    number = len(story.articles)
    text = f"On le lit dans {number} articles." if number > 1 else "Le gardien a fermé la porte."
    links = tuple(Link(text=one.source, url=one.url) for one in story.articles)
    item = Item(id=story.id, title=story.lead.title, text=text, links=links)
    return Written(item=item, sentences=(Sentence(text=text, passages=()),))


@dataclass
class Roof:
    """What is handed to the newsroom: real stages where they are quick, and what the page asked of them."""

    folder: IssueFolder
    templates: Path
    posted: list[str] = field(default_factory=list)

    def render(self, issue: Any, variant: str) -> Any:
        newsletter = Newsletter(name="La Veille")
        return render(issue, newsletter=newsletter, templates=self.templates, variant=variant)

    def add(self, url: str) -> Article:
        if "refus" in url:
            raise DigestError(
                Notice("There is no article at {url} ({why}).", url=url, why=Notice("is empty")),
                Notice("Open it in your browser."),
            )
        if "10.0.0.1" in url:
            with Fetcher() as fetch:
                fetch.get(url)  # the guard refuses it, with the words that an editor reads
        article = Article(
            id="7" * 12,
            url=url,
            title="Un pont <script>alert(1)</script>",
            text=TEXT,
            source="Le Fil",
            publisher="fil.example",
        )
        self.folder.write_articles((*self.folder.read_articles(), article))
        return article

    def regrouped(self, constraints: Constraints) -> dict[str, Story]:
        """Each article a story of its own, but for those that the rulings put together."""
        articles = {one.id: one for one in self.folder.read_articles()}
        stories = {id_: Story(id=f"s{id_}", articles=(one,)) for id_, one in articles.items()}
        for group in chain.from_iterable(constraints.rulings):
            ids = sorted(group)
            story = Story(id=f"s{ids[0]}", articles=tuple(articles[id_] for id_ in ids))
            stories |= dict.fromkeys(ids, story)
        return stories

    def rewrite(self, story: Story, item: Item, instruction: str) -> list[Written]:
        told = written(story)
        return [
            replace(told, item=replace(told.item, text=f"{instruction} {number}"))
            for number in (1, 2, 3)
        ]

    def handed(self, **others: Callable[..., Any]) -> Handed:
        return Handed(
            **{
                "render": self.render,
                "check": lambda located, email, vetted: check(
                    located, email, newsletter=Newsletter(name="La Veille"), vetted=vetted
                ),
                "write": written,
                "add": self.add,
                "together": merged,
                "apart": split,
                "regrouped": self.regrouped,
                "recall": Archive([PAST], lambda day: f"https://veille.example/{day}").remembers,
                "rewrite": self.rewrite,
                "post": self.posted.append,
            }
            | others
        )


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    return folder


@pytest.fixture
def roof(folder: IssueFolder, templates: Path) -> Roof:
    return Roof(folder, templates)


@pytest.fixture
def newsroom(folder: IssueFolder, roof: Roof) -> Newsroom:
    return Newsroom(folder, roof.handed())


@dataclass
class House:
    """A newsroom that answers on this machine."""

    port: int
    folder: IssueFolder

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def draft(self) -> str:
        return self.folder.draft.read_text(encoding="utf-8")

    def ask(self, method: str, path: str, *, body: object = None, **headers: str):
        """(status, headers, body) of one request that carries the token, unless told otherwise."""
        said = {
            "Host": f"127.0.0.1:{self.port}",
            "Origin": self.address,
            "Cookie": f"digest-{self.port}={TOKEN}",
        } | {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.putrequest(method, path, skip_host=True)
            for name, value in said.items():
                if value:
                    connection.putheader(name, value)
            data = b"" if body is None else json.dumps(body).encode()
            connection.putheader("Content-Length", str(len(data)))
            connection.endheaders(data)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()
        finally:
            connection.close()


@pytest.fixture
def house(newsroom: Newsroom, folder: IssueFolder, templates: Path) -> Iterator[House]:
    listening = listen(0)
    port = listening.getsockname()[1]
    listeners = Listeners()
    site = Site(
        newsroom,
        listeners,
        watched=[templates],
        language="fr",
        accent=("#b23a24", "#f0917d"),
    )
    app = site.application(token=TOKEN, port=port)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        threading.Event().wait(0.01)
    yield House(port=port, folder=folder)
    server.should_exit = True
    loop = server.servers[0].get_loop() if server.servers else None
    if isinstance(loop, asyncio.AbstractEventLoop):
        loop.call_soon_threadsafe(listeners.close)
    thread.join()
    listening.close()
