"""Finds the line of something that was read, to name it in a problem."""

from __future__ import annotations

from huashu.playbook.loading.nodes import Node
from huashu.playbook.loading.problems import TrackProblem

Path = tuple[str | int, ...]


class Places:
    """Finds the node of a path again, to name its line.

    Args:
        root: The file.
        problems: Where faults are noted.
    """

    def __init__(self, root: Node, problems: list[TrackProblem]) -> None:
        self.root = root
        self.problems = problems

    def node(self, *path: str | int) -> Node:
        """The node at a path, or the nearest one above it that is there."""
        here = self.root
        for part in path:
            inner = _inner(here, part)
            if inner is None:
                return here
            here = inner
        return here

    def fault(self, path: Path, found: str, wanted: str, action: str = "", code: str = "inconsistent") -> None:
        """Note a fault at a path."""
        self.node(*path).fault(wanted, action, found=found, code=code)


def _inner(node: Node, part: str | int) -> Node | None:
    if isinstance(part, int):
        items = Node(node.raw, node.where, []).items()
        return Node(items[part].raw, items[part].where, node.problems) if part < len(items) else None
    return next(
        (Node(inner.raw, inner.where, node.problems) for name, inner in Node(node.raw, node.where, []).pairs() if name == part), None
    )
