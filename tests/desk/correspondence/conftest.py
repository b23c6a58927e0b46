"""A house that has a name, and gateways that only remember what they were given."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from huashu.adapters.messages.port import Answer, Handover, OutgoingMessage
from huashu.desk.cases.models import Case
from huashu.desk.conduct.models import ConductSetting
from huashu.desk.correspondence.models import SenderSetting


@dataclass
class Remembering:
    """A gateway that answers as it is told."""

    name: str = "webhook"
    is_repeatable: bool = True
    answers: list[Handover] = field(default_factory=list)
    sent: list[OutgoingMessage] = field(default_factory=list)

    def send(self, message: OutgoingMessage) -> Handover:
        self.sent.append(message)
        return self.answers.pop(0) if self.answers else Handover(Answer.TAKEN, "G-1")


@pytest.fixture
def named(db) -> SenderSetting:
    """The institution has a name, a number to call and a way to pay."""
    ConductSetting.objects.create(pk=1, institution="样例汽车金融")
    return SenderSetting.objects.create(
        pk=1,
        address="杭州市样例路 1 号",
        callback_number="000-0000-0000",
        how_to_pay_zh="通过本公司App还款",
        how_to_pay_en="in the app",
        opt_out_zh="拒收请回复R",
        opt_out_en="Reply STOP to get no more messages",
        signature="客户服务部",
    )


@pytest.fixture
def gateway() -> Remembering:
    return Remembering()


@pytest.fixture
def ways(gateway) -> dict[str, Remembering]:
    """The same gateway for everything."""
    return dict.fromkeys(("sms", "email", "chat", "letter"), gateway)


@pytest.fixture
def late_case(named, make_real_case, ada) -> Case:
    """Ada's case: 1,044.42 overdue since 20 October."""
    return make_real_case(ada)


@pytest.fixture
def codes() -> Callable[..., list[str]]:
    """The codes of a message's statuses, oldest first."""
    return lambda message: list(message.statuses.order_by("pk").values_list("code", flat=True))
