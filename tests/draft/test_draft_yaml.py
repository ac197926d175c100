"""Other programs read the front matter as YAML: Obsidian, Hugo, GitHub."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.draft import dumps, normal
from digest.model import Epigraph, Issue

yaml = pytest.importorskip("yaml")

texts = st.lists(
    st.one_of(
        st.sampled_from(
            [": ", " #", "- ", "'", '"', "\\", "é", "«", "yes", "12", "1e3", "null", "[", "{", "&"]
        ),
        st.sampled_from(
            ["\u2028", "\x85", "\u00a0", "\ufeff", "👩‍💻", "\t", "%", "@", "`", "|", ">"]
        ),
        st.text(max_size=3),
    ),
    max_size=5,
).map("".join)


@given(texts, texts, st.lists(texts, max_size=2), texts)
def test_the_front_matter_is_yaml_that_says_the_same(title, newsletter, teaser, epigraph):
    issue = normal(
        Issue(
            date=date(2025, 9, 27),
            title=title.replace("<", ""),
            newsletter=newsletter.replace("<", ""),
            teaser=tuple(point.replace("<", "") for point in teaser),
            epigraph=Epigraph(text=epigraph.replace("<", "")),
            number=12,
        )
    )
    head = yaml.safe_load(dumps(issue).split("---\n")[1])
    assert (head["title"] or "") == issue.title
    assert head.get("newsletter", "") == issue.newsletter
    assert tuple(head.get("teaser", ())) == issue.teaser
    assert (head["date"], head["number"]) == (date(2025, 9, 27), 12)
    assert head.get("epigraph", {}).get("text", "") == (
        issue.epigraph.text if issue.epigraph else ""
    )
