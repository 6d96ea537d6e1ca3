"""Behavioural rules: pure scalar functions for one member, compiled; one idea a file.

Rules import nothing of ours but the decorator, hold no checks (the door is `sim.reading`)
and run unchanged with the compiler off (`NUMBA_DISABLE_JIT=1`).
"""
