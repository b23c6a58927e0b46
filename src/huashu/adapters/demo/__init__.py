"""An invented lender: people, loans, payments and conversations, made from a seed and a day and nothing else.

Nobody in it exists, no number in it can be dialled and no identity number in it can be anyone's; ``docs/demo.md`` says why.
"""
