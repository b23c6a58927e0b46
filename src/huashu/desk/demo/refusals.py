"""Why the demo isn't loaded, each with the sentence that a person reads."""

from __future__ import annotations

from huashu.errors import Refusal


class DemoPresent(Refusal):
    """There is at most one demo in a book."""

    code = "demo_present"

    def __init__(self, loans: int) -> None:
        super().__init__(
            f"The demo is in the book already ({loans} loans). Remove it with `huashu demo remove`, "
            "or load it anew with `huashu demo load --replace`.",
            loans=loans,
        )


class NameTaken(Refusal):
    """Somebody real has a name that the demo needs."""

    code = "name_taken"

    def __init__(self, what: str, name: str) -> None:
        super().__init__(
            f"The demo needs the {what} “{name}”, and somebody in this desk has it already. Rename theirs, then load the demo again.",
            name=name,
        )
