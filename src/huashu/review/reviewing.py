"""Review one conversation against its track."""

from __future__ import annotations

from typing import Final

from huashu.playbook.loading import shipped_tracks
from huashu.playbook.track import Evidence, Track
from huashu.playbook.vocabulary import vocabulary
from huashu.review.breaches import breaches_find
from huashu.review.course import Course, course_of
from huashu.review.deriving import derive
from huashu.review.evidence import shown_by
from huashu.review.findings import AnswerFound, Finding, Review
from huashu.review.hearing.hear import hear, quote_of
from huashu.review.promise import PromiseFound, promise_find
from huashu.review.scoring import items_of, score_of
from huashu.review.transcript import Transcript
from huashu.verification.calls import answers_find

HEARD_GROUPS: Final = ("arguments", "reasons", "signals", "objections")


def review(transcript: Transcript, track: Track | None = None, *, promise: PromiseFound | None = None) -> Review:
    """Hold a conversation against its track.

    Args:
        transcript: The conversation.
        track: The track; None takes the shipped one of its call kind and language.
        promise: What was promised, if that is known already; None reads it from the words.

    Returns:
        The review. The same input gives the same review; every quote is a true piece of its turn.
    """
    track = track or track_for(transcript.kind, transcript.language)
    turns = hear(transcript)
    course = course_of(transcript, turns, promise or promise_find(transcript))
    answers = _answers(course)
    derive(course)
    breaches = breaches_find(course)
    steps = _judged(course, {step.id: step.evidence for step in track.steps}, "steps")
    mistakes = _judged(course, {fault.id: fault.evidence for fault in track.faults}, "mistakes")
    items = items_of(track, course, steps, mistakes, breaches)
    score, cap = score_of(track, items)
    found = {group: _heard(course, group) for group in HEARD_GROUPS}
    return Review(
        id=transcript.id,
        track=(track.id, track.version, track.language),
        steps=steps,
        mistakes=mistakes,
        breaches=breaches,
        arguments=found["arguments"],
        reasons=found["reasons"],
        signals=found["signals"],
        objections=found["objections"],
        promise=course.promise,
        answers=answers,
        items=items,
        score=score,
        cap=cap,
    )


def _answers(course: Course) -> tuple[AnswerFound, ...]:
    """An applicant's answers held against the form; one that conflicts is also a signal, which asks for evidence and decides nothing."""
    transcript = course.transcript
    if transcript.kind != "verification" or not transcript.case.application:
        return ()
    found = answers_find(transcript.turns, transcript.case.application, transcript.started_at, transcript.language)
    for answer in found.values():
        if answer.verdict == "conflict":
            for turn in answer.turns:
                course.note("conflict_with_form", turn)
    return tuple(AnswerFound(field, str(answer.verdict), answer.value, answer.turns) for field, answer in found.items())


def track_for(kind: str, language: str) -> Track:
    """The shipped track of a call kind, which bears the kind's name, for a transcript's language.

    Raises:
        KeyError: No shipped track has that kind.
    """
    return shipped_tracks()[kind, "en" if language == "en" else "zh-Hans"]


def _judged(course: Course, of_track: dict[str, Evidence], group: str) -> tuple[Finding, ...]:
    """Labels of a group that are shown: by the track's evidence, or by being heard where the track doesn't speak of them."""
    found = []
    for label in vocabulary()[group]:
        turns = shown_by(of_track.get(label) or Evidence((label,)), course)
        if turns is not None:
            found.append(_finding(course, label, turns))
    return tuple(found)


def _heard(course: Course, group: str) -> tuple[Finding, ...]:
    return tuple(_finding(course, label, tuple(turns)) for label in vocabulary()[group] if (turns := course.at(label)))


def _finding(course: Course, label: str, turns: tuple[int, ...]) -> Finding:
    if not turns:
        return Finding(label, (), "", 0.8)
    best = max(turns, key=lambda turn: (course.confidence(label, turn), -turn))
    quote = quote_of(course.turns[best], label, course.transcript)
    return Finding(label, turns, quote, max(course.confidence(label, turn) for turn in turns) or 0.7)
