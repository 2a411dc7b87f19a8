"""The house: entry points (web, cli, jobs) above services, above store, above domain.

Imports point downwards. Nothing is imported here, so that a rule of the domain loads
without Flask and without a database. ARCHITECTURE.md draws the picture.
"""
