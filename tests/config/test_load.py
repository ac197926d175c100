from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from digest.config import Newsletter, load, next_issue_date
from digest.errors import ConfigError

MINIMAL = '[newsletter]\nname = "Essai"\n'


def written(folder: Path, **files: str) -> Path:
    config = folder / "config"
    config.mkdir()
    for name, text in files.items():
        (config / f"{name}.toml").write_text(text, encoding="utf-8")
    return config


def test_a_name_is_enough(tmp_path: Path):
    config = load(written(tmp_path, digest=MINIMAL))
    assert config.newsletter.name == "Essai"
    assert config.sections == ()
    assert config.sources == ()


def test_all_mistakes_of_all_files_come_at_once(tmp_path: Path):
    config = written(
        tmp_path,
        digest='[newsletter]\nname = "Essai"\nlangage = "fr"\nwindow_days = "sept"\n',
        sections='[[section]]\nkey = "agenda"\ntitle = "A"\n[[section]]\ntitle = "B"\n',
        sources='[[source]]\nname = "S"\ntype = "feed"\nlink = "x"\n',
    )
    with pytest.raises(ConfigError) as caught:
        load(config)
    lines = caught.value.message.split("\n  ")[1:]
    assert [line.split("`")[0] + line.split("`")[1] for line in lines] == [
        "config/digest.toml: newsletter.window_days",
        "config/digest.toml: newsletter.langage",
        "config/sections.toml: section[1].key",
        "config/sections.toml: section[2].key",
        'config/sources.toml (type = "feed"): source[1].url',
        'config/sources.toml (type = "feed"): source[1].link',
    ]


def test_a_misspelt_key_is_answered_with_the_right_one(tmp_path: Path):
    with pytest.raises(
        ConfigError, match=r"`newsletter\.langage` is not a key; did you mean `language`"
    ):
        load(written(tmp_path, digest=MINIMAL + 'langage = "fr"\n'))


def test_mistakes_in_sources_name_the_key_and_the_remedy(tmp_path: Path):
    sources = (
        '[[source]]\nname = "S"\ntype = "feed"\nurll = "x"\n[[source]]\nname = "S"\ntype = "fed"\n'
    )
    with pytest.raises(ConfigError) as caught:
        load(written(tmp_path, digest=MINIMAL, sources=sources))
    message = caught.value.message
    feed = 'config/sources.toml (type = "feed"): `source[1]'
    assert f"{feed}.urll` is not a key; did you mean `url`?" in message
    assert f"{feed}.url` is missing; add it" in message
    assert "config/sources.toml: `source[2].name` = 'S' stands twice; rename one" in message
    assert (
        "config/sources.toml: `source[2].type` = 'fed': choose feed, page, folder, mailbox"
        in message
    )


def test_a_plug_in_may_have_options_of_its_own(tmp_path: Path):
    sources = '[[source]]\nname = "S"\ntype = "mine.room:Source"\nanything = [1, 2]\n'
    config = load(written(tmp_path, digest=MINIMAL, sources=sources))
    assert config.sources[0].options == {"anything": [1, 2]}


def test_broken_toml_is_named_with_its_line(tmp_path: Path):
    with pytest.raises(ConfigError, match=r"config/digest\.toml: is not valid TOML.*line 1"):
        load(written(tmp_path, digest="[newsletter\n"))


def test_a_missing_digest_file_says_how_to_make_one(tmp_path: Path):
    with pytest.raises(
        ConfigError, match=r"config/digest\.toml: is missing; `digest init` makes one"
    ):
        load(written(tmp_path))


@pytest.mark.parametrize(
    "line",
    [
        'email = "a@b.example\\nBcc: c@d.example"',
        'email = "a@b.example, c@d.example"',
        'name = "A\\r\\nBcc: c@d.example"',
    ],
)
def test_no_header_is_smuggled_through_the_sender(tmp_path: Path, line: str):
    with pytest.raises(ConfigError, match=r"newsletter\.sender"):
        load(written(tmp_path, digest=f"{MINIMAL}[newsletter.sender]\n{line}\n"))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2025, 9, 24, 12, tzinfo=UTC), date(2025, 9, 27)),
        (datetime(2025, 9, 27, 4, 59, tzinfo=UTC), date(2025, 9, 27)),  # 6:59 in Paris
        (datetime(2025, 9, 27, 5, 1, tzinfo=UTC), date(2025, 10, 4)),  # 7:01 in Paris
        (datetime(2025, 9, 26, 23, 0, tzinfo=UTC), date(2025, 9, 27)),  # already Saturday in Paris
    ],
)
def test_the_next_issue_is_the_next_publication_day(now: datetime, expected: date):
    assert next_issue_date(Newsletter(name="N"), now) == expected


def test_the_window_is_whole_days_in_the_newsletters_zone():
    start, end = Newsletter(name="N").window(date(2025, 9, 27))
    assert start.isoformat() == "2025-09-20T00:00:00+02:00"
    assert end.isoformat() == "2025-09-28T00:00:00+02:00"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('hour = "7h"', "`newsletter.hour` = '7h': write an hour like 07:00:00"),
        ('watch = "Mistral"', "`newsletter.watch` = 'Mistral': write a list"),
        ('url = "example.org"', "write an address like https://example.org"),
        ('weekday = "samedi"', "choose 'monday', 'tuesday'"),
        ("window_days = 0", "`newsletter.window_days` = 0: must be greater than or equal to 1"),
        ('[newsletter.brand]\naccent = "rouge"', "six hexadecimal digits, like #b23a24"),
    ],
)
def test_a_mistake_says_what_to_write_instead(tmp_path: Path, line: str, said: str):
    with pytest.raises(ConfigError) as caught:
        load(written(tmp_path, digest=f"{MINIMAL}{line}\n"))
    assert said in caught.value.message


def test_a_country_is_named_by_its_code(tmp_path: Path):
    sections = '[[section]]\nkey = "france"\ntitle = "F"\ncountries = ["France"]\n'
    with pytest.raises(ConfigError, match="write two-letter codes, like FR or US"):
        load(written(tmp_path, digest=MINIMAL, sections=sections))


@pytest.mark.parametrize(
    ("host", "here"),
    [("localhost", True), ("127.0.0.3", True), ("::1", True), ("127.0.0.1.evil.example", False)],
)
def test_without_encryption_only_a_relay_on_this_machine_is_used(
    tmp_path: Path, host: str, *, here: bool
):
    digest = f'{MINIMAL}[sending]\ntransport = "smtp"\nhost = "{host}"\nsecurity = "none"\n'
    if here:
        assert load(written(tmp_path, digest=digest)).sending.host == host
        return
    with pytest.raises(ConfigError, match="only a relay on this machine"):
        load(written(tmp_path, digest=digest))
