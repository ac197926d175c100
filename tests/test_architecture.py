"""The house keeps its plan: who may import whom, no circles, one file for each outside library."""

import ast
import subprocess
import sys
from collections import defaultdict
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "digest"

GROUND = {"notice", "errors", "model"}
TOOLS = {
    *("text", "urls", "fetch", "config", "workspace", "evidence", "languages", "facts", "draft"),
    *("edit", "greeting", "drawing"),
}
STAGES = {
    *("collect", "group", "write", "bubble", "render", "archive", "export", "check", "preview"),
    *("subscribers", "send", "serve", "bounces", "doctor"),
}
ROOF = {"build", "desk", "cli", "__main__"}
# The ledger and the people share one database: the fence before a message is a statement over both.
# The public pages put people in and take them out; what comes back takes them out too.
STAGES_OF_STAGES = {
    "send": {"subscribers"},
    "serve": {"subscribers"},
    "bounces": {"subscribers"},
}
# An outside library is imported by one file, unless a reason stands here.
SEVERAL_FILES = {
    "alembic": "the database brings itself up to date, and each migration is written with it",
    "PIL": "pictures that come in, and pictures that the program draws",
    "babel": "dates, lists and country names stand wherever readers see them",
    "click": "every command declares its options with it",
    "cryptography": "the key that signs, and the keys that DNS shows of it",
    "httpx2": "the client, and the transport that guards its connections",
    "lxml": "feeds, OPML and saved pages are three kinds of XML",
    "numpy": "likeness, linkage and copies all count in vectors",
    "openai": "the client, questions to a model, and whether a server answers at all",
    "protego": "robots.txt, and tdmrep.json, whose locations are such patterns",
    "pydantic": "the settings' tables, their reading and the words for their mistakes",
    "sqlalchemy": "tables, database, register, intake and ledger are sides of one database",
    "scipy": "likeness builds the sparse matrices that linkage reads",
    "jinja2": "issues are printed in themes that an editor may replace; the public pages are ours",
    "starlette": "the newsroom and the public pages answer, and a guard stands before each",
    "uvicorn": "the newsroom listens on loopback alone, the public pages where they are told to",
    "w3lib": "canonical addresses, and charsets as browsers guess them",
}


@cache
def modules() -> dict[str, ast.Module]:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        relative = path.relative_to(PACKAGE.parent).with_suffix("")
        name = ".".join(relative.parts).removesuffix(".__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


@cache
def imports(tree: ast.Module) -> frozenset[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def edges() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, tree in modules().items():
        for target in imports(tree):
            if target.split(".")[0] == "digest" and room(target) not in {room(name), "__version__"}:
                found[room(name)].add(room(target))
    return found


def test_every_room_stands_on_a_floor():
    rooms = {room(name) for name in modules()} - {""}
    assert rooms <= GROUND | TOOLS | STAGES | ROOF


@pytest.mark.parametrize("name", sorted(GROUND))
def test_ground_imports_only_the_standard_library(name: str):
    trees = [tree for module, tree in modules().items() if room(module) == name]
    outside = {target.split(".")[0] for tree in trees for target in imports(tree)}
    assert outside <= sys.stdlib_module_names | {"digest"}
    assert edges()[name] <= GROUND


@pytest.mark.parametrize("name", sorted(TOOLS))
def test_tools_import_only_ground_and_tools(name: str):
    assert edges()[name] <= GROUND | TOOLS


@pytest.mark.parametrize("name", sorted(STAGES))
def test_no_stage_imports_another(name: str):
    assert edges()[name] <= GROUND | TOOLS | STAGES_OF_STAGES.get(name, set())


def test_nobody_imports_the_roof():
    for name, targets in edges().items():
        if name not in ROOF:
            assert not targets & ROOF, name


def test_rooms_form_no_circle():
    try:
        tuple(TopologicalSorter(edges()).static_order())
    except CycleError as error:
        pytest.fail(f"circle: {' -> '.join(error.args[1])}")


def test_each_outside_library_is_imported_by_one_file():
    users: dict[str, set[str]] = defaultdict(set)
    for name, tree in modules().items():
        for target in imports(tree):
            library = target.split(".")[0]
            if library not in sys.stdlib_module_names and library != "digest":
                users[library].add(name)
    crowded = {library: sorted(names) for library, names in users.items() if len(names) > 1}
    assert not set(crowded) - set(SEVERAL_FILES), crowded


def test_no_file_holds_two_nouns():
    long = {
        str(path): count
        for path in sorted(PACKAGE.rglob("*.py"))
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long


def test_only_the_command_line_reads_clock_and_environment():
    found = []
    for name, tree in modules().items():
        if room(name) in ROOF:
            continue
        found += [
            f"{name}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and (
                (
                    node.attr in {"now", "today", "utcnow"}
                    and ast.unparse(node.value) in {"datetime", "date"}
                )
                or (node.attr in {"environ", "getenv"} and ast.unparse(node.value) == "os")
            )
        ]
    assert not found


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from click.testing import CliRunner; from digest.cli import digest;"
        "result = CliRunner().invoke(digest, ['--help']); assert result.exit_code == 0, result.output;"
        "print(','.join(sorted(m for m in sys.modules if '.' not in m)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.strip().split(","))
    heavy = {
        "pydantic",
        "lxml",
        "numpy",
        "scipy",
        "trafilatura",
        "mjml",
        "openai",
        "httpx2",
        "rich",
        "babel",
        "sqlalchemy",
    }
    assert not loaded & heavy
