"""Test modules and their helpers are imported by their bare names, so no two may bear the same one."""

from collections import Counter
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]


def test_every_module_of_the_tests_has_a_name_of_its_own():
    names = Counter(path.name for path in TESTS.rglob("*.py") if path.name != "conftest.py")
    assert [name for name, count in names.items() if count > 1] == []
