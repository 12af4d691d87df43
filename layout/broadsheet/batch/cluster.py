"""A Dask cluster as an executor.

The only module that knows Dask; imported for ``--scheduler`` alone (extra ``dask``).  Workers
read and write the files themselves: editions and output lie on a disk that all of them see.
"""

from concurrent.futures import Executor, Future
from typing import Any

from broadsheet.errors import UserError


class Cluster(Executor):
    """The workers of a scheduler, as ``concurrent.futures`` sees them.

    The order is scattered to every worker once, not sent with each job.
    """

    def __init__(self, address: str) -> None:
        """Connect to a scheduler such as ``tcp://10.0.0.5:8786``.

        Raises UserError when Dask is not installed or nobody answers.
        """
        try:
            from distributed import Client  # noqa: PLC0415 - an extra
        except ModuleNotFoundError:
            hint = "pip install 'broadsheet[dask]'"
            raise UserError("--scheduler needs Dask", hint=hint) from None
        try:
            connect: Any = Client
            self.client: Any = connect(address, timeout=20, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as fault:
            raise UserError(
                f"no scheduler answers at {address}: {fault}", hint="write tcp://HOST:PORT"
            ) from None
        self._sent: dict[int, tuple[object, Any]] = {}

    @property
    def workers(self) -> int:
        """How many editions the cluster sets at once, now: workers may come and go."""
        return sum(self.client.nthreads().values())

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Have a call made by some worker; the second argument, the order, goes once to each."""
        job, order, *rest = args
        if id(order) not in self._sent:
            self._sent[id(order)] = (order, self.client.scatter(order, broadcast=True, hash=False))
        sent = self._sent[id(order)][1]
        # a job is done for its file, so the same call again is no call that may be left out
        promise = self.client.submit(fn, job, sent, *rest, pure=False, retries=1, **kwargs)
        result: Future[Any] = Future()
        result.set_running_or_notify_cancel()
        promise.add_done_callback(lambda ended: _hand_on(ended, result))
        return result

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        """Leave the cluster; it goes on without us."""
        self.client.close()


def _hand_on(ended: Any, result: "Future[Any]") -> None:
    if ended.status == "finished":
        result.set_result(ended.result())
    elif ended.status == "cancelled":
        result.set_exception(RuntimeError("the cluster cancelled it"))
    else:
        result.set_exception(ended.exception() or RuntimeError(ended.status))
