"""A loan's arithmetic: terms, schedule, ledger, arrears, and the changes a loan can go through.

This room is the specification: exact integers, one loan at a time, no clock. ``huashu.close`` holds its fast twin
over columns and must agree to the cent. What a person says, who may be called and how a page looks are not here.
"""
