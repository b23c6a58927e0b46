"""Days and looks at the tables that the tests of the close share."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import connection

from huashu.desk.cases.models import Case, CaseEvent
from huashu.desk.loans.models import LoanStatus

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at_noon(day):
    return datetime.combine(day, time(12), SHANGHAI)


def oct_(day):
    return date(2026, 10, day)


def nov(day):
    return date(2026, 11, day)


def status_of(loan):
    return LoanStatus.objects.get(pk=loan.pk)


def case_of(loan):
    """The loan's open case."""
    return Case.objects.get(loan=loan, closed_on=None)


def events_of(case):
    return list(CaseEvent.objects.filter(case=case).order_by("business_on", "pk").values_list("business_on", "code"))


def tables():
    """Everything that the close writes but its own log: rows in order, without the numbers that the database gave them."""
    case = [field.column for field in Case._meta.concrete_fields if field.name != "id"]
    of_case = "JOIN cases_case c ON c.id = t.case_id"
    queries = {
        "statuses": "SELECT * FROM loans_loanstatus",
        "changes": "SELECT loan_id, as_of, bucket_from, bucket, stage_from, stage, grade_from, grade FROM loans_statuschange",
        "cases": f"SELECT {', '.join(case)} FROM cases_case",
        "events": f'SELECT c.loan_id, c.opened_on, t.code, CAST(t."values" AS TEXT), t.at, t.business_on FROM cases_caseevent t {of_case}',
        "promises": f"SELECT c.loan_id, t.status, t.decided_on FROM cases_promise t {of_case}",
        "parts": "SELECT * FROM cases_promisepart",
        "figures": "SELECT as_of, assignee_id, team_id, bucket, loans, outstanding_principal_minor, overdue_minor FROM closing_dayfigures",
    }
    found = {}
    with connection.cursor() as cursor:
        for name, query in queries.items():
            cursor.execute(query)
            found[name] = sorted(map(repr, cursor.fetchall()))
    return found
