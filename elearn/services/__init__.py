"""Acts: fetch facts, ask a rule, write down. One module a theme, one function an act.

Nothing is committed here and no clock is read: whoever opened the session commits and hands
in the time.
"""
