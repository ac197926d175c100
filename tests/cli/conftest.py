from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from digest.cli import main


@dataclass
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run the command line in this process, its errors and exit codes included."""

    def run(*args: object) -> Ran:
        monkeypatch.setattr("sys.argv", ["digest", *map(str, args)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        return Ran(int(ended.value.code or 0), captured.out, captured.err)

    return run


ARTICLES = {
    "a.md": """---
url: https://gazette.example/2025/nscale
title: Nscale lève 1,1 milliard de dollars pour ses centres de données
source: La Gazette
date: 2025-09-25
lang: fr
---

Le britannique Nscale a levé 1,1 milliard de dollars auprès d'Aker et de Nvidia. La société bâtit
des centres de données pour l'intelligence artificielle en Europe. Le tour de table est le plus
grand de l'année pour une jeune pousse européenne du secteur.
""",
    "b.md": """---
url: https://courrier.example/nscale-aker
title: Nscale boucle un tour de table de 1,1 milliard de dollars
source: Le Courrier
date: 2025-09-25
lang: fr
---

Un tour de table de 1,1 milliard de dollars vient d'être bouclé par Nscale, avec Aker en tête et
Nvidia à ses côtés. Les fonds paieront de nouveaux centres de données en Norvège et au Royaume-Uni.
""",
    "c.md": """---
url: https://matin.example/italie-loi
title: L'Italie adopte une loi sur l'intelligence artificielle
source: Le Matin
date: 2025-09-24
lang: fr
---

Le parlement italien a adopté une loi générale sur l'intelligence artificielle. Le texte interdit
l'accès aux assistants aux enfants de moins de quatorze ans sans accord de leurs parents. Un fonds
d'un milliard d'euros accompagne la loi votée à Rome.
""",
}


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """A folder with three articles on two stories."""
    folder = tmp_path / "week"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def workspace(tmp_path: Path, run: Callable[..., Ran]) -> Path:
    folder = tmp_path / "letter"
    assert run("-q", "init", folder).code == 0
    return folder
