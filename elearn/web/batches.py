"""What requests leave to be done soon is done by a thread of its own, many at once.

A request that wrote its own line of the log would wait for whoever reads the log, and would hand
the interpreter to another thread and back for it. What that saves is told in docs/performance.md.
"""

import atexit
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")

SOON = 0.05
"""Seconds that an item waits for others. A process that is killed loses those that wait."""


class Batches(Generic[Item]):
    """Safe to share between threads. The thread starts with the first item, so that a process may
    fork before; what waits when the process ends is done then."""

    def __init__(self, do: Callable[[Sequence[Item]], None]) -> None:
        """*do* must not raise: nobody would hear of it."""
        self._do = do
        self._waiting: deque[Item] = deque()
        self._has_some = threading.Event()
        self._doing = threading.Lock()
        self._thread: threading.Thread | None = None

    def put(self, item: Item) -> None:
        self._waiting.append(item)
        if not self._has_some.is_set():
            self._has_some.set()
            if self._thread is None:
                self._start()

    def flush(self) -> None:
        """Does what waits, now."""
        with self._doing:
            self._has_some.clear()
            batch = [self._waiting.popleft() for _ in range(len(self._waiting))]
            if batch:
                self._do(batch)

    def _start(self) -> None:
        with self._doing:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="batches", daemon=True)
                self._thread.start()
                atexit.register(self.flush)

    def _run(self) -> None:
        while self._has_some.wait():
            time.sleep(SOON)
            self.flush()
