"""Tasks done by several processes, answered in the order they were given.

The pools at hand break whole when one process is killed, or cannot say at which task it was. Here each process has a
pipe of its own and does its tasks one by one, so the first that it has not answered is the one it died of: that task is
told as lost, the others go to a new process. What is under way is bounded, in tasks and in bytes of answers that wait
for an earlier one; so memory does not grow with the number of tasks.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

AHEAD = 64  # tasks for each process that are taken before the oldest is answered
HELD = 32_000_000  # bytes of answers that wait for an earlier one
QUEUED = 16_000  # bytes of tasks that lie in a pipe: it holds more, so that nobody waits for the other to read
ALONE = 1.0  # seconds of processor time before processes are worth their start, and
ENOUGH = 64  # tasks that are left then
_STOPPING = 10.0  # seconds a process has to finish
_FORKS = sys.platform == "linux"  # what this process has loaded, the others need not load


class Desk(Protocol):
    """Where tasks are done: in this process, or, forked or pickled, in another. `do` raises what ends the whole run;
    `close` returns what is to be told at the end; a desk that was closed can be used again."""

    def do(self, task: Any) -> Any: ...
    def close(self) -> list[str]: ...


_Item = tuple[int, Any, bytes]  # a task with its number, and pickled


class Lost(NamedTuple):
    """The answer to a task whose process ended, and how it ended."""

    cause: str


class Ready(NamedTuple):
    """A task that is its own answer: it only keeps its place in the order."""

    said: Any


def processors() -> int:
    """How many processes can run at once."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


class Crew:
    """Does tasks in this process or in several.

    jobs: how many processes; None: one for each processor, once this process has worked for a second and many tasks are
    left. `close` has to be called; it returns what the desks have to tell.
    """

    def __init__(self, desk: Desk, jobs: int | None = 1) -> None:
        self._desk = desk
        self._most = jobs or processors()
        self._grows = jobs is None and self._most > 1
        self._worked = 0.0
        self._pool = _Pool(desk, self._most) if jobs and jobs > 1 else None

    def answers(self, tasks: Iterable[Any]) -> Generator[tuple[Any, Any]]:
        """Yield every task with its answer, in order. Tasks are taken as they are needed."""
        left = iter(tasks)
        while self._pool is None:
            for task in itertools.islice(left, 1):
                yield task, self._done(task)
                break
            else:
                return
            if self._grows and self._worked > ALONE:
                some = list(itertools.islice(left, ENOUGH))
                left = itertools.chain(some, left)
                self._worked = 0.0
                if len(some) == ENOUGH:
                    self._desk.close()
                    self._pool = _Pool(self._desk, self._most)
        yield from self._pool.answers(left)

    def apart(self, tasks: Iterable[Any]) -> Generator[tuple[Any, Any]]:
        """Do tasks in a process of their own: one that ends it ends no other."""
        pool = _Pool(self._desk, 1)
        try:
            yield from pool.answers(tasks)
        finally:
            pool.close(at_once=False)

    def _done(self, task: Any) -> Any:
        if isinstance(task, Ready):
            return task.said
        began = time.process_time()
        answer = self._desk.do(task)
        self._worked += time.process_time() - began
        return answer

    def close(self, *, at_once: bool = False) -> list[str]:
        """End the work; `at_once` without waiting for tasks that are under way."""
        return self._pool.close(at_once) if self._pool is not None else self._desk.close()


class _Worker:
    """A process, this end of its pipe, and the tasks that it has not answered, with their numbers and sizes."""

    def __init__(self, desk: Desk, others: Iterable[_Worker]) -> None:
        import multiprocessing  # most runs never need it

        context: Any = multiprocessing.get_context("fork" if _FORKS else "spawn")
        self.pipe, theirs = context.Pipe()
        # A forked process has the ends of this one as well; none would ever see that this one is gone.
        inherited = [self.pipe, *(other.pipe for other in others)] if _FORKS else []
        self._process = context.Process(target=_serve, args=(theirs, desk, inherited), daemon=True)
        self._process.start()
        theirs.close()
        self.given: deque[tuple[int, Any, int]] = deque()

    def has_room(self, size: int) -> bool:
        return not self.given or size + sum(size for _, _, size in self.given) < QUEUED

    def give(self, number: int, task: Any, data: bytes) -> None:
        self.given.append((number, task, len(data)))
        with contextlib.suppress(OSError):  # it is gone, which reading from it will tell
            self.pipe.send_bytes(data)

    def end(self, seconds: float = _STOPPING, by: str = "") -> str:
        """Wait for the end of the process, or bring it about; return how it ended."""
        if by:
            self._process.terminate()
        self._process.join(seconds)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        self.pipe.close()
        code = self._process.exitcode or 0
        return f"its process was killed ({signal.Signals(-code).name})" if code < 0 else f"its process ended ({code})"


def _serve(pipe: Connection, desk: Desk, inherited: list[Connection]) -> None:
    """What a process does: answer task after task, until it is told to stop or nobody listens any more."""
    for other in inherited:
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who started this process decides
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that half a file is cleared away
    try:
        while data := pipe.recv_bytes():
            pipe.send_bytes(pickle.dumps(desk.do(pickle.loads(data)), -1))
        pipe.send_bytes(pickle.dumps(desk.close()))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        desk.close()


class _Pool:
    """So many processes, each started when there is a task for it."""

    def __init__(self, desk: Desk, most: int) -> None:
        self._desk = desk
        self._most = most
        self._workers: list[_Worker] = []

    def answers(self, tasks: Iterable[Any]) -> Generator[tuple[Any, Any]]:
        """Yield every task with its answer, in order."""
        left = _Backlog(tasks)
        got: dict[int, tuple[Any, Any, int]] = {}
        due = held = 0
        try:
            while True:
                while left.again or (left.taken - due < AHEAD * self._most and held < HELD):
                    item = left.next()
                    if item is None or not self._give(item, left, got):
                        break
                while due in got:
                    task, answer, size = got.pop(due)
                    due, held = due + 1, held - size
                    yield task, answer
                if due == left.taken and left.is_empty:
                    return
                for worker in self._heard(block=due < left.taken):
                    held += self._receive(worker, left, got)
        finally:
            if due < left.taken:  # nobody wants the answers that are still to come
                self.close(at_once=True)

    def _give(self, item: _Item, left: _Backlog, got: dict[int, tuple[Any, Any, int]]) -> bool:
        """Give a task away; False where no process has room for it."""
        number, task, data = item
        if isinstance(task, Ready):
            got[number] = task, task.said, 0
        elif worker := self._free(len(data)):
            worker.give(number, task, data)
        else:
            left.again.appendleft(item)
            return False
        return True

    def _receive(self, worker: _Worker, left: _Backlog, got: dict[int, tuple[Any, Any, int]]) -> int:
        """Take an answer of a process, or learn that it ended; return the size of the answer."""
        try:
            data = worker.pipe.recv_bytes()
        except (EOFError, OSError):
            self._workers.remove(worker)
            how = worker.end()
            if worker.given:
                number, task, _ = worker.given.popleft()
                got[number] = task, Lost(how), 0
            left.again.extend((number, task, pickle.dumps(task, -1)) for number, task, _ in worker.given)
            return 0
        number, task, _ = worker.given.popleft()
        got[number] = task, pickle.loads(data), len(data)
        return len(data)

    def _free(self, size: int) -> _Worker | None:
        """The process with the least to do, if it has room for a task of so many bytes; a new one goes before."""
        if len(self._workers) < self._most and all(worker.given for worker in self._workers):
            self._workers.append(_Worker(self._desk, self._workers))
        worker = min(self._workers, key=lambda worker: len(worker.given))
        return worker if worker.has_room(size) else None

    def _heard(self, block: bool) -> list[_Worker]:
        """The processes that have answered or ended."""
        from multiprocessing.connection import wait

        asked = {worker.pipe: worker for worker in self._workers}
        heard = wait(list(asked), None if block else 0) if asked else []
        return [worker for pipe, worker in asked.items() if pipe in heard]

    def close(self, at_once: bool) -> list[str]:
        """Stop every process; return what their desks had to tell, each thing once."""
        told: dict[str, None] = {}
        for worker in self._workers:
            try:
                worker.pipe.send_bytes(b"")
                if not at_once and worker.pipe.poll(_STOPPING):
                    told |= dict.fromkeys(pickle.loads(worker.pipe.recv_bytes()))
            except (EOFError, OSError):
                pass
            worker.end(by="force" if at_once else "")
        self._workers = []
        return list(told)


class _Backlog:
    """Tasks that are still to be given away, numbered; those given in vain go first."""

    def __init__(self, tasks: Iterable[Any]) -> None:
        self._left = iter(tasks)
        self.again: deque[_Item] = deque()
        self.taken = 0
        self.is_empty = False

    def next(self) -> _Item | None:
        if self.again:
            return self.again.popleft()
        for task in self._left:
            self.taken += 1
            return self.taken - 1, task, b"" if isinstance(task, Ready) else pickle.dumps(task, -1)
        self.is_empty = True
        return None
