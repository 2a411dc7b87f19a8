"""Letters: what they say, and handing them to whoever carries them.

No database and no request is known here.
"""
