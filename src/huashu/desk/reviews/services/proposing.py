"""Asking the language model about a call: what it proposes is kept beside the findings and decides nothing."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from huashu.adapters.language_model import ChatModel
from huashu.desk.people.models import Person
from huashu.desk.reviews.models import Conversation, ModelProposals
from huashu.desk.reviews.services.conversations import transcript_of
from huashu.errors import Refusal
from huashu.review.proposals import proposal_prompt, proposals_read


def proposals_ask(*, conversation: Conversation, model: ChatModel, person: Person, now: datetime) -> ModelProposals:
    """Ask a model about a call, with what identifies people covered, and keep what can be taken of its answer.

    Args:
        conversation: The call.
        model: The model.
        person: Who asks.
        now: The moment.

    Returns:
        What it proposed; a model that gave no answer that can be used leaves why in ``failure``.
    """
    transcript = transcript_of(conversation)
    row = ModelProposals(conversation=conversation, model=model.name[:120], asked_at=now, asked_by=person)
    try:
        found, row.thrown_away = proposals_read(model.answer(proposal_prompt(transcript)), transcript)
        row.found = [asdict(one) for one in found]
    except Refusal as refusal:
        row.failure = refusal.code
    row.save()
    return row
