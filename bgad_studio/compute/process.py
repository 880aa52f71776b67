"""The compute process: one job at a time from stdin, events to a private copy of stdout.

Started as ``python -m bgad_studio.compute.process``. It ends when its stdin ends, so it never outlives the
program that started it.
"""

from __future__ import annotations

import logging
import os
import queue
import sys
import threading
import traceback
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

import psutil

from bgad_studio.compute.protocol import (
    Cancel,
    Exported,
    ExportJob,
    Heartbeat,
    ImageTrouble,
    Job,
    JobCancelled,
    JobDone,
    JobFailed,
    Likenesses,
    LikenessJob,
    Ready,
    ScoredBatch,
    ScoredEntry,
    ScoreJob,
    StopAndKeep,
    StoredTrouble,
    TrainingDone,
    TrainJob,
    decode,
    encode,
)
from bgad_studio.core import problems
from bgad_studio.core.errors import Problem, StudioError, Trouble
from bgad_studio.core.manifest import Origin
from bgad_studio.core.maps import encode_levels
from bgad_studio.core.progress import Phase, Progress

if TYPE_CHECKING:
    from pathlib import Path

    from bgad_studio.detector.feature_cache import FeatureCache
    from bgad_studio.detector.features import Extractor
    from bgad_studio.detector.model import Detector

HEARTBEAT_SECONDS = 1.0
SCORED_TOGETHER = 16
"""Images in one :class:`ScoredBatch`."""

log = logging.getLogger(__name__)


class _Cancelled(Exception):
    """The job in hand is not wanted any more."""


class _Channel:
    """Both ends of the conversation."""

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self._lock = threading.Lock()
        self.jobs: queue.Queue[Job] = queue.Queue()
        self.cancelled = threading.Event()
        self.stopped = threading.Event()

    def send(self, message: object) -> None:
        with self._lock:
            self._output.write(encode(message))
            self._output.flush()

    def listen(self, source: BinaryIO) -> None:
        """Read until the parent hangs up, then end the process at once, whatever it is doing."""
        for line in source:
            try:
                message = decode(line)
            except ValueError as error:
                log.error("the program said something strange: %s", error)
                continue
            if isinstance(message, Cancel):
                self.cancelled.set()
            elif isinstance(message, StopAndKeep):
                self.stopped.set()
            else:
                self.cancelled.clear()
                self.stopped.clear()
                self.jobs.put(message)
        os._exit(0)

    def beat(self) -> None:
        while True:
            self.send(Heartbeat())
            threading.Event().wait(HEARTBEAT_SECONDS)

    def check(self) -> None:
        if self.cancelled.is_set():
            raise _Cancelled


class _Worker:
    """Carries out jobs; keeps the backbone warm between them."""

    def __init__(self, channel: _Channel) -> None:
        self._channel = channel
        self._extractors: dict[str, Extractor] = {}
        self._caches: dict[Path, FeatureCache] = {}

    def extractor(self, backbone: str) -> Extractor:
        from bgad_studio.detector.backbones import load_backbone
        from bgad_studio.detector.devices import choose_device
        from bgad_studio.detector.features import Extractor

        if backbone not in self._extractors:
            self._extractors[backbone] = Extractor(load_backbone(backbone), choose_device())
        return self._extractors[backbone]

    def cache(self, folder: Path | None) -> FeatureCache | None:
        from bgad_studio.detector.feature_cache import FeatureCache

        return None if folder is None else self._caches.setdefault(folder, FeatureCache(folder))

    def run(self, job: Job) -> None:
        if isinstance(job, TrainJob):
            self._train(job)
        elif isinstance(job, ScoreJob):
            self._score(job)
        elif isinstance(job, LikenessJob):
            self._compare(job)
        else:
            self._export(job)

    def _train(self, job: TrainJob) -> None:
        from bgad_studio.detector import bundle
        from bgad_studio.detector.devices import use_threads
        from bgad_studio.detector.training import train

        use_threads(job.config.threads)
        extractor = self.extractor(job.config.backbone)
        parent = None if job.parent is None else _parent(job.parent, extractor)
        stop = self._channel.stopped.is_set
        events = train(job.images, job.config, extractor, stop, self.cache(job.cache), parent)
        while True:
            try:
                event = next(events)
            except StopIteration as end:
                trained = end.value
                break
            self._channel.send(event)
            self._channel.check()
        self._channel.send(Progress(Phase.SAVING, 0, 1))
        started = job.parent.name if job.parent is not None and trained.warm else None
        origin = Origin(job.snapshot_id, started)
        manifest = bundle.save(trained.detector, job.folder, extractor, origin)
        self._channel.send(TrainingDone(manifest, trained.timings, trained.stopped_early))

    def _score(self, job: ScoreJob) -> None:
        from bgad_studio.detector import bundle
        from bgad_studio.detector.scoring import Unscored, score_files

        detector = bundle.load(job.folder)
        extractor = self.extractor(detector.config.backbone)
        bundle.check_backbone(detector, job.folder, extractor)
        detector.to(extractor.device)
        job.exchange.mkdir(parents=True, exist_ok=True)
        batch: list[tuple[int, float, bytes]] = []
        results = score_files(detector, extractor, job.images, self.cache(job.cache))
        for done, result in enumerate(results, start=1):
            if isinstance(result, Unscored):
                self._channel.send(ImageTrouble(result.index, StoredTrouble.of(result.trouble)))
            else:
                batch.append((result.index, result.score, encode_levels(result.levels)))
            if len(batch) == SCORED_TOGETHER or (batch and done == len(job.images)):
                self._channel.send(_write_batch(job, batch))
                batch.clear()
            self._channel.send(Progress(Phase.SCORING, done, len(job.images)))
            self._channel.check()

    def _compare(self, job: LikenessJob) -> None:
        from bgad_studio.detector import bundle
        from bgad_studio.detector.extraction import Extraction
        from bgad_studio.detector.looks_like import looks_like

        detector = bundle.load(job.folder)
        extractor = self.extractor(detector.config.backbone)
        bundle.check_backbone(detector, job.folder, extractor)
        extraction = Extraction(extractor, detector.config, self.cache(job.cache))
        for found in looks_like(job.image, job.regions, job.known, job.normal, extraction, detector.config):
            self._channel.send(found if isinstance(found, Progress) else Likenesses(found))
            self._channel.check()

    def _export(self, job: ExportJob) -> None:
        from bgad_studio.detector import bundle
        from bgad_studio.detector.onnx_file import write_onnx

        detector = bundle.load(job.folder)
        extractor = self.extractor(detector.config.backbone)
        bundle.check_backbone(detector, job.folder, extractor)
        self._channel.send(Exported(write_onnx(detector, extractor.backbone, job.file, job.thresholds)))


def _parent(folder: Path, extractor: Extractor) -> Detector | None:
    """The model to start from; one that cannot be used costs time, not the training."""
    from bgad_studio.detector import bundle

    try:
        parent = bundle.load(folder)
        bundle.check_backbone(parent, folder, extractor)
    except StudioError as error:
        log.warning("training starts from nothing: %s", error)
        return None
    return parent


def _write_batch(job: ScoreJob, batch: list[tuple[int, float, bytes]]) -> ScoredBatch:
    file = job.exchange / f"scored-{os.getpid()}-{batch[0][0]}.bin"
    file.write_bytes(b"".join(blob for _, _, blob in batch))
    entries, offset = [], 0
    for index, score, blob in batch:
        entries.append(ScoredEntry(index, score, offset, len(blob)))
        offset += len(blob)
    return ScoredBatch(file, tuple(entries))


def _attempt(worker: _Worker, job: Job) -> Iterator[object]:
    """Run a job; the last word on it comes out."""
    try:
        worker.run(job)
        yield JobDone()
    except _Cancelled:
        yield JobCancelled()
    except StudioError as error:
        yield JobFailed(StoredTrouble.of(error.trouble), str(error))
    except MemoryError as error:
        yield _failure(problems.OUT_OF_MEMORY, error)
    except Exception as error:  # noqa: BLE001 - the process reports every bug and lives on
        short = "out of memory" in str(error).lower() or "can't allocate" in str(error).lower()
        yield _failure(problems.OUT_OF_MEMORY if short else problems.COMPUTE_BUG, error)


def _failure(problem: Problem, error: BaseException) -> JobFailed:
    reason = f"{type(error).__name__}: {error}".splitlines()[0]
    return JobFailed(StoredTrouble.of(Trouble(problem, (("reason", reason),))), traceback.format_exc())


def main() -> None:
    """Serve jobs until stdin ends."""
    private = os.dup(1)
    os.dup2(2, 1)  # whatever libraries print must not look like a message
    psutil.Process().nice(10 if os.name == "posix" else psutil.BELOW_NORMAL_PRIORITY_CLASS)
    channel = _Channel(os.fdopen(private, "wb"))
    threading.Thread(target=channel.beat, daemon=True, name="heartbeat").start()
    threading.Thread(target=channel.listen, args=(sys.stdin.buffer,), daemon=True, name="stdin").start()

    from bgad_studio.detector.devices import choose_device, use_threads

    threads = use_threads(0)
    worker = _Worker(channel)
    channel.send(Ready(str(choose_device()), threads))
    while True:
        for message in _attempt(worker, channel.jobs.get()):
            channel.send(message)


if __name__ == "__main__":
    main()
