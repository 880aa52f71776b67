"""The state of a training, kept while it goes on: whatever stops it, it can go on from there.

A file of tensors and a JSON file that names it. The second one is replaced in one stroke after the first is
whole, so that there is a usable pair at any moment.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load as load_tensors
from safetensors.torch import save as save_tensors
from torch import Tensor

from bgad_studio.core.checkpoint import CHECKPOINT_FILE, FORMAT, Checkpoint, read_checkpoint
from bgad_studio.core.disk import write_whole
from bgad_studio.core.jsonform import to_json
from bgad_studio.detector.bundle import empty, shapes_of
from bgad_studio.detector.bundle_checks import check_tensors
from bgad_studio.detector.features import Extractor
from bgad_studio.detector.fitting import Fitting
from bgad_studio.detector.model import Detector

EVERY = 10
"""Rounds between two moments at which a checkpoint may be written."""
SHARE = 0.015
"""Of the time of a training that goes into checkpoints, but for the first one."""
_MODEL, _FITTING = "model.", "fitting."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Resumed:
    """A training on its way: the detector as far as it has learned, and the state of its optimisation."""

    checkpoint: Checkpoint
    detector: Detector
    state: dict[str, Tensor]

    def go_on(self, fitting: Fitting) -> None:
        """Let the optimisation continue where it stopped."""
        fitting.restore(self.state, self.checkpoint.step, self.checkpoint.steps)


class Checkpoints:
    """The newest state of one training, in a folder of its own.

    Args:
        folder: Made when it is needed.
        extractor: What the features come from.
        clock: Seconds that only go forward.

    Attributes:
        trouble: Why the last one could not be written; None: it could.
    """

    def __init__(
        self, folder: Path, extractor: Extractor, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._folder = folder
        self._weights = extractor.backbone.weights_sha256
        self._clock = clock
        self._started = clock()
        self._spent = self._last = 0.0
        self.trouble: OSError | None = None

    def load(self) -> Resumed | None:
        """The state to go on from; None: there is none, or none that is whole."""
        found = read_checkpoint(self._folder)
        if found is None:
            return None
        try:
            blob = (self._folder / found.file).read_bytes()
            if sha256(blob).hexdigest() != found.sha256:
                raise ValueError("it is damaged")
            if found.backbone_sha256 != self._weights:
                raise ValueError("it belongs to other weights of the backbone")
            tensors = load_tensors(blob)
            model, state = _part(tensors, _MODEL), _part(tensors, _FITTING)
            detector = empty(found.config, found.levels, found.grids)
            check_tensors(model, detector.state_dict())
            detector.load_state_dict(model)
        except (OSError, ValueError, RuntimeError, SafetensorError) as error:
            log.warning("the checkpoint in %s cannot be used: %s", self._folder, error)
            return None
        return Resumed(found, detector, state)

    def offer(self, detector: Detector, fitting: Fitting, *, warm: bool) -> bool:
        """Keep the state if it is time to: every :data:`EVERY` rounds, unless that took too much time so far.

        A state that cannot be written costs the way back, not the training: see :attr:`trouble`.

        Returns:
            Whether it was tried.
        """
        begun = self._clock()
        early = self._last and self._spent + self._last > SHARE * (begun - self._started)
        if fitting.done % EVERY or early:
            return False
        try:
            self._write(detector, fitting, warm)
            self.trouble = None
        except OSError as error:
            log.warning("the state of the training cannot be kept: %s", error)
            self.trouble = error
        self._last = self._clock() - begun
        self._spent += self._last
        return True

    def _write(self, detector: Detector, fitting: Fitting, warm: bool) -> None:
        parts = ((_MODEL, detector.state_dict()), (_FITTING, fitting.state()))
        blob = save_tensors(
            {
                prefix + name: tensor.detach().cpu().contiguous()
                for prefix, tensors in parts
                for name, tensor in tensors.items()
            }
        )
        file = f"step-{fitting.done}.safetensors"
        kept = Checkpoint(
            FORMAT,
            fitting.done,
            fitting.rounds,
            detector.config,
            warm,
            shapes_of(detector),
            detector.grid_names,
            self._weights,
            file,
            sha256(blob).hexdigest(),
        )
        self._folder.mkdir(parents=True, exist_ok=True)
        write_whole(self._folder / file, blob)
        write_whole(self._folder / CHECKPOINT_FILE, to_json(kept).encode())
        for pattern in ("step-*.safetensors", ".*.tmp"):  # older ones, and what a kill left half written
            for other in self._folder.glob(pattern):
                if other.name != file:
                    other.unlink(missing_ok=True)


def _part(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name[len(prefix) :]: value for name, value in tensors.items() if name.startswith(prefix)}
