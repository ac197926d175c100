"""For those who keep the server: is it well, and numbers for Prometheus."""

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from digest.config import ServeSettings
from digest.serve.client import Networks, forwarded
from digest.serve.metrics import Metrics
from digest.serve.people import People

__all__ = ["Watch"]


class Watch:
    def __init__(self, settings: ServeSettings, people: People, metrics: Metrics) -> None:
        self._trusting = bool(settings.proxies)
        self._watchers = Networks(settings.metrics_from)
        self._people = people
        self._metrics = metrics

    def routes(self) -> list[Route]:
        return [Route("/health", self.health), Route("/metrics", self.numbers)]

    async def health(self, _: Request) -> Response:
        """200 while the database answers; nothing else is told."""
        try:
            await run_in_threadpool(self._people.answers)
        except Exception:  # noqa: BLE001 - whatever it is, the answer is the same
            return JSONResponse({"status": "the database does not answer"}, 503)
        return JSONResponse({"status": "ok"})

    async def numbers(self, request: Request) -> Response:
        # A proxy that nobody told us of speaks for others: then it is not known who asks.
        hidden = forwarded(request) and not self._trusting
        if hidden or request.state.client not in self._watchers:
            raise HTTPException(404)
        return Response(await run_in_threadpool(self._metrics.text), media_type=self._metrics.kind)
