"""Finds plug-ins: the modules of a folder first, then what installed packages offer.

A plug-in is a module that binds one agreed attribute (`EXERCISE_TYPE`, `RULE`, `JOB`) to an
object with a `name`. It is found because it is there, so two people who each add one never
touch the same line. `python -m elearn plugins` prints what was found.
"""

from collections.abc import Collection, Iterator, Mapping
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType
from typing import Any


class DuplicatePluginError(RuntimeError):
    """Two plug-ins of one kind share a name; the product refuses to start."""


def discover(package: ModuleType, attribute: str, group: str) -> Mapping[str, Any]:
    """The plug-ins by name, read-only: those of *package* in name order, then those of *group*.

    Modules whose name begins with an underscore are not plug-ins.

    Raises: DuplicatePluginError; AttributeError when a module of the folder binds no *attribute*.
    """
    found: dict[str, Any] = {}
    for origin, plugin in (*_in_folder(package, attribute), *_installed(group)):
        if plugin.name in found:
            raise DuplicatePluginError(f"{origin}: the name {plugin.name!r} is taken in {group}")
        found[plugin.name] = plugin
    return MappingProxyType(found)


def modules_of(package: ModuleType, wanted: Collection[str] = ()) -> Iterator[ModuleType]:
    """The modules of a folder in name order, imported; not those that begin with an underscore.

    Only those of *wanted*, where it names any of them.
    """
    names = sorted(module.name for module in iter_modules(package.__path__))
    for name in [name for name in names if name in wanted] or names:
        if not name.startswith("_"):
            yield import_module(f"{package.__name__}.{name}")


def _in_folder(package: ModuleType, attribute: str) -> Iterator[tuple[str, Any]]:
    for module in modules_of(package):
        yield module.__name__, getattr(module, attribute)


def _installed(group: str) -> Iterator[tuple[str, Any]]:
    for entry in sorted(entry_points(group=group), key=lambda entry: entry.name):
        yield entry.value, entry.load()
