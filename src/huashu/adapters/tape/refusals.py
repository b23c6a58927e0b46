"""How a tape is refused as a whole."""

from __future__ import annotations

from huashu.errors import Refusal


class NotATape(Refusal):
    """A file isn't an auto-loan tape.

    Args:
        name: The file's name.
        reason: What it is instead, as a clause.
    """

    code = "not_a_tape"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name} {reason}. Give the XML file of exhibit 102 of a Form ABS-EE filing for auto loans.",
            field="file",
            name=name,
            reason=reason,
        )


class UnsafeTape(Refusal):
    """A file declares a document type, which no tape needs and which can blow a parser up.

    Args:
        name: The file's name.
    """

    code = "unsafe_tape"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} declares a document type or entities, which a tape never does; it isn't read.", field="file", name=name)
