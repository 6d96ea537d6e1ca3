"""The phases of a session, one idea a file: each begins, gives every member its turn, and ends.

`whole` makes the phase for the batch driver out of the three parts that the Mesa model steps
through, so there is nothing that could drift between them.
"""
