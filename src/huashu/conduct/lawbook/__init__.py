"""The lawbook: every rule a file with its citation, dates, confidence and worked cases, one folder for each jurisdiction."""

from huashu.conduct.lawbook.book import InvalidLawbook, Lawbook, UnknownPack, lawbook_load, pack_names
from huashu.conduct.lawbook.rule import Binding, Provision, Reference, Rule, RuleValue, WorkedCase
from huashu.conduct.lawbook.rule_file import rule_read

__all__ = [
    "Binding", "InvalidLawbook", "Lawbook", "Provision", "Reference", "Rule", "RuleValue", "UnknownPack", "WorkedCase",
    "lawbook_load", "pack_names", "rule_read",
]  # fmt: skip
