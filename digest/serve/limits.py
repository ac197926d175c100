"""How often somebody may ask: a bucket for each, that fills again evenly, in bounded memory."""

import ipaddress
import threading
from collections import OrderedDict

from digest.serve.client import parsed

__all__ = ["Limit", "client_key"]

MOST = 20_000  # buckets kept; of more, the one that was used longest ago is given up


class Limit:
    """`many` in `seconds`, for each key. Safe between threads."""

    def __init__(self, many: int, seconds: float, *, most: int = MOST) -> None:
        self._many = float(many)
        self._rate = many / seconds
        self._most = most
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: str, *, now: float) -> float:
        """0.0, and one less in the bucket; or the seconds until there is one again.

        `now` is any clock in seconds that only goes forward.
        """
        with self._lock:
            left, at = self._buckets.pop(key, (self._many, now))
            left = min(self._many, left + (now - at) * self._rate)
            wait = 0.0 if left >= 1 else (1 - left) / self._rate
            self._buckets[key] = (left if wait else left - 1, now)
            while len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
            return wait

    def __len__(self) -> int:
        return len(self._buckets)


def client_key(address: str) -> str:
    """What counts as one client: an IPv4 address, or the /64 that a household has in IPv6."""
    found = parsed(address)
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, 64), strict=False).network_address)
    return str(found or address)
