"""Codes → sentences: the only place that says in words what the domain said in codes.

Pure: a code and its values come in, an English msgid or a finished sentence goes out; the
language is chosen by whoever calls and hands in its gettext. No Flask, no store. Every
sentence says what is wrong and what to do, in that order, without blame. What stands on a page
whether or not anything happened belongs in the page's template instead.
"""
