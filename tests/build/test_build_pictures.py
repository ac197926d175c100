"""Pictures on other sites: fetched once, kept beside the draft, and one that will not come stops nothing."""

import io
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PIL import Image

from digest.build.pictures import elsewhere, take_home
from digest.fetch import Fetcher
from digest.model import Issue, Picture, Section
from digest.workspace import IssueFolder


class _Site(BaseHTTPRequestHandler):
    def do_GET(self):
        body = self.server.pages.get(self.path)
        self.server.asked.append(self.path)
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "#b23a24").save(out, "PNG")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.pages = {"/vue.png": out.getvalue(), "/page.png": b"<p>not found</p>"}
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_pictures_elsewhere_are_taken_home_once(site, tmp_path):
    root = f"http://127.0.0.1:{site.server_port}"
    folder = IssueFolder(tmp_path, date(2025, 9, 27))
    names = ("vue.png", "page.png", "nowhere.png", "vue.png")
    blocks = tuple(Picture(src=f"{root}/{name}", alt=name) for name in names)
    issue = Issue(date=folder.date, sections=(Section(title="A", blocks=blocks),))
    with Fetcher(allow_private=True) as fetch:
        refused = {refusal.where: refusal.why for refusal in take_home(folder, issue, fetch)}
    assert folder.picture(f"{root}/vue.png") == site.pages["/vue.png"]
    assert "no PNG" in refused.pop(f"{root}/page.png")
    assert "404" in refused.pop(f"{root}/nowhere.png")
    assert not refused
    assert site.asked.count("/vue.png") == 1
    assert f"{root}/vue.png" not in elsewhere(folder, issue)
