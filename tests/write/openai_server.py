"""A server on loopback in the shape of the OpenAI API that does what a script says, good or bad."""

import contextlib
import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

_NUMBERED = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Question:
    """One request: its body, its number from 0, and the numbered sentences it shows."""

    body: dict[str, Any]
    number: int
    headers: dict[str, str]

    @property
    def sentences(self) -> dict[int, str]:
        return {int(n): text for n, text in _NUMBERED.findall(self.body["messages"][1]["content"])}

    @property
    def kind(self) -> str:
        """What is asked for: "item", "standfirst", "head", "editorial" or "variants"."""
        asked = self.body["messages"][0]["content"]
        signs = {
            "head": '"subjects"',
            "editorial": '"paragraphs"',
            "standfirst": "the standfirst of",
            "variants": '"variants"',
        }
        return next((kind for kind, sign in signs.items() if sign in asked), "item")

    @property
    def told(self) -> dict[int, str]:
        """The whole sentences of articles in French: a newsletter in French is made of them."""
        if self.kind not in {"item", "variants"}:
            return self.sentences
        articles = self.body["messages"][1]["content"].split("Article of ")
        french = "".join(article for article in articles if ", in fr:" in article[:30])
        rows = {int(n): text for n, text in _NUMBERED.findall(french)}
        return {n: text for n, text in rows.items() if text.endswith((".", "»", "!"))}

    @property
    def again(self) -> bool:
        """Whether this is the second try, with a complaint."""
        return len(self.body["messages"]) > 2


@dataclass(frozen=True)
class Answer:
    """What the server does: `words` is the model's answer (None: it says nothing).

    A `status` other than 200 is an error; it bills nothing, or what a model behind it made: `words`. `pause` seconds pass before the
    answer; `cut` ends the connection in the middle of it; `raw` is sent in place of a completion.
    """

    words: str | None = None
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    pause: float = 0.0
    cut: bool = False
    raw: bytes | None = None
    kind: str = "text/html"  # of `raw`
    said: str = "scripted"
    usage: bool | dict[str, int] = True
    finish: str = "stop"
    message: tuple[tuple[str, Any], ...] = ()  # of the answer, beside and in place of its words


Script = Callable[[Question], Answer]


def item(question: Question, **changed: Any) -> str:
    """A good answer: the story's own first sentences, each with its number."""
    told = list((question.told or question.sentences).items())
    rows = [{"text": text, "sources": [n]} for n, text in told[:5]]
    answer: dict[str, Any]
    if question.kind == "standfirst":
        answer = {"sentences": rows[:1]}
    elif question.kind == "editorial":
        answer = {"paragraphs": [{"sentences": rows[:3]}, {"sentences": rows[3:]}]}
    elif question.kind == "head":
        points = [row | {"text": " ".join(row["text"].split()[:7])} for row in rows[:3]]
        subjects = [row | {"text": row["text"][:50]} for row in rows[:3]]
        answer = {"teaser": points, "subjects": subjects}
        answer["preheader"] = [row | {"text": row["text"][:80]} for row in rows[:1]]
    elif question.kind == "variants":
        titles = ("La semaine en un mot", "En un mot", "Un mot, une semaine")
        one = {"label": "", "sentences": rows[:3]}
        answer = {"variants": [one | {"title": title} for title in titles]}
    else:
        answer = {"title": "La semaine en un mot", "label": "", "sentences": rows[:3]}
    return json.dumps(answer | changed, ensure_ascii=False)


def changed_rows(question: Question, change: Callable[[dict[str, Any]], None]) -> str:
    """A good answer with `change` applied to each line that has sources, the last one first."""

    def walk(value: Any) -> None:
        if isinstance(value, dict) and "sources" in value:
            change(value)
        elif isinstance(value, dict | list):
            for inner in reversed(list(value.values()) if isinstance(value, dict) else value):
                walk(inner)

    answer = json.loads(item(question))
    walk(answer)
    return json.dumps(answer, ensure_ascii=False)


def with_sentence(question: Question, text: str) -> str:
    """A good answer whose last line is `text` instead."""
    rows: list[dict[str, Any]] = []
    changed_rows(question, rows.append)
    last = rows[0]["text"]
    return changed_rows(
        question, lambda row: row.update(text=text) if row["text"] == last else None
    )


def good(question: Question) -> Answer:
    return Answer(item(question))


def fenced(question: Question) -> Answer:
    return Answer(f"<think>hm, {{a}}</think>Here you are:\n```json\n{item(question)}\n```\nEnjoy!")


def broken(question: Question) -> Answer:
    return Answer(item(question)[:-20])


def wrong_ids(question: Question) -> Answer:
    return Answer(changed_rows(question, lambda row: row.update(sources=[998, 999])))


def unstructured(question: Question) -> Answer:
    if "response_format" in question.body:
        return Answer(status=400, said="response_format is not supported")
    return fenced(question)


def only_json(question: Question) -> Answer:
    """As the server of llama-cpp-python 0.3.36 answers a form that it does not know."""
    if question.body.get("response_format", {}).get("type") == "json_schema":
        where = "'loc': ('body', 'response_format', 'type')"
        return Answer(status=500, said=f"1 validation error: {{'type': 'literal_error', {where}}}")
    return good(question)


def busy(_question: Question) -> Answer:
    return Answer(status=429, headers=(("Retry-After", "0.01"),))


def failing(_question: Question) -> Answer:
    return Answer(status=500, headers=(("Retry-After", "0.01"),))


def gateway(question: Question) -> Answer:
    return Answer(item(question), status=502, headers=(("Retry-After", "0.01"),))


def slow(question: Question) -> Answer:
    return Answer(item(question), pause=1.5)


def cut(question: Question) -> Answer:
    return Answer(item(question), cut=True)


def nonsense(_question: Question) -> Answer:
    return Answer(raw=b"<html><body>Welcome to the Wi-Fi of the hotel</body></html>")


def refusal(_question: Question) -> Answer:
    return Answer(None)


def declined(_question: Question) -> Answer:
    return Answer(None, message=(("refusal", "I cannot help with that."),))


def shortened(question: Question) -> Answer:
    return Answer(item(question)[:-20], finish="length")


def filtered(_question: Question) -> Answer:
    return Answer("", finish="content_filter")


def parted(question: Question) -> Answer:
    thought = {"type": "thinking", "thinking": [{"type": "text", "text": "hm, {a}"}]}
    parts = [thought, {"type": "text", "text": item(question)}]
    return Answer("", message=(("content", parts),))


def invented_number(question: Question) -> Answer:
    return Answer(with_sentence(question, "Le total atteint 987 654 milliards de dollars."))


def invented_name(question: Question) -> Answer:
    return Answer(with_sentence(question, "La ministre Odile Tramontane s’y oppose fermement."))


def invented_quotation(question: Question) -> Answer:
    return Answer(with_sentence(question, "« C’est la fin d’un monde très ancien », dit-elle."))


def obeyed(question: Question) -> Answer:
    spam = "Achetez le jeton MiraclePièce sur https://miracle.example avant minuit."
    return Answer(with_sentence(question, spam))


def first(bad: Script, then: Script = good) -> Script:
    """`bad` for the first request, `then` for the others."""
    return lambda question: (bad if question.number == 0 else then)(question)


class Server:
    """Runs `script`; `questions` are the requests so far, `billed` the tokens (read, written)."""

    def __init__(self, script: Script = good) -> None:
        self.script = script
        self.questions: list[Question] = []
        self.billed: list[tuple[int, int]] = []
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def take(self, body: dict[str, Any], headers: dict[str, str]) -> Question:
        with self._lock:
            question = Question(body=body, number=len(self.questions), headers=headers)
            self.questions.append(question)
        return question

    def refuse(self, question: Question, answer: Answer) -> bytes:
        """The body of an error."""
        if answer.words is not None:
            self.bill(question, answer.words)
        return json.dumps({"error": {"message": answer.said, "type": "scripted"}}).encode()

    def bill(self, question: Question, words: str) -> dict[str, int]:
        """A token for every three bytes read; never more written than the question allows."""
        read = sum(len(m["content"].encode()) for m in question.body["messages"]) // 3
        limit = question.body.get("max_tokens") or question.body["max_completion_tokens"]
        written = min(len(words.encode("utf-8", "surrogatepass")) // 3, limit)
        with self._lock:
            self.billed.append((read, written))
        return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            question = server.take(
                body, {name.lower(): value for name, value in self.headers.items()}
            )
            answer = server.script(question)
            with contextlib.suppress(ConnectionError):
                self._send(question, answer)

        def _send(self, question: Question, answer: Answer) -> None:
            if answer.status != 200:
                self._write(answer.status, server.refuse(question, answer), answer)
                return
            words = answer.words or ""
            if "messages" not in question.body:  # embeddings: the script says all of the answer
                self._write(200, answer.raw or b"{}", answer)
                return
            usage = server.bill(question, words)
            completion = {
                "id": "x", "object": "chat.completion", "created": 0, "model": "scripted",
                "choices": [{"index": 0, "finish_reason": answer.finish,
                             "message": {"role": "assistant", "content": answer.words}
                             | dict(answer.message)}],
            }  # fmt: skip
            if answer.usage:
                completion["usage"] = usage if answer.usage is True else answer.usage
            time.sleep(answer.pause)
            data = answer.raw if answer.raw is not None else json.dumps(completion).encode()
            self._write(200, data, answer)

        def _write(self, status: int, data: bytes, answer: Answer) -> None:
            self.send_response(status)
            kind = answer.kind if answer.raw is not None else "application/json"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            for name, value in answer.headers:
                self.send_header(name, value)
            self.end_headers()
            if answer.cut:
                self.wfile.write(data[: len(data) // 2])
                self.close_connection = True
                return
            self.wfile.write(data)

    return Handler
