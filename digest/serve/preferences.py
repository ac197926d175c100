"""What a person receives, and what is kept about them: theirs to see, to change and to end.

The way here is a link mailed on request, good for a day. The link in each issue is not enough:
issues are forwarded.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from digest.config import ServeSettings
from digest.errors import DigestError
from digest.serve.answers import Answers
from digest.serve.join import chosen
from digest.serve.people import People
from digest.subscribers.address import parse
from digest.subscribers.optin import Purpose
from digest.subscribers.postbook import Asked, Wish
from digest.subscribers.schema import Status

__all__ = ["Preferences"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """`ask` writes a request down, and raises HTTPException when too many wait."""

    answers: Answers
    settings: ServeSettings
    people: People
    ask: Callable[[Asked], Awaitable[None]]

    def routes(self) -> list[Route]:
        return [
            Route("/preferences", self.question, methods=["GET"]),
            Route("/preferences", self.send_link, methods=["POST"]),
            Route("/preferences/{ticket}", self.form, methods=["GET"]),
            Route("/preferences/{ticket}", self.save, methods=["POST"]),
            Route("/preferences/{ticket}/export", self.export, methods=["GET"]),
            Route("/preferences/{ticket}/leave", self.leave, methods=["POST"]),
        ]

    async def question(self, request: Request) -> Response:
        return self.answers.page(request, "ask.html", wrong="", email="")

    async def send_link(self, request: Request) -> Response:
        asked = await self.answers.own(request)
        email = asked.get("email", [""])[-1].strip()
        try:
            address = parse(email).value
        except DigestError:
            return self.answers.page(
                request, "ask.html", status=422, wrong="address", email=email[:254]
            )
        wish = Asked(wish=Wish.MANAGE, address=address, language=self.answers.language(request))
        await self.ask(wish)
        return self.answers.note(request, "mailed", link="preferences", link_text="again")

    async def form(self, request: Request) -> Response:
        return await self._shown(request, saved=False)

    async def save(self, request: Request) -> Response:
        asked = await self.answers.own(request)
        name = asked.get("name", [""])[-1] if self.settings.ask_name else None
        done = await run_in_threadpool(
            self.people.prefer,
            request.path_params["ticket"],
            name=name,
            offered=tuple(self.settings.choices),
            chosen=chosen(asked, self.settings),
        )
        return await self._shown(request, saved=True) if done else self._stale(request)

    async def export(self, request: Request) -> Response:
        """Everything that is kept about them, as a file of their own."""
        kept = await run_in_threadpool(self.people.export, request.path_params["ticket"])
        if kept is None:
            return self._stale(request)
        return Response(
            json.dumps(kept, ensure_ascii=False, indent=1) + "\n",
            media_type="application/json",
            headers={"content-disposition": 'attachment; filename="my-data.json"'},
        )

    async def leave(self, request: Request) -> Response:
        await self.answers.own(request)
        ticket = request.path_params["ticket"]
        source = "the page of their preferences"
        if not await run_in_threadpool(self.people.leave, ticket, source=source):
            return self._stale(request)
        return self.answers.note(request, "left", link="subscribe", link_text="subscribe_link")

    async def _shown(self, request: Request, *, saved: bool) -> Response:
        ticket = request.path_params["ticket"]
        person = await run_in_threadpool(self.people.holder, Purpose.MANAGE, ticket)
        if person is None:
            return self._stale(request)
        return self.answers.page(
            request,
            "preferences.html",
            person=person,
            active=person.status is Status.ACTIVE,
            saved=saved,
            ticket=ticket,
        )

    def _stale(self, request: Request) -> Response:
        return self.answers.note(
            request, "stale", status=404, link="preferences", link_text="preferences_ask"
        )
