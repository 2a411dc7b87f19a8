"""`make bench`: what a page costs, against a bare Flask application on the same machine.

Absolute figures belong to one machine. What travels is the ratio to the bare application, served
by the same server with the same options and measured in turns with the product, and the
processor time of one request.
"""
