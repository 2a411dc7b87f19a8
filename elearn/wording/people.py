"""Refusals about people, employments and the files that bring them."""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {}
