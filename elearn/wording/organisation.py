"""Refusals about units, roles and duties."""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {}
