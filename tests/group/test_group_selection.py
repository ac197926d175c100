"""What enters the issue, in which order, and why the rest does not."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from digest.config import GroupingSettings, Newsletter, SectionRule
from digest.group.choices import Choices
from digest.group.grouping import group
from digest.languages import translated
from digest.model import Issue, Item, Section

DAY = date(2025, 9, 27)
SECTIONS = (
    SectionRule(
        key="money", title="Argent", words=("levée de fonds", "tour de table"), threshold=0.5
    ),
    SectionRule(key="law", title="Loi", words=("loi", "copyright"), items=1),
)


def newsletter(**known):
    return Newsletter(name="Essai", **known)


def select(articles, *, copies=None, sections=SECTIONS, letter=None, past=(), **known):
    return group(
        articles,
        copies=copies or {},
        sections=sections,
        newsletter=letter or newsletter(),
        day=DAY,
        past=past,
        **known,
    )


def whys(selection):
    """The reasons as an editor in French reads them."""
    return {left.placement.story.id: translated(left.why, "fr") for left in selection.left_out}


def parts(selection, story):
    every = [*selection.placed, *(left.placement for left in selection.left_out)]
    return dict(next(one.score.parts for one in every if one.story.id == story))


def test_every_article_is_in_or_out_exactly_once(week):
    selection = select(week)
    placements = [*selection.placed, *(left.placement for left in selection.left_out)]
    ids = [one.id for placement in placements for one in placement.story.articles]
    assert sorted(ids) == sorted(one.id for one in week)


def test_sections_stand_in_reading_order_and_reasons_are_said(week):
    selection = select(week)
    assert [(one.section, one.story.id) for one in selection.placed] == [
        ("money", "sa1"),
        ("law", "sd1"),
    ]
    assert whys(selection) == {
        "sb1": "N’appartient à aucune rubrique.",
        "sc1": "Rubrique «\u00a0Loi\u00a0» complète\u00a0: rang 2, note 2,1 (places\u00a0: 1).",
    }


def test_an_old_story_is_left_out_unless_put_in_by_hand(week):
    old = [replace(one, published=datetime(2025, 8, 1, tzinfo=UTC)) for one in week[:3]]
    assert set(whys(select(old)).values()) == {"Hors de la semaine."}
    by_hand = [*old[:2], replace(old[2], by_hand=True)]
    assert [one.story.id for one in select(by_hand).placed] == ["sa1"]


def test_an_undated_story_stays(week):
    assert select([replace(one, published=None) for one in week[:3]]).placed


def test_publishers_are_counted_by_family_and_copies_with_them(week):
    family = [replace(one, publisher="groupe") for one in week[:3]]
    assert parts(select(family), "sa1")["publishers"] == 1.0
    copy = replace(week[0], id="copie", publisher="ailleurs")
    found = parts(select([*family, copy], copies={"copie": "a1"}), "sa1")
    assert found["publishers"] == 1.58


def test_a_copy_of_nothing_known_is_an_article(week):
    assert select(week, copies={"a1": "gone", "b1": "b1"}) == select(week)


def test_copies_in_a_circle_are_kept(week):
    selection = select(week[:2], copies={"a1": "a2", "a2": "a1"})
    assert [one.id for one in selection.placed[0].story.articles] == ["a1", "a2"]


def test_freshness_goes_from_the_first_to_the_last_moment_of_the_week(week):
    start, end = newsletter().window(DAY)
    for moment, expected in ((start, 0.0), (start + (end - start) / 2, 0.5), (None, 0.5)):
        selection = select([replace(week[0], published=moment)])
        assert parts(selection, "sa1")["freshness"] == expected


def test_a_watched_name_lifts_a_story(week):
    watched = parts(select(week, letter=newsletter(watch=("Nordal", "Kite"))), "sa1")
    assert watched["watch"] == 1.0
    assert parts(select(week), "sa1")["watch"] == 0.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pour 1 million d'euros.", 0.0),
        ("Pour 1 milliard d'euros.", 0.5),
        ("10 milliards de bactéries.", 0.0),
    ],
)
def test_the_largest_sum_of_money_counts(article, text, expected):
    assert parts(select([article("m", "Somme", text)]), "sm")["amounts"] == expected


def issue_of(item, section="money"):
    return Issue(date=date(2025, 9, 20), number=3, sections=(Section(key=section, blocks=(item,)),))


def test_a_story_told_before_loses_and_a_shared_name_does_not(week):
    told = Item(title="Nordal lève 300 millions", text=week[0].text)
    selection = select(week, past=(issue_of(told),))
    assert parts(selection, "sa1")["novelty"] < -1
    assert parts(selection, "sb1")["novelty"] == 0.0


def test_what_is_new_since_a_story_was_told_is_named(week, article):
    told = Item(title="Nordal lève 300 millions", text=week[0].text)
    more = article("a9", "Nordal lève 300 millions", week[0].text + " L'État ajoute 45 millions.")
    found = {
        placement.story.id: placement.told
        for placement in everything(select([more], past=(issue_of(told),)))
    }
    assert found["sa9"].issue == date(2025, 9, 20)
    assert any("45 millions" in fact for fact in found["sa9"].new)


def test_a_story_with_nothing_new_stays_out_and_one_put_in_by_hand_does_not(week, article):
    past = (issue_of(Item(title=week[0].title, text=week[0].text)),)
    again = select([article("a1", week[0].title, week[0].text)], past=past)
    assert "Déjà" in whys(again)["sa1"]
    by_hand = select([article("a1", week[0].title, week[0].text, by_hand=True)], past=past)
    assert "Déjà" not in whys(by_hand).get("sa1", "")


def test_the_archive_teaches_where_a_story_that_goes_on_belongs(week):
    item = Item(title="Nordal lève 300 millions", text=week[0].text)
    keys = [rule.key for rule in SECTIONS]
    for key in keys:
        placed = everything(select(week[:3], past=(issue_of(item, key),)))
        assert [placement.section for placement in placed] == [key]


def test_an_archive_about_other_things_changes_no_section(week):
    far = Item(title="Recette", text="Faites revenir les oignons dans le beurre, puis salez.")
    before, after = select(week), select(week, past=(issue_of(far, SECTIONS[-1].key),))
    assert [one.section for one in everything(before)] == [one.section for one in everything(after)]


def everything(selection):
    return [*selection.placed, *(left.placement for left in selection.left_out)]


def test_one_publisher_waits_behind_others_but_leaves_no_hole(article):
    sections = (SectionRule(key="law", title="Loi", words=("loi",), items=6),)
    subjects = ("abeilles", "tramways", "cantines", "forêts", "musées", "ports", "cerises", "ponts")
    crowd = [
        article(f"h{number}", f"La loi sur les {word}", f"Une loi {word}.", source="Helios")
        for number, word in enumerate(subjects)
    ]
    later = article("z", "La loi sur les vélos", "Une loi cyclable.", source="Fil", published=None)
    alone = select(crowd, sections=sections)
    assert len(alone.placed) == 6
    both = select([*crowd, later], sections=sections)
    assert "sz" in {one.story.id for one in both.placed}
    assert len(both.placed) == 6


def test_the_order_of_the_articles_does_not_matter(week):
    assert select(tuple(reversed(week))) == select(week)


def test_an_empty_week_is_an_empty_selection():
    selection = select([])
    assert (selection.placed, selection.left_out) == ((), ())


def settled(**known):
    return GroupingSettings(**known)


def test_a_story_that_two_sections_claim_is_marked_and_goes_where_the_settings_say(article):
    one = article("a", "Nouvelles", "Une loi, un vote. De l'argent, une banque.")
    sections = (
        SectionRule(key="law", title="Loi", words=("loi", "vote")),
        SectionRule(key="money", title="Argent", words=("argent", "banque")),
        SectionRule(key="rest", title="Divers"),
    )
    likeliest = everything(select([one], sections=sections))[0]
    assert (likeliest.section, likeliest.unsure) == ("law", ("law", "money"))
    asked = everything(select([one], sections=sections, settings=settled(unsure="rest")))[0]
    assert (asked.section, asked.unsure) == ("rest", ("law", "money"))
    never = everything(select([one], sections=sections, settings=settled(unsure_below=0)))[0]
    assert never.unsure == ()


def test_a_quota_holds_though_places_stay_free_and_leaves_what_others_tell_too(week, article):
    sections = (SectionRule(key="all", title="Tout", words=("semaine",), items=20),)
    subjects = ("abeilles", "tramways", "cantines", "forêts", "musées", "ports", "cerises", "ponts")
    crowd = [
        article(f"h{n}", f"Les {word} de la semaine", f"Les {word} de la semaine.", source="Helios")
        for n, word in enumerate(subjects)
    ]
    found = select(crowd, sections=sections, settings=settled(quotas={"HELIOS": 2}))
    assert len(found.placed) == 2
    assert set(whys(found).values()) == {"HELIOS a déjà 2 articles à lui seul dans ce numéro."}
    shared = article("z", crowd[0].title, crowd[0].text, source="Ailleurs")
    both_tell = select(
        [crowd[0], shared], sections=sections, settings=settled(quotas={"Helios": 0})
    )
    assert len(both_tell.placed) == 1


def test_what_an_editor_threw_out_before_counts_less(week):
    def item(title):
        return Item(title=title, text="Rien d'autre.")

    about = [item(f"Le groupe Nordal, épisode {n}") for n in range(4)]
    others = [item(f"La ville de Bergen {n}") for n in range(4)]
    out = Choices(kept=others, dropped=about)
    kept = Choices(kept=about, dropped=others)
    assert parts(select(week, choices=out), "sa1")["choices"] < 0
    assert parts(select(week, choices=kept), "sa1")["choices"] > 0
    assert parts(select(week, choices=Choices(about[:2], about[:1])), "sd1")["choices"] == 0
