"""A name server on loopback that answers from a table: for tests."""

import socketserver
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

Zone = Mapping[tuple[str, str], Sequence[str]]


class Server(socketserver.ThreadingUDPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, zone: Zone) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.zone = zone
        self.asked: list[tuple[str, str]] = []

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


class Answer(socketserver.BaseRequestHandler):
    server: Server

    def handle(self) -> None:
        data, line = self.request
        query = dns.message.from_wire(data)
        name = query.question[0].name.to_text(omit_final_dot=True).lower()
        kind = dns.rdatatype.to_text(query.question[0].rdtype)
        self.server.asked.append((name, kind))
        zone = self.server.zone
        if zone.get((name, kind)) == "silence":
            return
        response = dns.message.make_response(query)
        response.flags |= dns.flags.RA
        if (name, kind) in zone:
            records = zone[name, kind]
            response.answer.append(
                dns.rrset.from_text_list(f"{name}.", 60, "IN", kind, list(records))
            )
        elif not any(known == name for known, _ in zone):
            response.set_rcode(dns.rcode.NXDOMAIN)
        line.sendto(response.to_wire(), self.client_address)


@contextmanager
def serving(zone: Zone) -> Iterator[Server]:
    with Server(zone) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
