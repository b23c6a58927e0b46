"""Small dialogues for tests of the review."""

from datetime import UTC, datetime

from huashu.review.course import Course, course_of
from huashu.review.deriving import derive
from huashu.review.hearing.hear import hear
from huashu.review.promise import PromiseFound
from huashu.review.transcript import CaseFile, Transcript, Turn

SPEAKERS = {"o": "officer", "c": "customer", "t": "third_party"}
CASES = {
    "zh": CaseFile(customer_name="张伟", currency="CNY", overdue_minor=412000, penalty_minor=1200),
    "en": CaseFile(customer_name="Rebecca Owens", currency="USD", overdue_minor=41268, penalty_minor=1500),
}


def call(kind: str, language: str, lines: list[str], case: CaseFile | None = None) -> Transcript:
    """A call from lines such as ``o: Hello?``."""
    turns = tuple(Turn(SPEAKERS[line[0]], line[2:].strip()) for line in lines)
    return Transcript("t", kind, language, datetime(2026, 11, 24, 9, tzinfo=UTC), turns, case or CASES[language])


def course(kind: str, language: str, lines: list[str], case: CaseFile | None = None, promise: PromiseFound | None = None) -> Course:
    """The course of such a call with everything derived."""
    transcript = call(kind, language, lines, case)
    found = course_of(transcript, hear(transcript), promise or PromiseFound())
    derive(found)
    return found
