"""All benchmarks in one run: `python -m benchmarks DATA` (or `make bench DATA=…`).

DATA is the folder of labelled sets that the single benchmarks name; one that is not there is said
and passed over. Each runs in a process of its own, so that its memory is its own.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
# name -> what it wants of DATA ("" is DATA itself, None is nothing)
BENCHMARKS: dict[str, str | None] = {
    "feeds": "feedparser_corpus",
    "mails": "emails",
    "extraction": "",
    "near_duplicates": "",
    "grouping": "",
    "sections": "",
    "memory": "",
    "amounts": "",
    "facts": "",
    "bubble": "",
    "recognizers": "",
    "writing": "",
    "llm_failures": "",
    "render": None,
    "newsroom": None,
    "check": "",
    "sending": None,
    "sending_crash": None,
    "serve": None,
    "building": "",
    "scaling": "orangesum_fr/articles.jsonl.gz",
}


def main() -> int:
    """Run them one after another; 1 when one failed."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    failed = []
    for name, wants in BENCHMARKS.items():
        print(f"\n== {name}", flush=True)
        arguments = [] if wants is None else [str(Path(sys.argv[1]) / wants)]
        if arguments and not Path(arguments[0]).exists():
            print(f"   {arguments[0]} is not there; passed over")
            continue
        done = subprocess.run([sys.executable, HERE / f"{name}.py", *arguments], check=False)
        if done.returncode:
            failed.append(name)
    if failed:
        print(f"\nfailed: {', '.join(failed)}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
