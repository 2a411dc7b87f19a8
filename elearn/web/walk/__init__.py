"""A module walked through one screen at a time.

Whose work it is and where it is kept comes in from the views of an audience.
"""
