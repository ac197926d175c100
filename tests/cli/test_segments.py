import json
import runpy
from pathlib import Path

FAULTY = runpy.run_path(str(Path(__file__).parent.parent / "send" / "faulty.py"))


def test_people_come_into_segments_and_out_of_them(run, workspace):
    for name in ("anna", "otto"):
        run("-C", workspace, "subscribers", "add", f"{name}@x.example", "--segment", "free")
    both = ("anna@x.example", "otto@x.example")
    done = run("-C", workspace, "subscribers", "segment", *both, "--add", "paid", "--add", "beta")
    assert done.err == "2 of 2 changed.\n"
    run("-C", workspace, "subscribers", "segment", both[0], "--remove", "beta")
    counts = run("-C", workspace, "subscribers", "segments", "--json").out
    assert json.loads(counts) == {"beta": 1, "paid": 2}


def test_one_wrong_address_changes_nobody(run, workspace):
    run("-C", workspace, "subscribers", "add", "anna@x.example")
    both = ("anna@x.example", "nobody@x.example")
    assert run("-C", workspace, "subscribers", "segment", *both, "--add", "paid").code == 1
    assert json.loads(run("-C", workspace, "subscribers", "segments", "--json").out) == {}


def test_a_segment_is_a_name_that_a_list_can_hold(run, workspace):
    done = run("-C", workspace, "subscribers", "segment", "anna@x.example", "--add", "A,B")
    assert done.code == 2


def test_the_pending_are_invited_and_nobody_else(run, workspace):
    run("-C", workspace, "subscribers", "add", "anna@x.example")
    run("-C", workspace, "subscribers", "add", "otto@x.example", "--confirmed")
    path = workspace / "config" / "digest.toml"
    text = path.read_text(encoding="utf-8").replace('\nemail = ""', '\nemail = "l@x.example"', 1)
    with FAULTY["serving"]() as server:
        relay = f'host = "127.0.0.1"\nport = {server.port}\nsecurity = "none"'
        text = text.replace('host = ""\nport = 587\nsecurity = "starttls"', relay, 1)
        path.write_text(text, encoding="utf-8")
        assert "serve.url" in run("-C", workspace, "subscribers", "invite", "--pending").err
        text = text.replace("[serve]", '[serve]\nurl = "https://x.example"').replace(
            'url = ""\n\n# Where the program', "\n# Where the program"
        )
        path.write_text(text, encoding="utf-8")
        done = run("-C", workspace, "subscribers", "invite", "--pending", "--yes")
        assert (done.code, done.err) == (0, "1 of 1 mail sent.\n")
        assert run("-C", workspace, "subscribers", "invite", "otto@x.example").code == 1
    [(_, recipient, message)] = server.messages
    assert recipient == "anna@x.example"
    assert b"https://x.example/confirm/" in message.replace(b"=\r\n", b"")


def test_an_invitation_that_is_refused_because_nobody_is_there_is_the_last(run, workspace):
    path = workspace / "config" / "digest.toml"
    text = path.read_text(encoding="utf-8").replace('\nemail = ""', '\nemail = "l@x.example"', 1)
    text = text.replace("[serve]", '[serve]\nurl = "https://x.example"').replace(
        'url = ""\n\n# Where the program', "\n# Where the program"
    )
    run("-C", workspace, "subscribers", "add", "gone@x.example")
    with FAULTY["serving"](lambda phase, _: "550 5.1.1" if phase == "rcpt" else "") as server:
        relay = f'host = "127.0.0.1"\nport = {server.port}\nsecurity = "none"'
        path.write_text(
            text.replace('host = ""\nport = 587\nsecurity = "starttls"', relay, 1), "utf-8"
        )
        assert run("-C", workspace, "subscribers", "invite", "gone@x.example").code == 4
    assert run("-C", workspace, "subscribers", "list").out == "bounced      gone@x.example\n"
