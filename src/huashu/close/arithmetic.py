"""Exact products and quotients of 64-bit integers, compiled.

Penalty is base-days times a rate divided by 360 or 365 billion, which leaves 64 bits for large loans. These two
functions don't; what would leave 64 bits in the end is told by -1.
"""

from __future__ import annotations

from typing import Final

from huashu.close.compiled import compiled

_INT64_MAX: Final = 2**63 - 1
_LOW_BITS: Final = 20
_LOW_MASK: Final = 2**20 - 1


@compiled
def divided(first: int, second: int, divisor: int) -> tuple[int, int]:
    """``first * second`` divided by ``divisor``, exactly, without a product beyond 64 bits.

    ``first`` is split by the divisor and ``second`` into high and low twenty bits, so that each product stays below
    2**60: ``first = q d + r`` gives ``q second + (r high 2**20 + r low) / d``.

    Args:
        first: From 0 to 2**63 - 1.
        second: From 0 to 2**40.
        divisor: From 1 to 2**39.

    Returns:
        Quotient and remainder; the quotient is -1 if it may reach 2**62.
    """
    if second == 0 or first <= _INT64_MAX // second:
        product = first * second
        return product // divisor, product % divisor
    whole, rest = first // divisor, first % divisor
    if whole > (_INT64_MAX >> 1) // second:
        return -1, 0
    high, low = second >> _LOW_BITS, second & _LOW_MASK
    carried, left = rest * high // divisor, rest * high % divisor
    tail = (left << _LOW_BITS) + rest * low
    return whole * second + (carried << _LOW_BITS) + tail // divisor, tail % divisor


@compiled
def scaled(first: int, second: int, divisor: int) -> int:
    """``first * second / divisor`` rounded half up, exactly; -1 if it may reach 2**62. Arguments as :func:`divided`."""
    quotient, rest = divided(first, second, divisor)
    return quotient + 1 if quotient >= 0 and rest >= divisor - rest else quotient
