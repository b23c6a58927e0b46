"""Files and functions stay small enough to read; what is larger stands in a list with its reason, and the list only shrinks."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILE_LINES_MAX = 400
TEST_LINES_MAX = 600
FUNCTION_LINES_MAX = 60

EXCEPTIONS: dict[str, str] = {}


def sources():
    folders = ("src", "tools", "benchmarks", "tests")
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


def name_of(path):
    return str(path.relative_to(ROOT))


def function_lengths(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name_of(path)}:{node.name}", node.end_lineno - node.lineno + 1


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_a_file_fits_its_reader(path):
    most = TEST_LINES_MAX if "tests" in path.parts else FILE_LINES_MAX
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= most or name_of(path) in EXCEPTIONS, f"{name_of(path)} has {lines} lines; {most} is the most"
    long = [(name, length) for name, length in function_lengths(path) if length > FUNCTION_LINES_MAX and name not in EXCEPTIONS]
    assert not long, f"longer than {FUNCTION_LINES_MAX} lines: {long}"


def test_no_exception_outlives_its_reason():
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    functions = dict(pair for path in sources() for pair in function_lengths(path))
    for name, reason in EXCEPTIONS.items():
        assert reason
        assert functions.get(name, 0) > FUNCTION_LINES_MAX or lengths.get(name, 0) > FILE_LINES_MAX, f"{name} no longer needs its exception"
