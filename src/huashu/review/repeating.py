"""Arguments used again: in an earlier call of the case, or in this one with nothing added."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from huashu.language.pieces import word_pieces
from huashu.playbook.vocabulary import vocabulary
from huashu.review.course import Course

ALIKE: Final = 0.34
_FIGURE: Final = re.compile(r"\d[\d,.]*|[零〇一二两三四五六七八九十百千万]{2,}")


def repeated_find(course: Course) -> None:
    """An argument used again: in an earlier call of the case, or in this one with nothing added."""
    course.drop("repeated_argument")
    for label in vocabulary()["arguments"]:
        turns = course.at(label)
        if label in course.transcript.case.used_before:
            for turn in turns:
                course.note("repeated_argument", turn, course.confidence(label, turn))
            continue
        for earlier, later in pairwise(turns):
            if later - earlier > 2 and not _adds(course, earlier, later):
                course.note("repeated_argument", earlier, 0.6)
                course.note("repeated_argument", later, 0.7)


def _adds(course: Course, earlier: int, later: int) -> bool:
    """Whether a later turn brings a figure that an earlier one didn't have, or says it in quite other words."""
    texts = [course.turns[turn].words.text for turn in (earlier, later)]
    figures = [set(_FIGURE.findall(text)) for text in texts]
    if figures[1] - figures[0]:
        return True
    pieces = [word_pieces(text, course.transcript.language) for text in texts]
    return len(pieces[0] & pieces[1]) / max(1, min(len(pieces[0]), len(pieces[1]))) < ALIKE
