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
from collections.abc import Callable, Iterator
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
from bgad_studio.core.disk import FULL
from bgad_studio.core.errors import Problem, StudioError, Trouble
from bgad_studio.core.manifest import Origin
from bgad_studio.core.maps import encode_levels
from bgad_studio.core.progress import Phase, Progress

if TYPE_CHECKING:
    from pathlib import Path

    from bgad_studio.detector.feature_cache import FeatureCache
    from bgad_studio.detector.features import Extractor
    from bgad_studio.detector.memory import Rung
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
        from bgad_studio.detector.ready_model import ReadyModel

        self._channel = channel
        self._extractors: dict[str, Extractor] = {}
        self._caches: dict[Path, FeatureCache] = {}
        self._scored_with: dict[str, Rung] = {}
        self._model = ReadyModel()

    def extractor(self, backbone: str, rung: Rung | None = None) -> Extractor:
        from bgad_studio.detector.backbones import load_backbone
        from bgad_studio.detector.devices import choose_device
        from bgad_studio.detector.features import Extractor

        device = choose_device() if rung is None else rung.device
        found = self._extractors.pop(backbone, None)
        if found is None or found.device != device:
            found = None  # its memory first
            found = Extractor(load_backbone(backbone), device)
        found.parts = 1 if rung is None else rung.parts
        self._extractors[backbone] = found
        return found

    def frugally(self, backbone: str, work: Callable[[Extractor], None], first: Rung | None = None) -> Rung:
        """Do work that may be done again; each time memory runs short, in a way that needs less of it."""
        from bgad_studio.detector.devices import choose_device
        from bgad_studio.detector.memory import descend

        return descend(
            choose_device(), lambda rung: work(self.extractor(backbone, rung)), self._channel.send, first
        )

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
        from bgad_studio.detector.devices import use_threads

        use_threads(job.config.threads)
        self._model.forget()  # its memory is needed
        self.frugally(job.config.backbone, lambda extractor: self._train_with(job, extractor))

    def _train_with(self, job: TrainJob, extractor: Extractor) -> None:
        from bgad_studio.detector import bundle
        from bgad_studio.detector.checkpoints import Checkpoints
        from bgad_studio.detector.devices import remark_on
        from bgad_studio.detector.training import train

        self._channel.send(remark_on(extractor.device))
        parent = None if job.parent is None else _parent(job.parent, extractor)
        checkpoints = None if job.checkpoints is None else Checkpoints(job.checkpoints, extractor)
        if job.finish and (checkpoints is None or checkpoints.load() is None):
            raise StudioError(problems.CHECKPOINT_BROKEN)

        def stop() -> bool:
            return job.finish or self._channel.stopped.is_set()

        cache = self.cache(job.cache)
        events = train(job.images, job.config, extractor, stop, cache, parent, checkpoints)
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

        detector = self._model.load(job.folder)
        job.exchange.mkdir(parents=True, exist_ok=True)
        told = 0

        def rest(extractor: Extractor) -> None:
            nonlocal told
            bundle.check_backbone(detector, job.folder, extractor)
            detector.settle(extractor.device)
            for done in self._scored(job, detector, extractor, told):
                told = done  # where the next try begins
                self._channel.check()

        # a watched folder is scored a few pictures at a time: what failed once is not tried each time
        known = self._scored_with.get(detector.config.backbone)
        self._scored_with[detector.config.backbone] = self.frugally(detector.config.backbone, rest, known)

    def _scored(self, job: ScoreJob, detector: Detector, extractor: Extractor, first: int) -> Iterator[int]:
        """Score the images from ``first`` on; how many are told of comes out after each."""
        from bgad_studio.detector.scoring import Unscored, score_files

        batch: list[tuple[int, float, bytes]] = []
        results = score_files(detector, extractor, job.images[first:], self.cache(job.cache))
        told, total = first, len(job.images)
        for done, result in enumerate(results, start=first + 1):
            lost = isinstance(result, Unscored)
            if not isinstance(result, Unscored):
                batch.append((first + result.index, result.score, encode_levels(result.levels)))
            if batch and (lost or len(batch) == SCORED_TOGETHER or done == total):
                self._channel.send(_write_batch(job, batch))
                batch.clear()
            if isinstance(result, Unscored):
                self._channel.send(ImageTrouble(first + result.index, StoredTrouble.of(result.trouble)))
            told = told if batch else done
            self._channel.send(Progress(Phase.SCORING, done, total))
            yield told

    def _compare(self, job: LikenessJob) -> None:
        from bgad_studio.detector import bundle
        from bgad_studio.detector.extraction import Extraction
        from bgad_studio.detector.looks_like import looks_like

        detector = self._model.load(job.folder)
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
    except OSError as error:
        if error.errno in FULL:
            yield _failure(problems.DISK_FULL, error, folder=_place_of(job))
        else:
            yield _failure(problems.COMPUTE_BUG, error)
    except Exception as error:  # noqa: BLE001 - the process reports every bug and lives on
        from bgad_studio.detector.memory import is_out_of_memory

        yield _failure(problems.OUT_OF_MEMORY if is_out_of_memory(error) else problems.COMPUTE_BUG, error)


def _failure(problem: Problem, error: BaseException, **params: object) -> JobFailed:
    reason = f"{type(error).__name__}: {error}".splitlines()[0]
    told = {key: str(value) for key, value in {"reason": reason, **params}.items()}
    return JobFailed(StoredTrouble.of(Trouble(problem, tuple(told.items()))), traceback.format_exc())


def _place_of(job: Job) -> Path:
    """Where a job writes."""
    if isinstance(job, TrainJob):
        return job.folder.parent
    if isinstance(job, ScoreJob):
        return job.exchange
    return job.file.parent if isinstance(job, ExportJob) else job.folder


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
