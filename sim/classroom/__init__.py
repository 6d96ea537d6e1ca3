"""The classroom: a page in the browser that shows a session and lets a class change it.

A teacher starts it with `council classroom`; it needs the extra `classroom` and no internet.
"""
