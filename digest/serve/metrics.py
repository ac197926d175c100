"""Numbers for Prometheus: few names, fewer labels, never anything of a reader."""

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

__all__ = ["Metrics"]

BUCKETS = (0.005, 0.02, 0.1, 0.5, 2.0, 10.0)  # seconds


class Metrics:
    """`people` counts the list by status, `waiting` the requests in the postroom.

    Labels are names of our own routes, HTTP methods, status codes and outcomes: some two hundred
    series, whatever is asked.
    """

    kind = CONTENT_TYPE_LATEST

    def __init__(self, *, people: Callable[[], dict[str, int]], waiting: Callable[[], int]) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "digest_requests",
            "Requests answered.",
            ("page", "method", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "digest_request_seconds",
            "Time until the answer began.",
            ("page",),
            buckets=BUCKETS,
            registry=self._registry,
        )
        self._mails = Counter(
            "digest_mails",
            "What came of requests for a mail.",
            ("outcome",),
            registry=self._registry,
        )
        self._registry.register(_Now(people, waiting))

    def answered(self, page: str, method: str, status: int, seconds: float) -> None:
        known = method if method in {"GET", "HEAD", "POST"} else "other"
        self._requests.labels(page, known, str(status)).inc()
        self._seconds.labels(page).observe(seconds)

    def posted(self, outcome: str) -> None:
        self._mails.labels(outcome).inc()

    def text(self) -> bytes:
        return generate_latest(self._registry)


class _Now(Collector):
    """What is counted when somebody asks."""

    def __init__(self, people: Callable[[], dict[str, int]], waiting: Callable[[], int]) -> None:
        self._people = people
        self._waiting = waiting

    def collect(self) -> Iterator[Metric]:
        people = GaugeMetricFamily("digest_subscribers", "People by status.", labels=["status"])
        for status, number in self._people().items():
            people.add_metric([status], number)
        yield people
        yield GaugeMetricFamily(
            "digest_mails_waiting", "Requests not served yet.", value=self._waiting()
        )
