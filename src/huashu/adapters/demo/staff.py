"""The invented lender's people: two teams, and one login per role that everybody may know.

The passwords stand here in the open on purpose: they only ever open a book of invented people. Loading the demo into a desk
prints them, and its sign-in page shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NORTH: Final = "北组 North"
SOUTH: Final = "南组 South"
TEAMS: Final = (NORTH, SOUTH)


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who works for the invented lender.

    Args:
        username: Sign-in name.
        name: Name as others see it.
        role: The desk's role code.
        team: Name of the team, or empty.
        password: The published password; empty for colleagues who can't sign in.
        language: Language of the desk.
        late_first_permille: Officers: how often the first contact comes too late, for the history.
    """

    username: str
    name: str
    role: str
    team: str
    password: str = ""
    language: str = "zh-hans"
    late_first_permille: int = 0


STAFF: Final = (
    Staff("demo-officer", "安然", "officer", NORTH, "call-desk-officer", late_first_permille=70),
    Staff("demo-supervisor", "白晓舟", "supervisor", NORTH, "call-desk-supervisor"),
    Staff("demo-verifier", "范思远", "verifier", NORTH, "call-desk-verifier"),
    Staff("demo-compliance", "陈一诺", "compliance", "", "call-desk-compliance"),
    Staff("demo-admin", "叶知秋", "admin", "", "call-desk-admin"),
    Staff("demo-north-2", "高远", "officer", NORTH, late_first_permille=120),
    Staff("demo-north-3", "纪念", "officer", NORTH, late_first_permille=90),
    Staff("demo-north-4", "Lena Hartwell", "officer", NORTH, language="en", late_first_permille=170),
    Staff("demo-south-1", "杜若", "officer", SOUTH, late_first_permille=100),
    Staff("demo-south-2", "江流", "officer", SOUTH, late_first_permille=60),
    Staff("demo-south-3", "何夕", "officer", SOUTH, late_first_permille=210),
    Staff("demo-south-4", "苏白", "officer", SOUTH, late_first_permille=130),
    Staff("demo-south-supervisor", "温如玉", "supervisor", SOUTH),
)
OFFICERS: Final = tuple(person for person in STAFF if person.role == "officer")
