"""Huashu (话术, "talk track"): the call desk for auto lenders and the small lenders beside them."""

__version__ = "0.1.0"
