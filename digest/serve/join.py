"""Coming onto the list: the form, and the confirmation that makes it true."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from digest.config import ServeSettings
from digest.errors import DigestError
from digest.serve.answers import Answers
from digest.serve.archive import Archive
from digest.serve.people import People
from digest.subscribers.address import parse
from digest.subscribers.optin import Purpose
from digest.subscribers.postbook import Asked, Wish

__all__ = ["Join", "chosen"]

BAIT = "website"  # a field no person sees: whoever fills it in is a program


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """`ask` writes a request down, and raises HTTPException when too many wait."""

    answers: Answers
    settings: ServeSettings
    people: People
    ask: Callable[[Asked], Awaitable[None]]
    archive: Archive

    def routes(self) -> list[Route]:
        return [
            Route("/subscribe", self.form, methods=["GET"]),
            Route("/subscribe", self.subscribe, methods=["POST"]),
            Route("/confirm/{ticket}", self.offer, methods=["GET"]),
            Route("/confirm/{ticket}", self.confirm, methods=["POST"]),
        ]

    async def form(self, request: Request) -> Response:
        return self._form(request, typed={"email": "", "name": ""}, picked=())

    async def subscribe(self, request: Request) -> Response:
        asked = await self.answers.own(request)
        typed = {field: asked.get(field, [""])[-1].strip() for field in ("email", "name", BAIT)}
        picked = chosen(asked, self.settings)
        try:
            address = parse(typed["email"]).value
        except DigestError:
            return self._form(request, typed=typed, picked=picked, wrong=True)
        wish = Asked(
            wish=Wish.SUBSCRIBE,
            address=address,
            language=self.answers.language(request),
            name=typed["name"][:200] if self.settings.ask_name else "",
            segments=picked,
        )
        if not typed[BAIT]:
            await self.ask(wish)
        return self.answers.note(request, "asked", link="subscribe", link_text="again")

    def _form(
        self,
        request: Request,
        *,
        typed: Mapping[str, str],
        picked: tuple[str, ...],
        wrong: bool = False,
    ) -> Response:
        return self.answers.page(
            request,
            "subscribe.html",
            status=422 if wrong else 200,
            wrong=wrong,
            typed=typed,
            picked=picked,
            past=self.archive.opens,
        )

    async def offer(self, request: Request) -> Response:
        """The page a mailed link opens. It changes nothing: programs open links to look at them."""
        ticket = request.path_params["ticket"]
        if await run_in_threadpool(self.people.holder, Purpose.CONFIRM, ticket) is None:
            return self._stale(request)
        return self.answers.page(request, "act.html", kind="confirm")

    async def confirm(self, request: Request) -> Response:
        await self.answers.own(request)
        ticket = await run_in_threadpool(
            self.people.confirm, request.path_params["ticket"], source="the link mailed to them"
        )
        if ticket is None:
            return self._stale(request)
        return self.answers.note(
            request, "confirmed", link=f"preferences/{ticket}", link_text="preferences_link"
        )

    def _stale(self, request: Request) -> Response:
        return self.answers.note(
            request, "stale", status=404, link="subscribe", link_text="subscribe_link"
        )


def chosen(asked: dict[str, list[str]], settings: ServeSettings) -> tuple[str, ...]:
    """The segments ticked in a form, of those that are offered."""
    ticked = asked.get("segment", [])
    return tuple(segment for segment in settings.choices if segment in ticked)
