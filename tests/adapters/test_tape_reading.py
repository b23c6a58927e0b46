"""The public tape: conventions of eight issuers, hostile files, files cut off. All loans but the public sample are invented."""

import io
import runpy
import tracemalloc
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from huashu.adapters.tape.loan import TapeLoan, ZeroBalance
from huashu.adapters.tape.reading import read_tape
from huashu.adapters.tape.refusals import NotATape, UnsafeTape
from huashu.errors import Problem

SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "sec-absee-autoloan-sample.xml"
NAMESPACE = "http://www.sec.gov/edgar/document/absee/autoloan/assetdata"

OPEN = {
    "assetNumber": "0002020251 - 000010",
    "reportingPeriodEndingDate": "06-30-2026",
    "originatorName": "Example Auto",
    "originationDate": "02/2024",
    "originalLoanAmount": "30000.00000000",
    "originalLoanTerm": "72",
    "originalFirstPaymentDate": "03/2024",
    "loanMaturityDate": "02/2030",
    "originalInterestRatePercentage": "0.07290000",
    "obligorCreditScoreType": "Bureau",
    "obligorCreditScore": "712",
    "paymentToIncomePercentage": "0.08",
    "remainingTermToMaturityNumber": "44",
    "reportingPeriodActualEndBalanceAmount": "20000.00",
    "currentDelinquencyStatus": "0",
}


def record(prefix="", drop=(), extra="", **elements):
    merged = {name: text for name, text in (OPEN | elements).items() if name not in drop}
    inner = "".join(f"<{prefix}{name}>{text}</{prefix}{name}>" for name, text in merged.items())
    return f"<{prefix}assets>{inner}{extra}</{prefix}assets>"


def tape(*records, namespace=NAMESPACE, prefix=""):
    declared = f'xmlns:{prefix[:-1]}="{namespace}"' if prefix else f'xmlns="{namespace}"'
    return f'<?xml version="1.0"?><{prefix}assetData {declared}>{"".join(records)}</{prefix}assetData>'.encode()


def read(content):
    return list(read_tape(io.BytesIO(content), name="tape.xml"))


def one(**options):
    (found,) = read(tape(record(**options)))
    return found


def test_a_loan_is_read_with_its_types():
    loan = one()
    assert (loan.asset_number, loan.issuer, loan.record) == ("0002020251 - 000010", "Example Auto", 1)
    assert (loan.reporting_end_on, loan.originated_month, loan.maturity_month) == (date(2026, 6, 30), date(2024, 2, 1), date(2030, 2, 1))
    assert (loan.original_amount_minor, loan.balance_minor, loan.rate_ppb_year) == (3_000_000, 2_000_000, 72_900_000)
    assert (loan.remaining_term, loan.days_past_due, loan.credit_score, loan.payment_to_income_ppm) == (44, 0, 712, 80_000)
    assert not loan.closed
    assert (loan.unread, loan.repeated) == ((), ())


@pytest.mark.parametrize("prefix", ["", "ns2:", "absee:"])
def test_any_namespace_prefix_will_do(prefix):
    (loan,) = read(tape(record(prefix), prefix=prefix))
    assert loan.balance_minor == 2_000_000


CONVENTIONS = [
    # what the file says, the field, what it means
    ({"obligorCreditScore": "0"}, "credit_score", None),
    ({"obligorCreditScoreType": "None", "obligorCreditScore": "None"}, "credit_score", None),
    ({"obligorCreditScoreType": "Commercial Bureau", "obligorCreditScore": "192"}, "credit_score", None),
    ({"obligorCreditScoreType": "Commercial Bureau", "obligorCreditScore": "192"}, "commercial_score", 192),
    ({"obligorCreditScore": "250"}, "credit_score", 250),
    ({"obligorCreditScore": "249"}, "credit_score", None),
    ({"obligorCreditScore": "900"}, "credit_score", 900),
    ({"obligorCreditScore": "901"}, "credit_score", None),
    ({"drop": ("currentDelinquencyStatus",)}, "days_past_due", None),
    ({"currentDelinquencyStatus": "-"}, "days_past_due", None),
    ({"currentDelinquencyStatus": "1"}, "days_past_due", 1),
    ({"zeroBalanceCode": "4", "currentDelinquencyStatus": "150"}, "days_past_due", None),  # counts on after the charge-off
    ({"zeroBalanceCode": "4", "currentDelinquencyStatus": "150"}, "days_delinquent", 150),
    ({"zeroBalanceCode": "1", "drop": ("reportingPeriodActualEndBalanceAmount",)}, "zero_balance", ZeroBalance.PREPAID_OR_MATURED),
    ({"extra": "<subvented>0</subvented><subvented>2</subvented>"}, "subvented", ("0", "2")),
    ({"extra": "<modificationTypeCode>1</modificationTypeCode>"}, "modifications", ("1",)),
    ({"nextInterestRatePercentage": "0.0599"}, "rate_ppb_year", 59_900_000),
    ({"reportingPeriodEndingDate": "2026-06-30"}, "reporting_end_on", date(2026, 6, 30)),
    ({"originationDate": "02-2024"}, "originated_month", date(2024, 2, 1)),
    ({"reportingPeriodActualEndBalanceAmount": "20000.00500000"}, "balance_minor", 2_000_001),  # half up
    ({"reportingPeriodActualEndBalanceAmount": "20000.00499999"}, "balance_minor", 2_000_000),
    ({"reportingPeriodActualEndBalanceAmount": "0E-8"}, "balance_minor", 0),
    ({"vehicleNewUsedCode": "1"}, "vehicle_is_new", True),
    ({"vehicleModelYear": "2024", "vehicleManufacturerName": "EXAMPLE", "vehicleModelName": "Comet"}, "vehicle", "2024 EXAMPLE Comet"),
]


@pytest.mark.parametrize(("options", "field", "value"), CONVENTIONS)
def test_conventions_of_issuers(options, field, value):
    loan = one(**options)
    assert getattr(loan, field) == value
    assert loan.unread == ()


CLOSED = [
    ({}, False),
    ({"reportingPeriodActualEndBalanceAmount": "0.01"}, False),
    ({"reportingPeriodActualEndBalanceAmount": "0.00"}, True),
    ({"reportingPeriodActualEndBalanceAmount": "-3.10"}, True),
    *[({"zeroBalanceCode": code}, True) for code in "12345"],
    ({"zeroBalanceCode": "99"}, False),
]


@pytest.mark.parametrize(("options", "closed"), CLOSED)
def test_closed_loans(options, closed):
    assert one(**options).closed is closed


def test_what_cannot_be_read_is_named_and_stops_nothing():
    loan = one(originationDate="13/2024", obligorCreditScore="712", vehicleModelYear="MMXX", currentDelinquencyStatus="-4")
    assert loan.unread == ("originationDate", "currentDelinquencyStatus", "vehicleModelYear")
    assert (loan.originated_month, loan.days_delinquent, loan.vehicle_year) == (None, None, None)


def test_an_element_that_occurs_twice_counts_once_and_is_named():
    loan = one(extra="<originalLoanTerm>84</originalLoanTerm><originatorName>Example Auto</originatorName>")
    assert (loan.original_term, loan.repeated) == (72, ("originalLoanTerm",))


NO_LOANS = [
    ({"drop": ("assetNumber",)}, "asset_number_missing"),
    ({"drop": ("reportingPeriodEndingDate",)}, "period_missing"),
    ({"drop": ("reportingPeriodActualEndBalanceAmount",)}, "balance_missing"),
    ({"drop": ("reportingPeriodActualEndBalanceAmount", "originalLoanAmount")}, "near_empty"),
    ({"reportingPeriodActualEndBalanceAmount": "n/a"}, "balance_missing"),
]


@pytest.mark.parametrize(("options", "code"), NO_LOANS)
def test_records_that_are_no_loans_are_problems_and_the_rest_goes_on(options, code):
    found = read(tape(record(), record(**options), record()))
    assert [type(item) for item in found] == [TapeLoan, Problem, TapeLoan]
    assert (found[1].row, found[1].code) == (2, code)
    assert found[1].sentence().startswith("Row 2, ")


PERCENT = [
    # shares of income in the file, and the first one's parts per million: the median decides, not the largest
    (["0.08", "0.09", "4.15"], 80_000),
    (["5.58", "5.61", "0.9"], 55_800),
    (["8", "0.09", "0.1"], 8_000_000),
]


@pytest.mark.parametrize(("shares", "first_ppm"), PERCENT)
def test_percent_is_told_from_fractions_by_the_median(shares, first_ppm):
    found = read(tape(*(record(paymentToIncomePercentage=share) for share in shares)))
    assert found[0].payment_to_income_ppm == first_ppm


def test_rates_in_percent_are_told_in_the_same_way():
    found = read(tape(*(record(originalInterestRatePercentage=rate) for rate in ("0.9", "5.99", "7.29"))))
    assert [loan.rate_ppb_year for loan in found] == [9_000_000, 59_900_000, 72_900_000]


@pytest.mark.parametrize("kept", [0.3, 0.5, 0.9])
def test_a_file_cut_off_says_how_far_it_was_read(kept):
    content = tape(*(record(assetNumber=str(number)) for number in range(1000)))
    found = read(content[: int(len(content) * kept)])
    loans = [item for item in found if isinstance(item, TapeLoan)]
    assert [loan.asset_number for loan in loans] == [str(number) for number in range(len(loans))]
    assert len(loans) == pytest.approx(1000 * kept, abs=2)
    assert found[-1].code == "truncated"
    assert f"after {len(loans):,} complete loans" in found[-1].found


def test_damage_in_the_middle_keeps_what_stands_before_it():
    content = tape(record(), record(), "<assets><oops></assets>", record())
    found = read(content)
    assert [type(item) for item in found] == [TapeLoan, TapeLoan, Problem]
    assert found[-1].code == "truncated"


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    f'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><assetData xmlns="{NAMESPACE}">'
)
FILE_ENTITY = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><assetData xmlns="{NAMESPACE}">'


@pytest.mark.parametrize(("head", "entity"), [(BOMB, "&c;"), (FILE_ENTITY, "&x;"), (BOMB, "plain")])
def test_files_with_entities_are_refused(head, entity):
    content = (head + record(originatorName=entity) + "</assetData>").encode()
    with pytest.raises(UnsafeTape, match="declares a document type"):
        read(content)


NO_TAPES = [
    (b"", "isn't XML"),
    (b"assetNumber,balance\n1,2\n", "isn't XML"),
    (b"<html><body>moved</body></html>", "has no loans in it"),
    (tape(), "has no loans in it"),
    (tape(record(), namespace="http://www.sec.gov/edgar/document/absee/autolease/assetdata"), r"is a tape of another kind \(autolease\)"),
]


@pytest.mark.parametrize(("content", "reason"), NO_TAPES)
def test_what_is_no_tape_is_refused(content, reason):
    with pytest.raises(NotATape, match=f"^tape.xml {reason}"):
        read(content)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(NotATape, match="can't be read"):
        next(read_tape(tmp_path / "none.xml"))


def test_memory_stays_the_same_however_long_the_tape():
    def peak(count):
        stream = io.BytesIO(tape(*(record(assetNumber=str(number)) for number in range(count))))
        tracemalloc.start()
        for _ in read_tape(stream, name="tape.xml"):
            pass
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(4000) < 1.5 * peak(1000)


@pytest.mark.skipif(not SAMPLE.exists(), reason="the public sample lies beside the repository, not in it")
def test_the_public_sample():
    loans = list(read_tape(SAMPLE))
    assert [(loan.asset_number, loan.closed, loan.days_past_due, loan.balance_minor) for loan in loans] == [
        ("21884987", True, None, 0),
        ("21904424", False, 21, 72_243),
        ("21919291", False, 10, 20_651),
        ("22365316", True, None, 0),
    ]
    assert {loan.unread + loan.repeated for loan in loans} == {()}
    assert {len(fields(loan)) for loan in loans} == {len(fields(TapeLoan))}


def test_the_benchmark_writes_a_tape_that_reads_without_a_remark():
    benchmark = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "tape.py"))
    stream = io.StringIO()
    benchmark["write_tape"](stream, 200)
    loans = read(stream.getvalue().encode())
    assert [loan.asset_number for loan in loans] == [str(30_000_000 + number) for number in range(200)]
    assert {loan.unread + loan.repeated for loan in loans} == {()}
    assert {loan.closed for loan in loans} == {True, False}
