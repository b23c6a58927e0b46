"""The nightly close over columns: the fast twin of ``huashu.lending``, and the steps that follow from where loans stand.

Numbers are those of ``docs/algorithms/ledger.md``, to the cent; the columns and the steps are described in
``docs/algorithms/close.md``. A desk's database, cases' texts and who may call whom are not here.
"""
