"""A Dask cluster as an executor.

The only module that knows Dask; imported for ``--scheduler`` alone (extra ``dask``).  Workers
read and write the files themselves: editions and output lie on a disk that all of them see.
"""

import re
import threading
from concurrent import futures
from concurrent.futures import BrokenExecutor, Executor, Future, InvalidStateError
from contextlib import suppress
from typing import Any

from distributed import Client

from broadsheet.errors import UserError

_PATIENCE = 8  # seconds
_ENDED = ("closing", "closed")  # states of a client


class SchedulerGone(UserError, BrokenExecutor):
    """Nobody hands out jobs any more; what is set is in the journal."""


class Cluster(Executor):
    """The workers of a scheduler, as ``concurrent.futures`` sees them.

    The order is scattered to every worker once, not sent with each job.
    """

    def __init__(self, address: str) -> None:
        """Connect to a scheduler such as ``tcp://10.0.0.5:8786``.

        Raises UserError when it is no address, or nobody answers.
        """
        hint = "write tcp://HOST:PORT"
        if not re.fullmatch(r"(tcp|tls|ws|wss|ucx)://[\w.\[\]:-]{1,200}", address):
            raise UserError(f"{address!r} is no scheduler's address", hint=hint)
        connect: Any = Client
        try:
            self.client: Any = connect(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as fault:
            message = f"no scheduler answers at {address}: {fault}"
            raise UserError(message, hint=hint) from None
        self._address = address
        self._left = threading.Event()
        self._sent: dict[int, tuple[object, Any]] = {}
        self._flying: set[Future[Any]] = set()
        threading.Thread(target=self._look, daemon=True).start()

    @property
    def workers(self) -> int:
        """How many editions the cluster sets at once, now: workers may come and go."""
        return sum(self.client.nthreads().values())

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Have a call made by some worker; the second argument, the order, goes once to each."""
        if self.client.status in _ENDED:
            raise self._gone()
        job, order, *rest = args
        if id(order) not in self._sent:
            self._sent[id(order)] = (order, self.client.scatter(order, broadcast=True, hash=False))
        sent = self._sent[id(order)][1]
        # a job is done for its file, so the same call again is no call that may be left out
        promise = self.client.submit(fn, job, sent, *rest, pure=False, retries=1, **kwargs)
        result: Future[Any] = Future()
        self._flying.add(result)

        def ended(_: object) -> None:
            self._flying.discard(result)
            if result.cancelled():  # by who asked for it: no worker need begin
                promise.cancel()

        result.add_done_callback(ended)
        promise.add_done_callback(lambda told: self._hand_on(told, result))
        return result

    def _hand_on(self, ended: Any, result: "Future[Any]") -> None:
        if result.done() or not result.set_running_or_notify_cancel():
            return
        if ended.status == "finished":
            result.set_result(ended.result())
        elif self.client.status != "running":  # a scheduler that is started anew knows no jobs
            result.set_exception(self._gone())
        elif ended.status == "cancelled":
            result.set_exception(RuntimeError("the cluster cancelled it"))
        else:
            result.set_exception(ended.exception() or RuntimeError(ended.status))

    def _look(self) -> None:
        """Break what is under way when the scheduler is gone: its client only falls silent."""
        while not self._left.wait(1.0):
            if self.client.status in _ENDED:
                for future in self._flying.copy():
                    with suppress(InvalidStateError):  # it was ended just now
                        future.set_exception(self._gone())
                return

    def _gone(self) -> SchedulerGone:
        hint = "start it and run again: what is set is kept"
        return SchedulerGone(f"the scheduler at {self._address} is gone", hint=hint)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster; it goes on without us."""
        flying = self._flying.copy()
        if cancel_futures:
            for future in flying:
                future.cancel()
        if wait:
            futures.wait(flying)
        self._left.set()
        self.client.close()
