"""Who is where, and may do what.

No names of people come in here: a person is an id.
"""
