"""The public pages under hostile load: a flood of forms, a scanner that opens every link, long bodies.

    python benchmarks/serve.py

`digest serve` runs in a process of its own on loopback, behind nothing, and mails through a server
that takes what it is given. Reported are rates and memory; what must hold is checked, and the run
fails when it does not.
"""

import asyncio
import os
import re
import runpy
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

HERE = Path(__file__).parent
FAULTY = runpy.run_path(str(HERE.parent / "tests" / "send" / "faulty.py"))
POSTS = 10_000
AT_ONCE = 50


def workspace(folder: Path, relay: int, **serve: object) -> Path:
    """A workspace that mails to the server on `relay`."""
    (folder / "config").mkdir(parents=True)
    settings = "\n".join(f"{key} = {value}" for key, value in serve.items())
    (folder / "config" / "digest.toml").write_text(
        '[newsletter]\nname = "La Boussole"\n[newsletter.sender]\nemail = "lettre@x.example"\n'
        f'[sending]\nhost = "127.0.0.1"\nport = {relay}\nsecurity = "none"\n'
        f"[serve]\n{settings}\n",
        encoding="utf-8",
    )
    return folder


def hold(true: bool, otherwise: str) -> None:  # noqa: FBT001 - it reads as a sentence
    """End the run when something does not hold."""
    if not true:
        sys.exit(otherwise)


class Served:
    """`digest serve` on a workspace."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "digest", "-C", str(folder), "serve", "--port", "0"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr or ():
            if found := re.search(r"on http://127\.0\.0\.1:(\d+)", line):
                self.port = int(found[1])
                break

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.communicate()

    def memory(self) -> float:
        """Megabytes in use."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6

    async def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> int:
        """The status of one request on a connection of its own."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        said = {"Host": "x", "Connection": "close", "Content-Length": str(len(body))} | headers
        head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
        writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
        try:
            answer = await reader.read()
        except ConnectionError:
            return 0
        finally:
            writer.close()
        return int(answer.split()[1]) if answer else 0


async def flood(asks: list[Callable[[], Awaitable[int]]]) -> tuple[Counter[int], float]:
    """Statuses of many requests, `AT_ONCE` of them at a time, and how long it took."""
    gate, counts, began = asyncio.Semaphore(AT_ONCE), Counter[int](), time.perf_counter()

    async def one(ask: Callable[[], Awaitable[int]]) -> None:
        async with gate:
            counts[await ask()] += 1

    await asyncio.gather(*(one(ask) for ask in asks))
    return counts, time.perf_counter() - began


def subscribe(served: Served, number: int, client: str) -> Callable[[], Awaitable[int]]:
    body = urlencode({"email": f"r{number}@x.example"}).encode()
    return lambda: served.ask("POST", "/subscribe", body, **{"X-Forwarded-For": client})


def people(folder: Path) -> Counter[str]:
    """How many there are of each status."""
    listed = subprocess.run(
        [sys.executable, "-m", "digest", "-C", str(folder), "subscribers", "list"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return Counter(line.split()[0] for line in listed.splitlines())


def one_client(folder: Path, relay: int) -> None:
    """A single client that does not stop."""
    with Served(workspace(folder, relay)) as served:
        before = served.memory()
        counts, took = asyncio.run(
            flood([subscribe(served, number, "") for number in range(POSTS)])
        )
        after = served.memory()
    print(
        f"one client       {POSTS / took:7.0f} posts/s  {dict(counts)}  {before:.0f} → {after:.0f} MB"
    )
    hold(counts[200] <= 31, "the limit of a client does not hold")
    hold(counts[429] == POSTS - counts[200], "some were answered otherwise")
    hold(after - before < 60, "memory grows with the posts")


def many_clients(folder: Path, relay: int, mails: Counter[str]) -> None:
    """As many clients as posts, through a proxy that is trusted."""
    settings = {"proxies": '["127.0.0.1"]', "mails_per_hour": 2000}
    with Served(workspace(folder, relay, **settings)) as served:
        before = served.memory()
        clients = [f"9.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}" for n in range(POSTS)]
        asks = [subscribe(served, number, client) for number, client in enumerate(clients)]
        counts, took = asyncio.run(flood(asks))
        after = served.memory()
    print(
        f"10,000 clients   {POSTS / took:7.0f} posts/s  {dict(counts)}  {before:.0f} → {after:.0f} MB"
    )
    print(f"  mails sent {sum(mails.values())}, people {dict(people(folder))}")
    hold(counts[200] + counts[503] == POSTS, "some were answered otherwise")
    hold(max(mails.values()) == 1, "an address got several mails")
    hold(set(people(folder)) <= {"pending"}, "somebody is more than pending")
    hold(after - before < 80, "memory grows with the posts")


def one_victim(folder: Path, relay: int, mails: Counter[str]) -> None:
    """Everybody types in one address."""
    with Served(workspace(folder, relay, proxies='["127.0.0.1"]')) as served:
        asks = [subscribe(served, 1, f"9.9.{n >> 8}.{n & 255}") for n in range(400)]
        counts, _ = asyncio.run(flood(asks))
    print(f"one victim       400 posts, {mails['r1@x.example']} mails  {dict(counts)}")
    hold(mails["r1@x.example"] <= 3, "the limit of an address does not hold")


def scanner(folder: Path, relay: int, messages: list[tuple[str, str, bytes]]) -> None:
    """A program that opens every link of every mail, in every way but POST."""
    with Served(
        workspace(folder, relay, proxies='["127.0.0.1"]', url='"http://x.example"')
    ) as served:
        asks = [subscribe(served, n, f"9.9.9.{n}") for n in range(200)]
        asyncio.run(flood(asks))
        for _ in range(600):
            if len(messages) >= 200:
                break
            time.sleep(0.05)
        text = b"\n".join(message.replace(b"=\r\n", b"") for _, _, message in messages).decode()
        links = sorted(set(re.findall(r"http://x\.example(/confirm/[a-z2-7]+)", text)))
        opened = [
            (lambda m=method, p=link: served.ask(m, p))
            for link in links
            for method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE")
        ]
        _, took = asyncio.run(flood(opened))
    found = people(folder)
    print(
        f"scanner          {len(opened) / took:7.0f} links/s  {len(links)} links, people {dict(found)}"
    )
    hold(len(links) == 200, "not every mail came")
    hold(set(found) == {"pending"}, "somebody was confirmed by a GET")


def slow_clients(folder: Path, relay: int) -> None:
    """As many connections as there may be, each sending a byte now and then."""
    with Served(workspace(folder, relay)) as served:
        lines = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(420)]
        began, shut = time.perf_counter(), 0.0
        for line in lines:
            line.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        while asyncio.run(served.ask("GET", "/health")) != 200:
            shut = time.perf_counter() - began
            hold(shut < 60, "slow clients keep everybody else out")
            for line in lines:
                with suppress(OSError):
                    line.sendall(b"a")
            time.sleep(0.5)
        for line in lines:
            line.close()
    print(f"slow clients     420 half requests, others served again after {shut:.0f} s")


def known_or_not(folder: Path, relay: int) -> None:
    """Whether the time of an answer, or of what is asked right after it, tells who is on the list."""
    many = 200
    workspace(folder, relay, posts_per_hour=100_000, mails_per_hour=100_000)
    listed = folder / "people.csv"
    listed.write_text("email\n" + "".join(f"known{n}@x.example\n" for n in range(many)), "utf-8")
    command = [sys.executable, "-m", "digest", "-C", str(folder), "subscribers", "import"]
    subprocess.run([*command, str(listed), "--source", "here"], check=True, capture_output=True)
    with Served(folder) as served:

        def took(method: str, path: str, body: bytes = b"") -> float:
            began = time.perf_counter()
            asyncio.run(served.ask(method, path, body))
            return time.perf_counter() - began

        for path in ("/subscribe", "/preferences"):
            at: dict[str, list[float]] = {"known": [], "other": []}
            after: dict[str, list[float]] = {"known": [], "other": []}
            for number in range(many):
                for kind in sorted(at, reverse=bool(number % 2)):
                    body = urlencode({"email": f"{kind}{number}@x.example"}).encode()
                    at[kind].append(took("POST", path, body))
                    after[kind].append(took("GET", "/subscribe"))
                    time.sleep(0.02)
            share, later = (_over(times["known"], times["other"]) for times in (at, after))
            print(f"{path:16} known slower than unknown: {share:.3f}, right after: {later:.3f}")
            hold(abs(share - 0.5) < 0.15, "the time of an answer tells who is on the list")


def _over(some: list[float], others: list[float]) -> float:
    """How often one of `some` is longer than one of `others`: 0.5 when nothing can be told."""
    return sum(one > other for one in some for other in others) / len(some) / len(others)


def long_bodies(folder: Path, relay: int) -> None:
    """Bodies of a megabyte."""
    with Served(workspace(folder, relay, posts_per_hour=100_000)) as served:
        before = served.memory()
        body = b"email=" + b"a" * 1_000_000
        asks = [lambda: served.ask("POST", "/subscribe", body) for _ in range(300)]
        counts, _ = asyncio.run(flood(asks))
        after = served.memory()
    print(f"long bodies      300 of 1 MB  {dict(counts)}  {before:.0f} → {after:.0f} MB")
    hold(not counts[200], "a body of 1 MB was taken")
    hold(after - before < 60, "memory grows with the bodies")


def main() -> None:
    with tempfile.TemporaryDirectory() as root, FAULTY["serving"]() as server:
        mails: Counter[str] = server.accepted
        for name, run in (
            ("one", lambda at: one_client(at, server.port)),
            ("many", lambda at: many_clients(at, server.port, mails)),
            ("victim", lambda at: one_victim(at, server.port, mails)),
            ("scanner", lambda at: scanner(at, server.port, server.messages)),
            ("slow", lambda at: slow_clients(at, server.port)),
            ("known", lambda at: known_or_not(at, server.port)),
            ("long", lambda at: long_bodies(at, server.port)),
        ):
            mails.clear()
            server.messages.clear()
            run(Path(root) / name)


if __name__ == "__main__":
    main()
