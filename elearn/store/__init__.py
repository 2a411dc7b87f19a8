"""What is kept: the database, its migrations, and the questions asked of it.

No rule of the subject is decided here, no clock is read and nothing is committed.
"""
