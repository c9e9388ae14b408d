"""The doors of the house: who may import whom, how large a file may be, and that nothing is called after nothing."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "listeningpost"
LINE_ONE = {"edtf", "errors", "group_ids", "schema", "settings", "spans"}
DOORS: dict[str, set[str]] = {
    "errors": set(),
    "schema": set(),
    "edition": set(),
    "edtf": set(),
    "group_ids": set(),
    "spans": {"schema"},
    "settings": {"errors", "schema"},
    "language": LINE_ONE,
    "knowledge": LINE_ONE,
    "captures": LINE_ONE,
    "articles": LINE_ONE | {"knowledge"},
    "annotations": LINE_ONE | {"language", "knowledge"},
    "record": LINE_ONE | {"knowledge", "language"},
    "store": LINE_ONE,
    "engines": LINE_ONE,
    "views": LINE_ONE | {"store", "knowledge"},
    "exports": LINE_ONE | {"store", "knowledge"},
    "questions": LINE_ONE | {"store", "language", "knowledge", "annotations"},
    "examples": LINE_ONE,
    "pipeline": LINE_ONE
    | {"edition", "captures", "articles", "language", "annotations", "record", "knowledge", "store", "engines"},
    "web": LINE_ONE | {"edition", "store", "views", "exports", "questions", "pipeline"},
}
EVERYTHING = {"cli", "__main__"}
LONGEST_FILE = 330
LONGEST_FUNCTION = 32
MOST_ARGUMENTS = 5
WORDS_FOR_NOTHING = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
HEAVY_ROOMS = {"engines", "store", "exports", "language", "cli"}


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def room_of(file: Path) -> str:
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


def parts_of(file: Path) -> tuple[str, ...]:
    """The dotted name of a module, from the package down."""
    parts = ("listeningpost", *file.relative_to(SOURCE).with_suffix("").parts)
    return parts[:-1] if parts[-1] == "__init__" else parts


def imported(file: Path) -> Iterator[tuple[tuple[str, ...], int]]:
    """Every module of ours that a file imports, as dotted parts, with the line."""
    package = parts_of(file) if file.name == "__init__.py" else parts_of(file)[:-1]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            target = (*base, *(node.module.split(".") if node.module else ()))
            if target[:1] == ("listeningpost",):
                names = [target] if len(target) > 1 else [(*target, alias.name) for alias in node.names]
                yield from ((name, node.lineno) for name in names)
        elif isinstance(node, ast.Import):
            names = [tuple(alias.name.split(".")) for alias in node.names]
            yield from ((name, node.lineno) for name in names if name[0] == "listeningpost")


def wrong_arrows() -> list[str]:
    wrong = []
    for file in modules():
        room = room_of(file)
        if room in EVERYTHING or file == SOURCE / "__init__.py":
            continue
        for target, line in imported(file):
            other = target[1] if len(target) > 1 else "__init__"
            allowed = other in (room, "__init__", "__version__") or other in DOORS.get(room, set())
            if not allowed:
                wrong.append(f"{file.relative_to(SOURCE)}:{line} imports {'.'.join(target)}")
    return wrong


def test_every_room_stands_in_the_plan() -> None:
    rooms = {room_of(file) for file in modules()} - {"__init__"} - EVERYTHING
    assert rooms == set(DOORS)


def test_rooms_import_only_through_their_doors() -> None:
    assert wrong_arrows() == []


def test_other_rooms_are_entered_by_the_door_only() -> None:
    inside = [
        f"{file.relative_to(SOURCE)}:{line} reaches into {'.'.join(target)}"
        for file in modules()
        for target, line in imported(file)
        if len(target) > 2 and target[1] != room_of(file) and (SOURCE.joinpath(*target[1:])).with_suffix(".py").exists()
    ]
    assert inside == []


def test_no_circles() -> None:
    arrows = {name: set[str]() for name in DOORS}
    for file in modules():
        room = room_of(file)
        if room in arrows:
            arrows[room] |= {t[1] for t, _ in imported(file) if len(t) > 1 and t[1] in arrows and t[1] != room}
    while ends := {room for room, out in arrows.items() if not out & set(arrows)}:
        arrows = {room: out for room, out in arrows.items() if room not in ends}
    assert arrows == {}


def test_no_imports_inside_functions_but_lazy_commands() -> None:
    hidden = [
        f"{file.relative_to(SOURCE)}:{node.lineno}"
        for file in modules()
        if room_of(file) not in HEAVY_ROOMS
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


@pytest.mark.parametrize("file", modules(), ids=lambda file: str(file.relative_to(SOURCE)))
def test_files_and_functions_stay_small(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    too_large = [f"{len(text.splitlines())} lines"] if len(text.splitlines()) > LONGEST_FILE else []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            doc = ast.get_docstring(node, clean=False)
            length -= len(doc.splitlines()) if doc else 0
            arguments = [a for a in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs] if a.arg != "self"]
            commanded = bool(node.decorator_list) and room_of(file) == "cli"
            if length > LONGEST_FUNCTION:
                too_large.append(f"{node.name}: {length} lines")
            if len(arguments) > MOST_ARGUMENTS and not commanded:
                too_large.append(f"{node.name}: {len(arguments)} arguments")
    assert too_large == []


def test_names_say_something() -> None:
    empty = [str(file.relative_to(SOURCE)) for file in modules() if file.stem in WORDS_FOR_NOTHING]
    assert empty == []


def test_only_one_function_counts_sources() -> None:
    counted = [
        f"{file.relative_to(SOURCE)}:{number}"
        for file in modules()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if "len(sources)" in line or "len(origins)" in line
    ]
    assert counted == []


def test_no_exception_is_swallowed() -> None:
    swallowed = [
        f"{file.relative_to(SOURCE)}:{node.lineno}"
        for file in modules()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler) and all(isinstance(line, ast.Pass) for line in node.body)
    ]
    assert swallowed == []
