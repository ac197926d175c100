"""The public pages as a web application."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from digest.config import Newsletter, ServeSettings
from digest.serve.answers import Answers
from digest.serve.archive import Archive
from digest.serve.clerk import Carrier, Clerk
from digest.serve.client import Networks
from digest.serve.face import Face
from digest.serve.guard import Guard
from digest.serve.join import Join
from digest.serve.leave import Leave
from digest.serve.letters import Letters
from digest.serve.limits import Limit
from digest.serve.metrics import Metrics
from digest.serve.pages import Pages
from digest.serve.people import Busy, People
from digest.serve.postroom import Postroom
from digest.serve.preferences import Preferences
from digest.serve.watch import Watch
from digest.subscribers.postbook import Asked

__all__ = ["site"]

log = logging.getLogger("digest.serve")
HOUR, DAY = 3600.0, 86_400.0  # seconds


def site(
    newsletter: Newsletter,
    settings: ServeSettings,
    *,
    people: People,
    carrier: Carrier,
    archive: Path,
    url: str,
    logo: Path | None = None,
) -> ASGIApp:
    """The ASGI application.

    Mails leave by `carrier`; `archive` is a folder of files, `url`
    where readers reach the pages, `logo` the brand's picture when it is a file.
    """
    pages = Pages(newsletter, settings.model_copy(update={"url": url}))
    answers, files = Answers(pages, url=url), Archive(archive)
    clerk = Clerk(
        people=people,
        letters=Letters(newsletter=newsletter, url=url, pages=pages),
        carrier=carrier,
        most=settings.mails_per_day,
    )
    postroom = Postroom(clerk.serve, told=lambda posted: metrics.posted(posted.value))
    metrics = Metrics(
        people=lambda: {status.value: number for status, number in people.counts().items()},
        waiting=clerk.waiting,
    )
    together = Limit(settings.mails_per_hour, HOUR)

    async def ask(asked: Asked) -> None:
        many = together.take("", now=time.monotonic())
        if many or not await run_in_threadpool(clerk.take_down, asked):
            raise HTTPException(503, headers={"retry-after": "600"})
        postroom.wake()

    join = Join(answers=answers, settings=settings, people=people, ask=ask, archive=files)

    preferences = Preferences(answers=answers, settings=settings, people=people, ask=ask)

    async def home(request: Request) -> Response:
        if files.opens:
            return await files.get_response(".", request.scope)
        return await join.form(request)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        postroom.start()
        keeping = asyncio.create_task(_keep_house(people))
        yield
        keeping.cancel()
        await run_in_threadpool(postroom.close)

    app = Starlette(
        routes=[
            Route("/", home),
            *Face(pages, logo).routes(),
            *join.routes(),
            *Leave(answers=answers, people=people).routes(),
            *preferences.routes(),
            *Watch(settings, people, metrics).routes(),
            Mount("/", files),
        ],
        exception_handlers=dict.fromkeys((HTTPException, Busy, Exception), answers.failed),
        lifespan=life,
    )
    return Guard(
        app,
        url=url,
        logo=newsletter.brand.logo,
        proxies=Networks(settings.proxies),
        proxy_header=settings.proxy_header,
        limit=Limit(settings.posts_per_hour, HOUR),
        metrics=metrics,
        refuse=answers.often,
    )


async def _keep_house(people: People) -> None:
    """Once a day, forget those who never confirmed."""
    while True:
        try:
            lapsed = await run_in_threadpool(people.lapse)
            log.info("%d never confirmed, and are erased", lapsed)
        except Exception as error:  # noqa: BLE001 - the pages go on without it
            log.warning("those who never confirmed are still there: %s", type(error).__name__)
        await asyncio.sleep(DAY)
