"""Leaving the list, in one step (RFC 8058): POST acts at once, GET never does."""

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from digest.serve.answers import Answers, body
from digest.serve.people import People

__all__ = ["Leave"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    answers: Answers
    people: People

    def routes(self) -> list[Route]:
        return [
            Route("/unsubscribe/{token}", self.offer, methods=["GET"]),
            Route("/unsubscribe/{token}", self.unsubscribe, methods=["POST"]),
        ]

    async def offer(self, request: Request) -> Response:
        if not self.people.knows(request.path_params["token"]):
            return self.answers.note(request, "unknown", status=404)
        return self.answers.page(request, "act.html", kind="leave")

    async def unsubscribe(self, request: Request) -> Response:
        """No cookie, no login, no redirect, and no look at where it came from: mail programs ask.

        The body is read and not looked at: RFC 8058's List-Unsubscribe=One-Click and the button of
        our own page mean the same.
        """
        token = request.path_params["token"]
        await body(request)
        source = "the unsubscribe link of a mail"
        if not await run_in_threadpool(self.people.unsubscribe, token, source=source):
            return self.answers.note(request, "unknown", status=404)
        return self.answers.note(request, "left", link="subscribe", link_text="subscribe_link")
