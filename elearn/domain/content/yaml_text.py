"""YAML → plain text with line numbers: every scalar stays as its author typed it.

What a value means is decided by whoever asks for it (`record.py`), so `12:30`, `no` and
`2026-09-01` never turn into something else behind the author's back. Anchors, aliases and
tags are refused: nobody needs them, and they are how small files become large ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, NodeEvent
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from elearn.domain.content.source import Mistakes

_MAX_DEPTH = 6


@dataclass(frozen=True)
class Node:
    """A value and where it stands."""

    value: "str | tuple[Node, ...] | Mapping[str, Node]"
    line: int


def read_yaml(lines: tuple[str, ...], first_line: int, mistakes: Mistakes) -> Node | None:
    """What *lines* say, the first of them being *first_line* of its file; None when unreadable.

    A document without content is an empty mapping.
    """
    text = "\n".join(lines)
    try:
        refusal = _refusal(text)
        if refusal is None:
            root = _yaml().compose(text)
            return Node({}, first_line) if root is None else _node(root, first_line, mistakes)
        mistakes.add(refusal[0], first_line + refusal[1])
    except (YAMLError, ValueError, OverflowError) as error:
        mistakes.add("yaml-broken", first_line + _line_of(error))
    return None


def _yaml() -> Any:
    return YAML(typ="safe", pure=True)


def _refusal(text: str) -> tuple[str, int] | None:
    """A code and a line from 0, when *text* uses more of YAML than there is any need for."""
    depth = 0
    for event in _yaml().parse(text):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        named = isinstance(event, NodeEvent) and event.anchor is not None
        if named or isinstance(event, AliasEvent) or getattr(event, "tag", None):
            return "yaml-too-clever", event.start_mark.line
        if depth > _MAX_DEPTH:
            return "yaml-too-deep", event.start_mark.line
    return None


def _node(node: Any, first_line: int, mistakes: Mistakes) -> Node:
    line = first_line + node.start_mark.line
    match node:
        case ScalarNode():
            return Node(str(node.value).strip(), line)
        case SequenceNode():
            return Node(tuple(_node(item, first_line, mistakes) for item in node.value), line)
        case MappingNode():
            return Node(_entries(node, first_line, mistakes), line)
    raise YAMLError(f"unforeseen {node!r}")


def _entries(node: Any, first_line: int, mistakes: Mistakes) -> dict[str, Node]:
    """The values by key; each says the line of its key, which is where an author looks."""
    entries: dict[str, Node] = {}
    for key, value in node.value:
        line = first_line + key.start_mark.line
        name = key.value if isinstance(key, ScalarNode) else ""
        if name in entries:
            mistakes.add("key-twice", line, key=name)
        entries[name] = Node(_node(value, first_line, mistakes).value, line)
    return entries


def _line_of(error: Exception) -> int:
    mark = isinstance(error, MarkedYAMLError) and (error.problem_mark or error.context_mark)
    return mark.line if mark else 0
