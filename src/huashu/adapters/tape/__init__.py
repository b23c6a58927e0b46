"""The public auto-loan tape: SEC Form ABS-EE, exhibit 102, one XML record per loan and month.

:func:`reading.read_tape` streams the loans of a file, :func:`plan.tape_plan` turns one reported loan into a plan for our book.
"""
