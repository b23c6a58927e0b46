"""Customers, loans, payments and snapshots out of the spreadsheets that lenders really have.

Reading (:mod:`reading`) finds the table in a file, mapping (:mod:`mapping`) says which column is what, rows (:mod:`rows`) turns
rows into typed records and problems. Nothing here saves anything.
"""
