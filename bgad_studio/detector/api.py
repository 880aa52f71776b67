"""The detector from Python: learn, judge, save, load. Everything else here is internal.

Example:
    >>> import numpy as np
    >>> from bgad_studio.detector import FAST, Learning, Model, replace
    >>> rng = np.random.default_rng(0)
    >>> parts = [rng.normal(128, 9, (64, 64, 3)).clip(0, 255).astype(np.uint8) for _ in range(14)]
    >>> scratched, mask = parts[0].copy(), np.zeros((64, 64), np.uint8)
    >>> scratched[24:40, 24:40], mask[24:40, 24:40] = 10, 1
    >>> config = replace(FAST, height_in=64, width_in=64, steps=4)
    >>> learning = Learning(parts[:12], [(scratched, mask)], config)
    >>> phases = {type(event).__name__ for event in learning}  # every event is a place to stop
    >>> model = learning.model
    >>> model.judge(scratched).score > model.judge(parts[13]).score
    True
    >>> model.save(folder / "model")
    >>> Model.load(folder / "model").judge(scratched).score == model.judge(scratched).score
    True
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.config import FAST, TrainConfig
from bgad_studio.core.imaging.load import load_image, save_png
from bgad_studio.core.imaging.resize import to_network
from bgad_studio.core.maps import Levels, image_score, score_map
from bgad_studio.core.masks.codec import encode_label_map
from bgad_studio.core.records import Verdict
from bgad_studio.core.training_set import KnownImage, TrainingSet
from bgad_studio.detector import bundle
from bgad_studio.detector.backbones import load_backbone
from bgad_studio.detector.devices import choose_device, use_threads
from bgad_studio.detector.features import Extractor
from bgad_studio.detector.model import Detector
from bgad_studio.detector.training import Event, train

__all__ = ["FAST", "Judged", "Learning", "Model", "replace"]

Picture = Path | NDArray[np.uint8]
"""A file, or (H, W, 3) uint8 RGB."""
FIFTH = 5
"""Of good parts one fifth chooses and one fifth sets the thresholds, where there are at least ten."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a model says of a picture.

    Attributes:
        score: Higher = more anomalous.
        verdict: By the model's thresholds.
        map: (h, w) float32 score map, higher = more anomalous.
        levels: The level grids it was made from.
    """

    score: float
    verdict: Verdict
    map: NDArray[np.float32]
    levels: Levels


class Model:
    """A trained detector, ready to judge."""

    def __init__(self, detector: Detector, extractor: Extractor) -> None:
        self.detector = detector
        self._extractor = extractor

    def judge(self, picture: Picture) -> Judged:
        """Judge one picture.

        Raises:
            StudioError: If a file cannot be used.
        """
        assert self.detector.calibration is not None
        config, calibration = self.detector.config, self.detector.calibration
        pixels = load_image(picture) if isinstance(picture, Path) else picture
        features = self._extractor.one(to_network(pixels, config.height_in, config.width_in))
        levels = self.detector.image_grids(features)
        values = score_map(levels, calibration.aggregation)
        score = image_score(values)
        return Judged(score, calibration.thresholds.verdict(score), values, levels)

    def save(self, folder: Path) -> None:
        """Write the model into a folder that does not exist yet; a name that ends in .zip: into one file."""
        if folder.suffix != ".zip":
            bundle.save(self.detector, folder, self._extractor)
            return
        with TemporaryDirectory(prefix="bgad-studio-") as scratch:
            bundle.save(self.detector, Path(scratch) / "model", self._extractor)
            bundle.pack(Path(scratch) / "model", folder)

    @staticmethod
    def load(folder: Path) -> Model:
        """Read a model from its folder or its one file; no code in it is run.

        Raises:
            StudioError: If it is damaged, of another version, or of other backbone weights.
        """
        detector = bundle.load(folder)
        extractor = Extractor(load_backbone(detector.config.backbone), choose_device())
        bundle.check_backbone(detector, folder, extractor)
        return Model(detector.to(extractor.device), extractor)


class Learning:
    """A training: iterate over its events, then take :attr:`model`. Leaving the loop early gives it up.

    Args:
        normal: Good parts, at least one.
        known: Defects with their masks, (H, W) uint8 of the picture's size, not 0 where defective.
        config: All hyper-parameters.
    """

    def __init__(
        self,
        normal: Sequence[Picture],
        known: Sequence[tuple[Picture, NDArray[np.uint8]]] = (),
        config: TrainConfig = FAST,
    ) -> None:
        self._normal, self._known, self._config = normal, known, config
        self._model: Model | None = None
        self._stopped = False

    def stop(self) -> None:
        """End training at the next event and keep what was learned."""
        self._stopped = True

    @property
    def model(self) -> Model:
        """What was learned.

        Raises:
            RuntimeError: Before the last event.
        """
        if self._model is None:
            raise RuntimeError("the training has not been carried out to its end")
        return self._model

    def __iter__(self) -> Iterator[Event]:
        use_threads(self._config.threads)
        extractor = Extractor(load_backbone(self._config.backbone), choose_device())
        with ExitStack() as stack:
            scratch = Path(stack.enter_context(TemporaryDirectory(prefix="bgad-studio-")))
            work = train(self._files(scratch), self._config, extractor, lambda: self._stopped)
            trained = yield from work
            self._model = Model(trained.detector, extractor)

    def _files(self, scratch: Path) -> TrainingSet:
        paths = [_file(picture, scratch / f"good-{index}.png") for index, picture in enumerate(self._normal)]
        known = []
        for index, (picture, mask) in enumerate(self._known):
            label_map = scratch / f"mask-{index}.png"
            label_map.write_bytes(encode_label_map((np.asarray(mask) != 0).astype(np.uint8)))
            known.append(KnownImage(_file(picture, scratch / f"known-{index}.png"), label_map))
        if len(paths) < 2 * FIFTH:
            return TrainingSet(tuple(paths), (), (), tuple(known))
        rest = [path for index, path in enumerate(paths) if index % FIFTH < FIFTH - 2]
        return TrainingSet(tuple(rest), tuple(paths[3::FIFTH]), tuple(paths[4::FIFTH]), tuple(known))


def _file(picture: Picture, place: Path) -> Path:
    if isinstance(picture, Path):
        return picture
    save_png(place, picture)
    return place
