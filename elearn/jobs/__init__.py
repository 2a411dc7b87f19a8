"""Work that waits: one file a kind of job (plug-in), each binding `JOB`.

A job may be run twice, because a worker can die after doing its work and before saying so.
"""
