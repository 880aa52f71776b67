"""Between which scores a model's verdicts change, and who set that, how."""

from __future__ import annotations

from bgad_studio.core.errors import QT_TRANSLATE_NOOP
from bgad_studio.core.manifest import Calibration
from bgad_studio.core.paper import Tongue
from bgad_studio.core.records import ModelRecord
from bgad_studio.core.thresholds import false_alarm_level
from bgad_studio.services.report.pieces import percent
from bgad_studio.services.results import calibration_of


def threshold_facts(model: ModelRecord, review: float, ng: float, say: Tongue) -> tuple[tuple[str, str], ...]:
    """Both thresholds, what they promise, and how they were set.

    Args:
        model: Whose scores they are.
        review: Scores from here on need a person.
        ng: Scores from here on are defective.
        say: In which language.
    """
    calibration = calibration_of(model.manifest)
    own = calibration.thresholds
    values = say(QT_TRANSLATE_NOOP("Report", "review from {0}, NG from {1}"), f"{review:.2f}", f"{ng:.2f}")
    how = say(QT_TRANSLATE_NOOP("Report", "by the model, from {0} good parts kept aside"), own.normals)
    if (own.review, own.ng) != (review, ng):
        how = say(QT_TRANSLATE_NOOP("Report", "by a person"))
    return (
        (say(QT_TRANSLATE_NOOP("Report", "Thresholds")), values),
        (say(QT_TRANSLATE_NOOP("Report", "Thresholds set")), how),
        (say(QT_TRANSLATE_NOOP("Report", "False alarms to expect")), _promise(say, calibration, review, ng)),
    )


def _promise(say: Tongue, calibration: Calibration, review: float, ng: float) -> str:
    if not calibration.thresholds.calibrated:
        return say(
            QT_TRANSLATE_NOOP("Report", "{0} good parts kept aside are too few to promise any"),
            calibration.thresholds.normals,
        )
    levels = [percent(false_alarm_level(calibration.normal_scores, cut)) for cut in (review, ng)]
    text = QT_TRANSLATE_NOOP("Report", "at most {0} of good parts to review or NG, {1} to NG, on average")
    return say(text, *levels)
