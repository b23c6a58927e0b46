"""What is written about a case: contacts, promises, notes, files, its place, its turn and its owner."""

from huashu.desk.cases.services.contacts import contact_record
from huashu.desk.cases.services.papers import file_add, file_name, note_record
from huashu.desk.cases.services.placing import case_copy_promises, case_facts, case_place, place_now
from huashu.desk.cases.services.promises import promise_condition_fail, promise_record
from huashu.desk.cases.services.turns import case_assign, case_finish, case_reopen, cases_assign

__all__ = [
    "case_assign",
    "case_copy_promises",
    "case_facts",
    "case_finish",
    "case_place",
    "case_reopen",
    "cases_assign",
    "contact_record",
    "file_add",
    "file_name",
    "note_record",
    "place_now",
    "promise_condition_fail",
    "promise_record",
]
