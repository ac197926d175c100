"""The check: which planted defects it finds, and what it says of issues with which all is well.

    python benchmarks/check.py DATA

The defects are those of `tests/check/test_check_rules.py`, one at a time in a sound issue, each to be
found by its own rule. Then five issues are built from the articles of `weeks/2025-09-27` in DATA
(other articles, other themes), an editorial is written, and every finding that forbids sending is
printed: with nothing planted, each is false until a person finds that it is right.
"""

import json
import runpy
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).parent.parent / "tests" / "check"
DIGEST = [sys.executable, "-m", "digest"]
DAY = "2025-09-27"
# Which articles (a slice of the sorted names) and which theme.
ISSUES = [
    (slice(None), "default"),
    (slice(0, None, 2), "letter"),
    (slice(1, None, 2), "briefing"),
    (slice(0, 70), "letter"),
    (slice(70, None), "briefing"),
]
SETTINGS = """
[newsletter]
name = "La Boussole"
theme = "{theme}"
url = "https://boussole.example.org/{{date}}"
unsubscribe_url = "https://boussole.example.org/fin?qui={{token}}"
subscribe_url = "https://boussole.example.org/abonnement"

[newsletter.sender]
name = "La Boussole"
email = "lettre@boussole.example.org"
postal_address = "1, rue de l'Exemple, 69001 Lyon"
"""
EDITORIAL = "Une semaine de promesses ; on en lira ici le détail, sources à l'appui."


def planted() -> tuple[int, list[str]]:
    """How many defects were planted, and those that their rule did not find."""
    defects = runpy.run_path(str(TESTS / "test_check_rules.py"))["PLANTED"]
    findings = runpy.run_path(str(TESTS / "letter.py"))["findings"]
    missed = [
        f"{rule}: {str(defect)[:90]}"
        for rule, defect in defects
        if rule not in {finding.rule for finding in findings(**defect)}
    ]
    return len(defects), missed


def issue(articles: list[Path], theme: str, root: Path) -> dict:
    """What the check says of an issue made of `articles`, its editorial written."""
    subprocess.run([*DIGEST, "-q", "init", root], check=True)
    (root / "config" / "digest.toml").write_text(SETTINGS.format(theme=theme), encoding="utf-8")
    inbox = root / "issues" / DAY / "inbox"
    inbox.mkdir(parents=True)
    for article in articles:
        (inbox / article.name).write_bytes(article.read_bytes())
    subprocess.run([*DIGEST, "-q", "-C", root, "build", "--issue", DAY, "--offline"], check=True)
    draft = root / "issues" / DAY / "issue.md"
    head, mark, rest = draft.read_text(encoding="utf-8").partition("<!-- editorial -->\n")
    draft.write_text(f"{head}{mark}\n{EDITORIAL}\n{rest}", encoding="utf-8")
    done = subprocess.run(
        [*DIGEST, "-q", "-C", root, "check", "--issue", DAY, "--json"],
        check=False,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)


def main(data: Path) -> int:
    start = time.perf_counter()
    count, missed = planted()
    seconds = time.perf_counter() - start
    print(f"planted: {count} defects, {count - len(missed)} found ({seconds:.1f} s)")
    print(*(f"  missed {one}" for one in missed), sep="\n")
    articles = sorted((data / "weeks" / DAY / "articles").glob("*.md"))
    forbidding = 0
    for number, (which, theme) in enumerate(ISSUES, 1):
        with tempfile.TemporaryDirectory() as folder:
            said = issue(articles[which], theme, Path(folder) / "workspace")
        errors = [one for one in said["findings"] if one["severity"] == "error"]
        warnings = [one["rule"] for one in said["findings"] if one["severity"] == "warning"]
        counted = ", ".join(f"{rule} {warnings.count(rule)}" for rule in sorted(set(warnings)))
        size = len(articles[which])
        print(
            f"issue {number}: {size} articles, {theme}: errors {len(errors)}; warnings: {counted}"
        )
        for error in errors:
            print(f"  {error['rule']} (line {error['line']}): {error['message']}")
        forbidding += len(errors)
    return bool(missed or forbidding)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
