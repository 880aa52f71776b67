"""How well defective parts kept aside are told from good ones while the flows learn.

Nothing is chosen by it: a person sees whether learning more still helps.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import torch
from torch import Tensor

from bgad_studio.core.maps import image_score, score_map
from bgad_studio.core.metrics import auroc
from bgad_studio.core.splits import evenly
from bgad_studio.detector.calibration import aggregation_of
from bgad_studio.detector.features import FeatureLevel, Features
from bgad_studio.detector.model import Detector
from bgad_studio.detector.opinion_fit import maps_of
from bgad_studio.detector.side_by_side import SideBySide

MOST = 16
"""Good parts, and defective ones, that are looked at: evenly spread over all."""
LOOKS = 5
"""During a training."""


class Watch:
    """Looks at a detector that learns.

    Args:
        detector: Its levels are being trained; its opinions are ready.
        normal: Features of good parts the flows do not see.
        defective: Features of defective parts kept aside, one by one.
    """

    def __init__(
        self, detector: Detector, normal: Sequence[FeatureLevel], defective: Sequence[Features]
    ) -> None:
        self._detector = detector
        good = maps_of(normal, evenly(len(normal[0].values), MOST))
        bad = [torch.from_numpy(np.stack(maps)) for maps in zip(*defective, strict=True)]
        self._sides: tuple[list[Tensor], ...] = (good, bad)

    def look(self, threads: SideBySide) -> float:
        """AUROC of image scores, 0…1, by the flows as they are now."""
        self._detector.train()  # what was folded before is not what they are now
        self._detector.folded()
        good, bad = threads.run([partial(self._detector.torch_grids, side) for side in self._sides])
        aggregation = aggregation_of(self._detector, good)
        scores = [[image_score(score_map(grids, aggregation)) for grids in side] for side in (good, bad)]
        return auroc(np.array(scores[0]), np.array(scores[1]))
