"""Writing messages: queued by people, promises and cadences, judged when they go out, handed over, and what became of them."""

from huashu.desk.correspondence.services.cadences import cadence_messages_queue, cadences_save, messages_due
from huashu.desk.correspondence.services.delivery import delivery_report, message_give_up, message_mark_sent, message_retry
from huashu.desk.correspondence.services.promises import promise_confirmation_queue, promise_reminders_queue
from huashu.desk.correspondence.services.queueing import message_queue, text_queue
from huashu.desk.correspondence.services.sending import messages_send
from huashu.desk.correspondence.services.settings import address_record, sender_save, template_save

__all__ = [
    "address_record",
    "cadence_messages_queue",
    "cadences_save",
    "delivery_report",
    "message_give_up",
    "message_mark_sent",
    "message_queue",
    "message_retry",
    "messages_due",
    "messages_send",
    "promise_confirmation_queue",
    "promise_reminders_queue",
    "sender_save",
    "template_save",
    "text_queue",
]
