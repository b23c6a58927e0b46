"""How fast a public loan tape is read, and with how much memory.

    python benchmarks/tape.py                     # writes a tape of 90,000 invented loans, measures, deletes it
    python benchmarks/tape.py --loans 9000 --keep tape.xml

Each figure is taken in a process of its own, so that peak memory belongs to it alone. The generator streams too: one loan at a
time, the same loans for the same seed.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from huashu.adapters.tape.loan import TapeLoan
from huashu.adapters.tape.plan import tape_plan
from huashu.adapters.tape.reading import read_tape

NAMESPACE = "http://www.sec.gov/edgar/document/absee/autoloan/assetdata"
MAKES = (("NORTHWIND", "Comet"), ("NORTHWIND", "Meridian"), ("CONTOSO", "Pine"), ("FABRIKAM", "Atlas"), ("FABRIKAM", "Rover XL"))
STATES = ("CA", "TX", "FL", "NY", "OH", "GA", "MA", "CO", "WA", "IL")
LATE_SHARES = ((0.72, 0, 0), (0.84, 1, 29), (0.92, 30, 59), (0.96, 60, 89), (1.0, 90, 120))
END = (2026, 6)


@dataclass(frozen=True)
class Invented:
    """An invented loan."""

    number: int
    age: int
    term: int
    amount: float
    rate: float
    late: int
    closed: bool
    charged_off: bool

    @property
    def level(self) -> float:
        """Monthly instalment."""
        return self.amount * (self.rate / 12) / (1 - (1 + self.rate / 12) ** -self.term)

    @property
    def balance(self) -> float:
        """Principal left at the beginning of the period."""
        return max(self.amount * (1 - self.age / self.term), 0.0)


def invent(number: int, draw: random.Random) -> Invented:
    """Draw one loan; about 6% are paid off or charged off, 28% late."""
    age, term = draw.randint(1, 70), draw.choice((60, 66, 72, 75, 84))
    closed, share = age >= term or draw.random() < 0.06, draw.random()
    return Invented(
        number=number,
        age=age,
        term=term,
        amount=draw.randint(8_000, 60_000) + draw.randint(0, 99) / 100,
        rate=draw.choice((0.0399, 0.0729, 0.1066, 0.1766, 0.2199)),
        late=next(draw.randint(low, high) for up_to, low, high in LATE_SHARES if share <= up_to),
        closed=closed,
        charged_off=closed and draw.random() < 0.25,
    )


def contract_elements(loan: Invented, draw: random.Random) -> Iterator[tuple[str, str]]:
    """What was agreed, in the order of a filing."""
    yield "assetTypeNumber", "Internal number"
    yield "assetNumber", f"{30_000_000 + loan.number}"
    yield "reportingPeriodBeginningDate", "06-01-2026"
    yield "reportingPeriodEndingDate", "06-30-2026"
    yield "originatorName", "Example Auto Finance"
    yield "originationDate", _month(-loan.age)
    yield "originalLoanAmount", _money(loan.amount)
    yield "originalLoanTerm", str(loan.term)
    yield "loanMaturityDate", _month(loan.term - loan.age)
    yield "originalInterestRatePercentage", f"{loan.rate:.8f}"
    yield "interestCalculationTypeCode", "1"
    yield "originalInterestRateTypeCode", "1"
    yield "originalFirstPaymentDate", _month(1 - loan.age)
    yield "underwritingIndicator", "true"
    yield "gracePeriodNumber", "1"
    yield "paymentTypeCode", "2"
    yield "subvented", "0"
    if draw.random() < 0.1:
        yield "subvented", "2"


def borrower_elements(loan: Invented, draw: random.Random) -> Iterator[tuple[str, str]]:
    """Vehicle and borrower."""
    make, model = draw.choice(MAKES)
    scored = draw.random() > 0.15
    yield "vehicleManufacturerName", make
    yield "vehicleModelName", model
    yield "vehicleNewUsedCode", draw.choice(("1", "2"))
    yield "vehicleModelYear", str(2026 - loan.age // 12 - draw.randint(0, 5))
    yield "vehicleTypeCode", "1"
    yield "vehicleValueAmount", _money(loan.amount * 1.1)
    yield "vehicleValueSourceCode", "1"
    yield "obligorCreditScoreType", "Bureau" if scored else "None"
    yield "obligorCreditScore", str(draw.randint(420, 850)) if scored else "0"
    yield "obligorIncomeVerificationLevelCode", "2"
    yield "obligorEmploymentVerificationCode", "2"
    yield "coObligorIndicator", draw.choice(("true", "false"))
    yield "paymentToIncomePercentage", f"{draw.uniform(0.03, 0.2):.8f}"
    yield "obligorGeographicLocation", draw.choice(STATES)


def period_elements(loan: Invented, draw: random.Random) -> Iterator[tuple[str, str]]:
    """What happened in the month."""
    interest = loan.balance * loan.rate / 12
    principal = max(loan.level - interest, 0)
    yield "remainingTermToMaturityNumber", str(max(loan.term - loan.age, 0))
    yield "reportingPeriodModificationIndicator", "false"
    yield "servicingAdvanceMethodCode", "1"
    yield "reportingPeriodBeginningLoanBalanceAmount", _money(loan.balance)
    yield "nextReportingPeriodPaymentAmountDue", _money(0 if loan.closed else loan.level)
    yield "reportingPeriodInterestRatePercentage", f"{loan.rate:.8f}"
    yield "nextInterestRatePercentage", f"{loan.rate:.8f}"
    yield "servicingFeePercentage", "0.03000000"
    yield "otherAssessedUncollectedServicerFeeAmount", "0.00000000"
    yield "scheduledInterestAmount", _money(interest)
    yield "scheduledPrincipalAmount", _money(principal)
    yield "otherPrincipalAdjustmentAmount", "0.00000000"
    yield "reportingPeriodActualEndBalanceAmount", _money(0 if loan.closed else loan.balance)
    yield "reportingPeriodScheduledPaymentAmount", _money(loan.level)
    yield "totalActualAmountPaid", _money(0 if loan.late else loan.level)
    yield "actualInterestCollectedAmount", _money(0 if loan.late else interest)
    yield "actualPrincipalCollectedAmount", _money(0 if loan.late else principal)
    yield "actualOtherCollectedAmount", "0.00000000"
    yield "interestPaidThroughDate", f"06-{draw.randint(1, 28):02d}-2026"
    if loan.closed:
        yield "zeroBalanceEffectiveDate", "06/2026"
        yield "zeroBalanceCode", "4" if loan.charged_off else "1"
    if not loan.closed or loan.charged_off:
        yield "currentDelinquencyStatus", str(loan.late)
    yield "primaryLoanServicerName", "Example Servicing"
    yield "assetSubjectDemandIndicator", "false"
    yield "chargedoffPrincipalAmount", _money(loan.balance if loan.charged_off else 0)
    yield "paymentExtendedNumber", "0"
    yield "repossessedIndicator", "true" if loan.charged_off else "false"


def write_tape(stream: TextIO, loans: int, seed: int = 1) -> None:
    """Write a tape of invented loans, one at a time.

    Args:
        stream: Text stream.
        loans: How many.
        seed: Same seed, same tape.
    """
    draw = random.Random(seed)
    stream.write(f'<?xml version="1.0" encoding="utf-8"?>\n<assetData xmlns="{NAMESPACE}">\n')
    for number in range(loans):
        loan = invent(number, draw)
        elements = (pair for part in (contract_elements, borrower_elements, period_elements) for pair in part(loan, draw))
        lines = "".join(f"    <{name}>{text}</{name}>\n" for name, text in elements)
        stream.write(f"  <assets>\n{lines}  </assets>\n")
    stream.write("</assetData>\n")


def measure(path: Path, *, with_plans: bool) -> dict[str, float]:
    """Read a tape in this process: loans, rows, seconds, and peak memory in MB."""
    started = time.perf_counter()
    loans = rows = 0
    for found in read_tape(path):
        if isinstance(found, TapeLoan):
            loans += 1
            rows += len(tape_plan(found)[1]) if with_plans else 0
    seconds = time.perf_counter() - started
    return {"loans": loans, "rows": rows, "seconds": seconds, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def main() -> None:
    """Generate, measure in child processes, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--loans", type=int, default=90_000)
    options.add_argument("--keep", type=Path, help="write the tape here and keep it")
    options.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--plans", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.measure:
        print(json.dumps(measure(chosen.measure, with_plans=chosen.plans)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.keep or Path(folder) / "tape.xml"
        with path.open("w", encoding="utf-8") as stream:
            write_tape(stream, chosen.loans)
        print(f"{chosen.loans:,} loans, {path.stat().st_size / 1e6:,.0f} MB")
        for label, flags in (("read", []), ("read and plan", ["--plans"])):
            command = [sys.executable, __file__, "--measure", str(path), *flags]
            found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            speed = found["loans"] / found["seconds"]
            print(
                f"{label}: {found['seconds']:.1f} s, {speed:,.0f} loans/s, {found['rows']:,.0f} plan rows, peak {found['peak_mb']:.0f} MB"
            )


def _money(amount: float) -> str:
    return f"{amount:.2f}000000"


def _month(offset: int) -> str:
    year, month = divmod(END[0] * 12 + END[1] - 1 + offset, 12)
    return f"{month + 1:02d}/{year}"


if __name__ == "__main__":
    main()
