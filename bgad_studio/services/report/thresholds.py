"""Between which scores a model's verdicts change, and who set that, how."""

from __future__ import annotations

from datetime import datetime

from bgad_studio.core.errors import QT_TRANSLATE_NOOP
from bgad_studio.core.how_set import ByCost, ByHand, ByLevels, ByRecall, HowSet, Own
from bgad_studio.core.manifest import Calibration
from bgad_studio.core.paper import Tongue
from bgad_studio.core.records import ModelRecord
from bgad_studio.core.thresholds import false_alarm_level
from bgad_studio.services.project import Project
from bgad_studio.services.report.pieces import percent, time_text
from bgad_studio.services.results import calibration_of


def threshold_facts(
    project: Project,
    model: ModelRecord,
    review: float,
    ng: float,
    say: Tongue,
    *,
    contour: float,
    before: datetime | None = None,
) -> tuple[tuple[str, str], ...]:
    """Both thresholds, what they promise, and how they were set.

    Args:
        project: Open.
        model: Whose scores they are.
        review: Scores from here on need a person.
        ng: Scores from here on are defective.
        say: In which language.
        contour: Map value regions begin at.
        before: Only choices made before that moment count; None: all.
    """
    calibration = calibration_of(model.manifest)
    own = calibration.thresholds
    choice = project.models.cut_choice(model.id, before)
    values = say(QT_TRANSLATE_NOOP("Report", "review from {0}, NG from {1}"), f"{review:.2f}", f"{ng:.2f}")
    how = say(QT_TRANSLATE_NOOP("Report", "by the model, from {0} good parts kept aside"), own.normals)
    if choice is not None:
        who = say(QT_TRANSLATE_NOOP("Report", "{0} by {1}"), time_text(choice.at), choice.who)
        way = how if isinstance(choice.how, Own) else way_text(say, choice.how)
        how = f"{who}: {way}" if way else who
    facts = [
        (say(QT_TRANSLATE_NOOP("Report", "Thresholds")), values),
        (say(QT_TRANSLATE_NOOP("Report", "Thresholds set")), how),
        (say(QT_TRANSLATE_NOOP("Report", "Regions begin at")), f"{contour:.2f}"),
        (say(QT_TRANSLATE_NOOP("Report", "False alarms to expect")), _promise(say, calibration, review, ng)),
    ]
    return tuple(facts)


def way_text(say: Tongue, how: HowSet | None) -> str:
    """How a person set thresholds; nothing where that was not noted, or the model's own were taken."""
    if isinstance(how, ByHand):
        return say(QT_TRANSLATE_NOOP("Report", "by hand"))
    if isinstance(how, ByLevels):
        text = QT_TRANSLATE_NOOP("Report", "by false alarms, {0} of good parts to review and {1} to NG")
        return say(text, percent(how.review), percent(how.ng))
    if isinstance(how, ByCost):
        text = QT_TRANSLATE_NOOP(
            "Report",
            "by cost, a missed defect {0} and a good part thrown away {1}, with {2} defective in 1000, on "
            "{3} good and {4} defective parts",
        )
        costs = how.costs
        prices = (f"{costs.escape:g}", f"{costs.overkill:g}", f"{costs.defective:g}")
        return say(text, *prices, how.good, how.defective)
    if isinstance(how, ByRecall):
        text = QT_TRANSLATE_NOOP("Report", "so that {0} of defective parts are stopped; {1} of {2} were")
        if not how.unseen:
            text = QT_TRANSLATE_NOOP(
                "Report", "so that {0} of defective parts are stopped; {1} of {2} were, all learned from"
            )
        return say(text, percent(how.share), how.found, how.total)
    return ""


def _promise(say: Tongue, calibration: Calibration, review: float, ng: float) -> str:
    if not calibration.thresholds.calibrated:
        return say(
            QT_TRANSLATE_NOOP("Report", "{0} good parts kept aside are too few to promise any"),
            calibration.thresholds.normals,
        )
    levels = [percent(false_alarm_level(calibration.normal_scores, cut)) for cut in (review, ng)]
    text = QT_TRANSLATE_NOOP("Report", "at most {0} of good parts to review or NG, {1} to NG, on average")
    return say(text, *levels)
