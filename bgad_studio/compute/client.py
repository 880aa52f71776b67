"""The program's side of the compute process: start it, talk to it, watch it, start it again."""

from __future__ import annotations

import logging
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from bgad_studio.compute.protocol import (
    Cancel,
    Heartbeat,
    Job,
    JobCancelled,
    JobDone,
    JobFailed,
    Ready,
    ScoredBatch,
    StopAndKeep,
    decode,
    encode,
)
from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError

SILENCE_SECONDS = 60.0
"""A process without a heartbeat for so long has hung."""
CANCEL_SECONDS = 10.0
"""A cancelled job that has not ended by then is ended by force."""
LISTEN_SECONDS = 0.5
"""Between two looks at the time while nothing is heard."""
LONGEST_SECONDS = 2.0
"""A look counts for no more: the computer slept, or had no time for this program, if it took longer."""

# Threads that wait must soon sleep. By default they spin long, and where another program wants one of two
# cores, the spinning one (at low priority) starves the one it waits for. 20 steps, measured: 2.5 s alone and
# over 60 s beside a busy program; with these 2.8 and 6.1 s; without any spinning 4.2 and 4.7 s.
ENVIRONMENT = {"GOMP_SPINCOUNT": "1000", "KMP_BLOCKTIME": "1"}

log = logging.getLogger(__name__)


class Cancelled(Exception):
    """The job was given up on request."""


class JobRunner(Protocol):
    """Where services have their jobs done."""

    @property
    def exchange(self) -> Path:
        """Folder of files that a job writes and its service reads."""
        ...

    @property
    def features(self) -> Path:
        """Folder of features of pictures seen before."""
        ...

    def run(self, job: Job) -> Iterator[Any]:
        """Do a job and yield its messages; closing the iterator cancels it.

        Raises:
            Cancelled: It was given up on request.
            StudioError: The job's own trouble, COMPUTE_DIED or COMPUTE_SILENT.
        """
        ...


class ComputeClient:
    """Runs jobs in the compute process, one at a time; ``cancel`` and ``stop_keep`` from any thread.

    Args:
        cache_dir: Exchange files and the features of the project's pictures lie below it.
        clock: Seconds that only go forward; it may jump while the computer sleeps.
    """

    def __init__(self, cache_dir: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.exchange = cache_dir / "exchange"
        self.features = cache_dir / "features"
        self._child: subprocess.Popen[bytes] | None = None
        self._messages: queue.Queue[Any] = queue.Queue()
        self._last_words: deque[str] = deque(maxlen=20)
        self._in_hand = threading.Event()
        self._busy = threading.Lock()
        self._sending = threading.Lock()
        self.device = ""
        self.threads = 0

    @property
    def pid(self) -> int | None:
        """Of the running process."""
        return self._child.pid if self._child is not None and self._child.poll() is None else None

    def start(self) -> None:
        """Start the process unless it runs; returns before it is ready."""
        if self.pid is not None:
            return
        messages = self._messages = queue.Queue()
        self._last_words.clear()
        child = self._child = subprocess.Popen(
            # -P: no modules of the folder the program was started in
            [sys.executable, "-P", "-m", "bgad_studio.compute.process"],
            env={**os.environ, **ENVIRONMENT},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        for target in (self._read_messages, self._read_words):  # of this child: it may be closed meanwhile
            threading.Thread(target=target, args=(child, messages), daemon=True).start()

    def run(self, job: Job, given_up: threading.Event | None = None) -> Iterator[Any]:
        """Do a job and yield its messages, ``JobDone`` excluded. Closing the iterator cancels the job.

        Args:
            job: Waits for the one in hand.
            given_up: Set by :meth:`cancel`, which may come before the job has begun.

        Raises:
            Cancelled: After :meth:`cancel`.
            StudioError: The job's own trouble, COMPUTE_DIED or COMPUTE_SILENT.
        """
        with self._busy:
            given_up = self._in_hand = given_up or threading.Event()
            if given_up.is_set():
                raise Cancelled
            self.start()
            self._send(job)
            if given_up.is_set():  # perhaps said before the process knew of the job
                self._send(Cancel())
            ended = False
            try:
                yield from self._until_done()
                ended = True
            except (StudioError, Cancelled):
                ended = True
                raise
            finally:
                if not ended:
                    self._abandon()

    def cancel(self, given_up: threading.Event | None = None) -> None:
        """Give up the job in hand, or the one that was or will be run with this event."""
        given_up = given_up or self._in_hand
        given_up.set()
        if given_up is self._in_hand:
            self._send(Cancel())

    def stop_keep(self) -> None:
        """End training now and keep what was learned."""
        self._send(StopAndKeep())

    def close(self) -> None:
        """End the process: it leaves when its stdin closes."""
        child = self._bury()
        if child is None:
            return
        try:
            child.wait(2)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    def _send(self, message: object) -> None:
        child = self._child
        if child is None or child.stdin is None:
            return
        line = encode(message)  # outside: what cannot be sent must not look like a process that is gone
        try:
            with self._sending:
                child.stdin.write(line)
                child.stdin.flush()
        except (OSError, ValueError) as error:
            log.info("compute process does not listen: %s", error)  # its death is reported by the reader

    def _until_done(self) -> Iterator[Any]:
        silent = cancelling = 0.0  # seconds waited for a sign of life, and for the end of a cancelled job
        looked = self._clock()
        while True:
            try:
                message = self._messages.get(timeout=LISTEN_SECONDS)
            except queue.Empty:
                message = None
            before, looked = looked, self._clock()
            waited = min(looked - before, LONGEST_SECONDS)
            silent = silent + waited if message is None else 0.0
            cancelling = cancelling + waited if self._in_hand.is_set() else 0.0
            if message is None or isinstance(message, Heartbeat):
                self._check_patience(silent, cancelling)
                continue
            if isinstance(message, _Ended):
                self._bury()
                if self._in_hand.is_set():
                    raise Cancelled
                raise StudioError(problems.COMPUTE_DIED, reason=self._obituary(message.code))
            if isinstance(message, JobDone):
                return
            if isinstance(message, JobCancelled):
                raise Cancelled
            if isinstance(message, JobFailed):
                log.error("job failed: %s", message.detail)
                trouble = message.trouble.trouble()
                raise StudioError(trouble.problem, **dict(trouble.params))
            if isinstance(message, Ready):
                self.device, self.threads = message.device, message.threads
            else:
                yield message

    def _check_patience(self, silent: float, cancelling: float) -> None:
        if cancelling > CANCEL_SECONDS:
            self._kill()
            raise Cancelled
        if silent > SILENCE_SECONDS:
            self._kill()
            raise StudioError(problems.COMPUTE_SILENT)

    def _abandon(self) -> None:
        """Nobody listens any more: end the job, by force if it takes too long."""
        self.cancel()
        try:
            for message in self._until_done():
                if isinstance(message, ScoredBatch):
                    message.file.unlink(missing_ok=True)
        except (StudioError, Cancelled) as end:
            log.debug("abandoned job ended: %r", end)

    def _kill(self) -> None:
        child = self._bury()
        if child is not None:
            child.kill()
            child.wait()

    def _bury(self) -> subprocess.Popen[bytes] | None:
        """Have nothing to do with the process any more: hang up, and return it."""
        child, self._child = self._child, None
        if child is not None and child.stdin is not None:
            try:
                child.stdin.close()
            except OSError as error:
                log.debug("compute process was gone already: %s", error)
        return child

    def _obituary(self, code: int) -> str:
        if code < 0:
            try:
                return signal.Signals(-code).name
            except ValueError:
                return f"signal {-code}"
        return self._last_words[-1] if self._last_words else f"exit code {code}"

    def _read_messages(self, child: subprocess.Popen[bytes], messages: queue.Queue[Any]) -> None:
        assert child.stdout is not None
        for line in child.stdout:
            try:
                messages.put(decode(line))
            except ValueError as error:
                log.warning("compute process said something strange: %s", error)
        messages.put(_Ended(child.wait()))
        child.stdout.close()

    def _read_words(self, child: subprocess.Popen[bytes], messages: queue.Queue[Any]) -> None:
        del messages
        assert child.stderr is not None
        for line in child.stderr:
            text = line.decode(errors="replace").rstrip()
            self._last_words.append(text)
            log.info("compute: %s", text)
        child.stderr.close()


class Errand:
    """What one job of the program has the compute process do; it may be given up before that has begun."""

    def __init__(self, client: ComputeClient) -> None:
        self._client = client
        self._given_up = threading.Event()

    @property
    def exchange(self) -> Path:
        """As of the client."""
        return self._client.exchange

    @property
    def features(self) -> Path:
        """As of the client."""
        return self._client.features

    def run(self, job: Job) -> Iterator[Any]:
        """As :meth:`ComputeClient.run`."""
        return self._client.run(job, self._given_up)

    def cancel(self) -> None:
        """Give up what is in hand and whatever would follow."""
        self._client.cancel(self._given_up)


class _Ended:
    """The process ended with ``code``."""

    def __init__(self, code: int) -> None:
        self.code = code
