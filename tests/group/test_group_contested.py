"""Which pairs of stories the score hardly decides, and what an opinion on them does."""

from hypothesis import given
from hypothesis import strategies as st

from digest.group.constrain import links, obey
from digest.group.contested import contested, rulings
from digest.group.likeness import SAME_STORY, Likeness
from digest.group.stories import stories
from digest.group.views import read
from digest.model import Constraints, Story

# Near the line: two reports on one fair, of which the second is an interview with its head.
FAIR = "Le salon Orbite ouvre ses portes à Lyon : 250 exposants, trois jours, un thème, le spatial."
HEAD = (
    "La directrice veut que la recherche sorte des laboratoires. À Lyon, elle demande à "
    "l'État des commandes fermes, et aux banques de la patience."
)

NONE = Constraints()


def pairs(articles, *, within=0.1, constraints=None, copies=None):
    found = contested(
        articles,
        copies=copies or {},
        constraints=constraints or Constraints(),
        vectors={},
        within=within,
    )
    return [tuple({one.id for one in story.articles} for story in pair) for pair in found]


def grouped(articles, opinions):
    _, asked = obey(opinions, {}, {one.id for one in articles})
    readings = {one.id: read(one) for one in articles}
    found = stories(readings, articles, copies={}, language="fr", asked=asked)
    return {frozenset(one.id for one in story.articles) for story in found}


def near(week, article):
    """The week and two articles whose likeness is just below that of one story."""
    return [
        *week,
        article("e1", "Orbite, le salon du spatial, ouvre à Lyon", FAIR),
        article("e2", "Orbite : « Des commandes fermes, et de la patience »", HEAD),
    ]


def test_only_what_is_near_the_line_is_contested(week, article):
    articles = near(week, article)
    rows = [read(one) for one in articles]
    alike = Likeness(rows, [one.published for one in articles]).block([8], [9])[0, 0]
    away = abs(alike - SAME_STORY)
    assert ({"e1"}, {"e2"}) in pairs(articles, within=away + 0.001)
    assert ({"e1"}, {"e2"}) not in pairs(articles, within=away - 0.001)


def test_nothing_is_contested_where_nobody_is_asked(week):
    assert pairs(week, within=0.0) == []


def test_an_editor_has_ruled_and_nobody_else_is_asked(week, article):
    articles = near(week, article)
    one, other = pairs(articles)[0]
    for ruling in ((one | other,), (one, other)):
        ruled = Constraints().ruled(*map(frozenset, ruling))
        assert (one, other) not in pairs(articles, constraints=ruled)


def test_an_opinion_joins_and_parts(week):
    told = {one.id: one for one in week}
    one, other = (Story(id=f"s{key}", articles=(told[key],)) for key in ("a1", "b1"))
    joined = grouped(week, rulings([(one, other)], [True], NONE))
    assert any({"a1", "b1"} <= story for story in joined)
    first, second = (Story(id=f"s{key}", articles=(told[key],)) for key in ("c1", "c2"))
    parted = grouped(week, rulings([(first, second)], [False], NONE))
    assert frozenset({"c1"}) in parted
    assert grouped(week, rulings([(one, other), (first, second)], [None, None], NONE)) == grouped(
        week, Constraints()
    )


def test_an_opinion_stands_until_there_is_another(week):
    told = {one.id: one for one in week}
    pair = tuple(Story(id=f"s{key}", articles=(told[key],)) for key in ("c1", "c2"))
    for first, then in ((False, True), (True, False)):
        before = rulings([pair], [first], NONE)
        assert rulings([pair], [None], before) == before
        assert rulings([pair], [then], before) == rulings([pair], [then], NONE)
    assert rulings([], [], before) == NONE


def test_what_an_editor_ruled_stands_over_an_opinion(week):
    editor = Constraints().ruled(frozenset({"c1"}), frozenset({"c2"}))
    opinion = Constraints().ruled(frozenset({"c1", "c2"}))
    said = links(editor.over(opinion), {one.id for one in week})
    assert said.between("c1", "c2") == "apart"


@given(st.lists(st.sampled_from([True, False, None]), min_size=3, max_size=3))
def test_of_opinions_that_contradict_what_parts_wins(article, answers):
    three = [Story(id=f"s{n}", articles=(article(str(n), "", "mot"),)) for n in range(3)]
    every = [(three[0], three[1]), (three[1], three[2]), (three[0], three[2])]
    said = links(rulings(every, answers, NONE), {"0", "1", "2"})
    for (one, other), answer in zip(every, answers, strict=True):
        if answer is False:
            assert said.between(one.lead.id, other.lead.id) == "apart"
