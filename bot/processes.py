"""What worker processes have in common: how they live with the bot's process, and how to wait for what they give."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from typing import TypeVar

_Result = TypeVar("_Result")


async def answered(work: Future[_Result]) -> _Result:
    """Wait for a process's result; who stops waiting does not cancel the work.

    That is the difference to asyncio.wrap_future: an executor whose process dies can't bear cancelled work in its
    books (CPython 3.11: InvalidStateError in its own thread).
    """
    loop = asyncio.get_running_loop()
    done = asyncio.Event()

    def tell(_: Future[_Result]) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(done.set)

    work.add_done_callback(tell)
    await done.wait()
    return work.result()


def processes_of(executors: Iterable[ProcessPoolExecutor]) -> list[multiprocessing.process.BaseProcess]:
    """The processes of the executors; after a shutdown there are none."""
    # The executor has no public way to its processes before Python 3.14.
    return [process for executor in executors for process in (getattr(executor, "_processes", None) or {}).values()]


def live_with_parent() -> None:
    """Let a worker process leave Ctrl-C to its parent, die with it, and work on one thread; call it at its start."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()
    # Before numpy is loaded: its matrices are small here, and threads that share them out only wait.
    for library in ("OMP", "OPENBLAS", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")


def _follow(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
