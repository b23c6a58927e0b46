"""Verification: an applicant's answers against his application.

An answer is evidence, never a finding about the person: ``conflict`` means "ask about this", no more. Pure: the day is handed in.
"""

from huashu.verification.answer import FIELDS, Answer, Judgement, Verdict, answer_from_record
from huashu.verification.calls import Found, answers_find
from huashu.verification.judging import answer_judge

__all__ = ["FIELDS", "Answer", "Found", "Judgement", "Verdict", "answer_from_record", "answer_judge", "answers_find"]
