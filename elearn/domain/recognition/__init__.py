"""How well signals are told from look-alikes, and what to practise next.

Counts and answers come in, figures and codes come out; no person, no day's clock, no chance and
no sentence. Misses and false alarms are always two numbers. docs/recognition.md has the formulas.
"""
