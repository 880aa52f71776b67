"""Brings judged parts and their maps onto the canvas, and has new parts judged. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from bgad_studio.core.errors import Trouble
from bgad_studio.core.how_set import Costs
from bgad_studio.core.imaging.pyramid import Pyramid
from bgad_studio.core.map_regions import MapRegion
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.core.records import ImageRecord, ModelRecord
from bgad_studio.services import cuts
from bgad_studio.services.annotate import load_mask
from bgad_studio.services.cuts import Judging, judging_of
from bgad_studio.services.other_sight import OtherSight, compute_sight, other_model, stored_sight
from bgad_studio.services.project import Project
from bgad_studio.services.results import ScoreMap, load_map, regions_of
from bgad_studio.services.score import LogLine, score_missing
from bgad_studio.ui.part_loader import PartLoader
from bgad_studio.ui.results.likeness_presenter import LikenessPresenter
from bgad_studio.ui.results.state import Beside, ResultShown
from bgad_studio.ui.session import Session
from bgad_studio.workers.asker import Asker
from bgad_studio.workers.job import Job

_Layers = tuple[ScoreMap | None, NDArray[np.uint8] | None, tuple[MapRegion, ...], int, ModelRecord | None]
_JUDGING_KEY = "judging"
_SIGHT = "other-sight"


class ResultsPresenter(QObject):
    """What the view of results asks for.

    Signals:
        shown(object): A :class:`ResultShown` comes onto the canvas.
        unreadable(object): The :class:`Trouble` with a part's picture.
        scoring(object): The newest :class:`Progress` while new parts are judged; None at the end.
        judgingRead(object): By what the active model judges, a :class:`Judging`.
        troubled(object): A :class:`Trouble` while judging.
        sightRead(object): What the other model sees in the part on the canvas, an :class:`OtherSight`.
    """

    shown = Signal(object)
    unreadable = Signal(object)
    scoring = Signal(object)
    judgingRead = Signal(object)  # noqa: N815 - a signal
    troubled = Signal(object)
    sightRead = Signal(object)  # noqa: N815

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._loader = PartLoader(session, "results-page", self._read, self)
        self._loader.loaded.connect(self._show)
        self._loader.failed.connect(self._fail)
        self._shown: ResultShown | None = None
        self._beside = Beside.NOTHING
        self._scoring: Job | None = None
        self._asker = Asker(session.compute, session.crashed.emit, self)
        self.likeness = LikenessPresenter(session, self._asker, self)
        session.catalogue.merged.connect(self._see_paint)

    @property
    def unscored(self) -> int:
        """Parts the active model has not judged yet; 0 while there is no model."""
        catalogue = self._session.catalogue
        counts = catalogue.counts()
        return 0 if catalogue.model is None else counts.total - counts.scored

    @property
    def shown_id(self) -> int | None:
        """The part on the canvas."""
        return None if self._shown is None else self._shown.record.id

    @property
    def unmapped(self) -> bool:
        """Whether the part on the canvas has a score and no map."""
        return self._shown is not None and self._shown.record.score is not None and self._shown.map is None

    def open(self, image_id: int) -> None:
        """Bring a part onto the canvas; of several calls in a row only the last counts."""
        self._loader.load(image_id)

    def reopen(self) -> None:
        """Read the part on the canvas anew: another model judges now."""
        if self._loader.wanted is not None:
            self._loader.load(self._loader.wanted)

    def leave(self) -> None:
        """Nothing is on the canvas any more."""
        self._shown = None
        self._loader.forget()
        self._asker.forget(_SIGHT)
        self.likeness.show(None)

    def set_beside(self, beside: Beside) -> None:
        """Show this in a second picture of the part."""
        if beside is not self._beside:
            self._beside = beside
            self.reopen()

    def load_ahead(self, image_ids: Sequence[int]) -> None:
        """Have these parts ready in case they are opened next."""
        self._loader.load_ahead(image_ids)

    def score_at(self, x_px: int, y_px: int) -> float | None:
        """What the model says of one pixel of the part on the canvas."""
        return None if self._shown is None else self._shown.score_at(x_px, y_px)

    def read_judging(self) -> None:
        """See by what the active model judges."""
        model, project = self._session.catalogue.model, self._session.project
        if model is not None:
            self._session.store.submit(
                lambda: judging_of(project, model), self.judgingRead.emit, key=_JUDGING_KEY
            )

    def choose_cuts(self, review: float, ng: float) -> None:
        """Let the active model judge by these thresholds."""
        self._set(lambda project, model: cuts.choose_cuts(project, model, review, ng))

    def choose_levels(self, review: float, ng: float) -> None:
        """Let these shares of good parts reach review, and NG, as far as that can be promised."""
        self._set(lambda project, model: cuts.choose_levels(project, model, review, ng))

    def choose_by_cost(self, costs: Costs) -> None:
        """Put the NG line where mistakes cost least."""
        self._set(lambda project, model: cuts.choose_by_cost(project, model, costs))

    def choose_by_recall(self, share: float) -> None:
        """Put the review line as high as still stops this share of defective parts."""
        self._set(lambda project, model: cuts.choose_by_recall(project, model, share))

    def reset_cuts(self) -> None:
        """Let the active model judge by its own thresholds."""
        self._set(cuts.reset_cuts)

    def choose_contour(self, value: float | None) -> None:
        """Let regions begin at this map value; None: at the model's own."""
        self._set(lambda project, model: cuts.choose_contour(project, model, value), self._take_contour)

    def set_parts_per_shift(self, parts: int) -> None:
        """Note how many parts come in a shift."""
        project = self._session.project
        self._session.store.submit(
            lambda: cuts.set_parts_per_shift(project, parts), lambda _: self.read_judging()
        )

    def score_new(self) -> None:
        """Let the active model judge the parts it has not seen."""
        if self._session.compute.busy:
            return
        project = self._session.project
        job = self._session.compute.run(lambda client: score_missing(project, client))
        self._scoring = job
        self.scoring.emit(Progress(Phase.SCORING, 0, 1))
        job.progressed.connect(self._follow)
        job.happened.connect(self._take_events)
        job.failed.connect(self.troubled)
        job.crashed.connect(self._session.crashed)
        job.ended.connect(lambda: self.scoring.emit(None))
        job.ended.connect(self._session.reload)
        job.ended.connect(self.reopen)

    def stop_scoring(self) -> None:
        """Leave the parts that have not been judged yet for later."""
        if self._scoring is not None:
            self._session.compute.give_up(self._scoring)

    def _set(
        self,
        work: Callable[[Project, ModelRecord], None],
        take: Callable[[Judging], None] | None = None,
    ) -> None:
        """Let a person's choice about the active model be kept, and see by what it judges then."""
        model, project = self._session.catalogue.model, self._session.project
        if model is None:
            return

        def choose() -> Judging:
            work(project, model)
            return judging_of(project, model)

        self._session.store.submit(choose, take or self._take_judging, self._refuse)

    def _take_judging(self, judging: Judging) -> None:
        self.judgingRead.emit(judging)
        self._session.reload()

    def _take_contour(self, judging: Judging) -> None:
        """No verdict changes, but the regions of the part do."""
        self.judgingRead.emit(judging)
        self.reopen()

    def _refuse(self, trouble: Trouble) -> None:
        """The lines go back to where they were."""
        self.troubled.emit(trouble)
        self.read_judging()

    def _follow(self, progress: Progress) -> None:
        self.scoring.emit(progress)

    def _take_events(self, events: tuple[object, ...]) -> None:
        for event in events:
            if isinstance(event, LogLine):
                self.troubled.emit(event.trouble)

    def _read(self, record: ImageRecord) -> _Layers:
        """On the store's lane."""
        project = self._session.project
        found, model = load_map(project, record), project.models.active()
        regions = () if found is None else regions_of(found, record)
        number = 0 if model is None else model.number
        return found, load_mask(project, record.id), regions, number, other_model(project)

    def _show(self, record: ImageRecord, picture: Pyramid, layers: _Layers) -> None:
        shown = self._shown = ResultShown(record, picture, *layers, self._beside)
        self.shown.emit(shown)
        self.likeness.show(shown)
        self._asker.forget(_SIGHT)
        if self._beside is Beside.MODEL and shown.other is not None:
            self._read_sight(shown, shown.other)

    def _read_sight(self, shown: ResultShown, other: ModelRecord) -> None:
        """Take the other model's map from where it is stored, or let that model look again."""
        project, record = self._session.project, shown.record

        def take(sight: OtherSight) -> None:
            if self._shown is shown:
                self.sightRead.emit(sight)

        def take_stored(sight: OtherSight) -> None:
            if sight.map is not None or self._shown is not shown:
                take(sight)
                return
            self._asker.ask(
                _SIGHT,
                lambda client: compute_sight(project, client, other, record),
                take,
                lambda _: take(sight),
            )

        self._session.store.submit(lambda: stored_sight(project, other, record.id), take_stored, key=_SIGHT)

    def _see_paint(self) -> None:
        """Paint of the part on the canvas may have changed in another place."""
        now = None if self._shown is None else self._session.catalogue.get(self._shown.record.id)
        if self._shown is not None and now is not None and now.mask_id != self._shown.record.mask_id:
            self.reopen()

    def _fail(self, _record: ImageRecord, trouble: Trouble) -> None:
        self._shown = None
        self.likeness.show(None)
        self.unreadable.emit(trouble)
