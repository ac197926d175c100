"""`digest templates`: what there is, and one taken into one's own hands."""

import json

import pytest


@pytest.fixture
def workspace(run, tmp_path):
    root = tmp_path / "lettre"
    assert run("init", root).code == 0
    return root


def test_the_list_says_what_each_shows_and_whose_it_is(run, workspace):
    (workspace / "templates" / "quote.mjml").write_text("<p>{{ block.text }}</p>")
    rows = {
        row["name"]: row
        for row in json.loads(run("-C", workspace, "templates", "list", "--json").out)
    }
    assert rows["quote.mjml"]["from"] == "templates/"
    assert rows["item.mjml"]["from"] == "default"
    assert rows["item.mjml"]["shows"].startswith("A story")


def test_a_template_is_copied_with_a_word_on_what_it_is_given(run, workspace):
    done = run("-C", workspace, "templates", "eject", "item.mjml")
    copied = workspace / "templates" / "item.mjml"
    assert done.code == 0
    assert done.out.strip() == str(copied)
    assert "block.title" in copied.read_text(encoding="utf-8").partition("#}")[0]


def test_what_is_there_is_never_overwritten(run, workspace):
    mine = workspace / "templates" / "item.mjml"
    mine.write_text("<p>à moi</p>", encoding="utf-8")
    done = run("-C", workspace, "templates", "eject", "item.mjml")
    assert done.code == 1
    assert "stays as it is" in done.err
    assert mine.read_text(encoding="utf-8") == "<p>à moi</p>"


@pytest.mark.parametrize("name", ["items.mjml", "../digest.toml", "item"])
def test_a_template_that_does_not_exist_is_named(run, workspace, name):
    done = run("-C", workspace, "templates", "eject", name)
    assert done.code == 1
    assert repr(name) in done.err
