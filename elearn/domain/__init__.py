"""The rules: values in, values out.

Nothing here reads a clock, a disk, a database or a request, draws a random number or writes a
sentence. Days and instants come in as arguments, and what is refused leaves as a code.
"""
