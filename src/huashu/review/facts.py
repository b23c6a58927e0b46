"""What a call itself tells about the facts that a track's conditions name; what it doesn't tell is not known."""

from __future__ import annotations

from huashu.playbook.conditions import Value
from huashu.review.course import Course


def facts_of(course: Course) -> dict[str, Value]:
    """Facts by name: of the case where the file has them, and captured ones where the call shows them."""
    case = course.transcript.case
    facts: dict[str, Value] = {
        "overdue_amount": case.overdue_minor,
        "penalty_so_far": case.penalty_minor,
        "due_date": case.due_on.isoformat() if case.due_on else None,
        "has_guarantor": case.has_guarantor,
        "customer_name": case.customer_name or None,
    }
    if course.promise.kind not in {"none", "refusal"}:
        facts["promise"] = course.promise.kind
    if any(course.at(cue) for cue in ("refer_to_authority", "accepted_on_the_spot")) or course.promise.kind == "instalments":
        facts["proposal"] = "asked"
    if course.only_others():
        facts["reached"] = "third_party"
    return {name: value for name, value in facts.items() if value is not None}
