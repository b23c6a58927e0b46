"""A first overdue call of Ada's, put in by Ben, with steps done and missed, a breach and a promise; and its pieces."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from desk_reviews import FACTS, FIRST_CALL, GOOD_CALL, GOOD_FACTS

from huashu.desk.reviews.models import Conversation, MachineReview
from huashu.desk.reviews.services.conversations import ConversationDraft, conversation_add
from huashu.review.formats import draft_read, draft_turns


@pytest.fixture
def make_call(ada, ben, now) -> Callable[..., Conversation]:
    """``make_call(text, officer=ada, days=1)``: put in by Ben, begun so many days ago."""

    def make(text: str = FIRST_CALL, *, officer=ada, person=None, case=None, days: int = 1, facts=None, **fields: object) -> Conversation:
        draft = draft_read(text)
        fields = {
            "kind": "overdue_first_call",
            "language": "en" if text.startswith("Agent") else "zh",
            "started_at": now - timedelta(days=days),
            "turns": draft_turns(draft, {}),
            "source": draft.format,
            "case": case,
            "officer": officer,
            "facts": (GOOD_FACTS if text == GOOD_CALL else FACTS) if facts is None else facts,
            **fields,
        }
        return conversation_add(draft=ConversationDraft(**fields), person=person or ben, now=now)

    return make


@pytest.fixture
def call(make_call) -> Conversation:
    return make_call()


@pytest.fixture
def review(call) -> MachineReview:
    return call.reviews.get()
