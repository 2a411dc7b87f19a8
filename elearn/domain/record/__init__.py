"""What counts as done, for whom, and for how long.

No answers, scores or tries come in here: only that something was completed, and when.
"""
