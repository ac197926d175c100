"""`digest import`: old issues become the archive."""

from collections.abc import Callable
from pathlib import Path

from digest import draft

OLD = """La prise et le câble

LA SEMAINE • Le port se branche • Bienvenue dans La Veille, samedi 13 septembre 2025.

France

• Le port se branche • Marseille a relié vendredi ses quais au réseau électrique : les navires \
couperont leurs moteurs en escale, ce que la ville demandait depuis dix ans déjà.

• Une école débranche • Un collège de Rennes range ses tablettes dans une armoire et rouvre sa \
bibliothèque ; les parents ont voté, les élèves ont râlé, les professeurs ont souri.

• Un train de nuit • La ligne de Paris à Nice rouvre en décembre avec des voitures rénovées ; le billet le moins cher coûtera vingt-neuf euros, draps compris, si l'on réserve trois mois avant.

Monde

• Nordal lève des fonds • La société norvégienne annonce un tour de table de 300 millions pour \
ses centres de données de Bergen, que la mer refroidit sans qu'il en coûte une goutte d'eau douce.
"""


def test_an_old_issue_becomes_a_draft_with_its_sections(
    run: Callable, workspace: Path, tmp_path: Path
):
    page = tmp_path / "old.txt"
    page.write_text(OLD, "utf-8")
    ran = run("-C", workspace, "import", page)
    assert ran.code == 0, ran.err
    assert "weekday" not in ran.err
    path = workspace / "issues/2025-09-13/issue.md"
    issue = draft.loads(path.read_text("utf-8"), path="issue.md")
    titles = {section.key: [item.title for item in section.items] for section in issue.sections}
    assert titles["france"] == ["Le port se branche", "Une école débranche", "Un train de nuit"]
    assert titles["world"] == ["Nordal lève des fonds"]
    assert "Nordal" in run("-C", workspace, "recall", "nordal").out


def test_a_date_whose_weekday_is_another_is_doubted(run: Callable, workspace: Path, tmp_path: Path):
    page = tmp_path / "old.txt"
    said = "samedi\u00a013\u00a0septembre 2024"
    page.write_text(OLD.replace("samedi 13 septembre 2025", said), "utf-8")
    ran = run("-C", workspace, "import", page)
    assert ran.code == 0, ran.err
    assert said in ran.err or "samedi 13 septembre 2024" in ran.err
    assert "--issue" in ran.err


def test_a_day_that_an_item_speaks_of_is_no_date_of_the_issue(
    run: Callable, workspace: Path, tmp_path: Path
):
    page = tmp_path / "old.txt"
    page.write_text(OLD.replace("draps compris", "dès le lundi 13 septembre"), "utf-8")
    ran = run("-C", workspace, "import", page)
    assert ran.code == 0, ran.err
    assert "weekday" not in ran.err


def test_an_issue_that_is_there_is_never_touched(run: Callable, workspace: Path, tmp_path: Path):
    page = tmp_path / "old.txt"
    page.write_text(OLD, "utf-8")
    path = workspace / "issues/2025-09-13/issue.md"
    path.parent.mkdir(parents=True)
    path.write_text("mine", "utf-8")
    ran = run("-C", workspace, "import", page)
    assert ran.code == 1
    assert "already" in ran.err
    assert path.read_text("utf-8") == "mine"


def test_a_draft_is_taken_as_it_is_and_another_page_is_refused(
    run: Callable, workspace: Path, tmp_path: Path
):
    old, other = tmp_path / "old.md", tmp_path / "other.txt"
    old.write_text("---\ndate: 2025-09-06\n---\n\n## Titre\n\n- **Un** • Deux.\n", "utf-8")
    other.write_text("Rien qu'une phrase.", "utf-8")
    ran = run("-C", workspace, "import", old, other)
    assert ran.code == 4
    assert "no issue was found" in ran.err
    assert (workspace / "issues/2025-09-06/issue.md").exists()
