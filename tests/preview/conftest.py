import asyncio
import http.client
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import uvicorn

from digest.config import Newsletter
from digest.errors import DigestError
from digest.languages import phrases
from digest.model import Article, Item, Link, Passage, Sentence, Written
from digest.preview import Newsroom
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
            for digit, title in (("1", "Le câble arrive"), ("5", "Un <b>phare</b> s'éteint"))
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
    why = [{"story": left["id"], "why": "Rubrique complète."}]
    write_json(folder.stories, {"stories": [left], "left_out": why})
    return folder


def written(story: str) -> Written:
    """What a writer makes of the story that was left out."""
    if story != "s" + "5" * 12:
        raise DigestError(f"There is no story {story}.")
    passage = Passage(article="5" * 12, start=0, end=25, text=TEXT[:25])
    return Written(
        item=Item(
            id=story,
            title="Un <b>phare</b> s'éteint",
            text="Le gardien a fermé la porte.",
            links=(Link(text="Le Fil", url="https://fil.example/5"),),
        ),
        sentences=(Sentence(text="Le gardien a fermé la porte.", passages=(passage,)),),
    )


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    return folder


@pytest.fixture
def newsroom(folder: IssueFolder, templates: Path) -> Newsroom:
    newsletter = Newsletter(name="La Veille")

    def rendered(issue, variant):
        return render(issue, newsletter=newsletter, templates=templates, variant=variant)

    return Newsroom(folder, render=rendered, write=written)


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
        words=phrases("fr"),
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
