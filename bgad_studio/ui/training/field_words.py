"""Name and sentence of every value of a recipe, and how its values are written."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from bgad_studio.core.config import Whitening
from bgad_studio.ui.training.fields import Group, numbers_text
from bgad_studio.ui.training.words import backbone_name


def group_name(group: Group) -> str:
    """What its values are about, translated."""
    return {
        Group.PICTURES: QCoreApplication.translate("Advanced", "Pictures and network"),
        Group.LEARNING: QCoreApplication.translate("Advanced", "Learning"),
        Group.FLOW: QCoreApplication.translate("Advanced", "Flow"),
        Group.BOUNDARY: QCoreApplication.translate("Advanced", "Boundary"),
        Group.PSEUDO: QCoreApplication.translate("Advanced", "Pseudo anomalies"),
        Group.OPINION: QCoreApplication.translate("Advanced", "Second opinion"),
    }[group]


def whitening_name(whitening: Whitening) -> str:
    """Translated."""
    return {
        Whitening.NONE: QCoreApplication.translate("Advanced", "Left as they are"),
        Whitening.GLOBAL: QCoreApplication.translate("Advanced", "All places alike"),
        Whitening.POSITION: QCoreApplication.translate("Advanced", "Every place by itself"),
        Whitening.AUTO: QCoreApplication.translate("Advanced", "Chosen by good parts"),
    }[whitening]


def value_text(value: object) -> str:
    """A value of a recipe as a person reads it."""
    if isinstance(value, bool):
        on, off = QCoreApplication.translate("Advanced", "yes"), QCoreApplication.translate("Advanced", "no")
        return on if value else off
    if isinstance(value, Whitening):
        return whitening_name(value)
    if isinstance(value, tuple):
        return numbers_text(value)
    if isinstance(value, float):
        return f"{value:.4g}"
    return backbone_name(value) if isinstance(value, str) else f"{value}"


def field_texts() -> dict[str, tuple[str, str]]:
    """Name and sentence of every value, translated."""
    return {
        **_picture_texts(),
        **_learning_texts(),
        **_batch_texts(),
        **_flow_texts(),
        **_boundary_texts(),
        **_pseudo_texts(),
        **_opinion_texts(),
        **_weight_texts(),
    }


def _picture_texts() -> dict[str, tuple[str, str]]:
    return {
        "backbone": (
            QCoreApplication.translate("Advanced", "Network that looks"),
            QCoreApplication.translate(
                "Advanced",
                "It turns a picture into features and is never changed. A larger one sees more and takes "
                "longer.",
            ),
        ),
        "largest_edge_in": (
            QCoreApplication.translate("Advanced", "Finest look"),
            QCoreApplication.translate(
                "Advanced",
                "Edge in pixels up to which parts are looked at where defects are small. Twice takes four "
                "times as long.",
            ),
        ),
        "height_in": (
            QCoreApplication.translate("Advanced", "Height looked at"),
            QCoreApplication.translate("Advanced", "Pictures are brought to this height, in pixels."),
        ),
        "width_in": (
            QCoreApplication.translate("Advanced", "Width looked at"),
            QCoreApplication.translate("Advanced", "Pictures are brought to this width, in pixels."),
        ),
        "threads": (
            QCoreApplication.translate("Advanced", "Processor threads"),
            QCoreApplication.translate("Advanced", "How many it computes with; 0 takes all there are."),
        ),
    }


def _learning_texts() -> dict[str, tuple[str, str]]:
    return {
        "steps": (
            QCoreApplication.translate("Advanced", "Steps"),
            QCoreApplication.translate("Advanced", "How long it learns. More takes longer and fits closer."),
        ),
        "epochs": (
            QCoreApplication.translate("Advanced", "Epochs"),
            QCoreApplication.translate("Advanced", "How often it goes through all good parts."),
        ),
        "learning_rate": (
            QCoreApplication.translate("Advanced", "Learning rate"),
            QCoreApplication.translate(
                "Advanced", "Size of each step. Too large is restless, too small is slow."
            ),
        ),
        "warmup": (
            QCoreApplication.translate("Advanced", "Gentle start"),
            QCoreApplication.translate(
                "Advanced", "Share of the training during which steps grow to their full size."
            ),
        ),
        "grad_clip": (
            QCoreApplication.translate("Advanced", "Largest step"),
            QCoreApplication.translate("Advanced", "Restless steps are cut to this length; 0 cuts none."),
        ),
        "seed": (
            QCoreApplication.translate("Advanced", "Random seed"),
            QCoreApplication.translate("Advanced", "The same number gives the same model again."),
        ),
    }


def _batch_texts() -> dict[str, tuple[str, str]]:
    return {
        "batch_images": (
            QCoreApplication.translate("Advanced", "Pictures at once"),
            QCoreApplication.translate(
                "Advanced", "How many pictures one step learns from. More is calmer and slower."
            ),
        ),
        "batch_positions": (
            QCoreApplication.translate("Advanced", "Places at once"),
            QCoreApplication.translate("Advanced", "How many places of every picture one step looks at."),
        ),
        "known_share": (
            QCoreApplication.translate("Advanced", "Defective pictures"),
            QCoreApplication.translate("Advanced", "Share of the pictures of one step that show a defect."),
        ),
        "nfad_share": (
            QCoreApplication.translate("Advanced", "Good parts first"),
            QCoreApplication.translate(
                "Advanced", "Share of the training on good parts alone, before defects join."
            ),
        ),
    }


def _flow_texts() -> dict[str, tuple[str, str]]:
    return {
        "blocks": (
            QCoreApplication.translate("Advanced", "Coupling blocks"),
            QCoreApplication.translate(
                "Advanced", "How many blocks a flow has at every level. More fits closer and takes longer."
            ),
        ),
        "position_dim": (
            QCoreApplication.translate("Advanced", "Code of the place"),
            QCoreApplication.translate("Advanced", "How finely the flow is told where on the part it looks."),
        ),
        "clamp": (
            QCoreApplication.translate("Advanced", "Clamp"),
            QCoreApplication.translate(
                "Advanced", "How strongly one block may stretch what goes through it."
            ),
        ),
        "whitening": (
            QCoreApplication.translate("Advanced", "Features are evened out"),
            QCoreApplication.translate(
                "Advanced", "Brings features to one scale before the flow, by what good parts show."
            ),
        ),
    }


def _boundary_texts() -> dict[str, tuple[str, str]]:
    return {
        "beta": (
            QCoreApplication.translate("Advanced", "Share below the boundary"),
            QCoreApplication.translate("Advanced", "Share of good places that lie below the boundary."),
        ),
        "tau": (
            QCoreApplication.translate("Advanced", "Margin"),
            QCoreApplication.translate("Advanced", "How far below the boundary defects are pushed."),
        ),
        "alpha": (
            QCoreApplication.translate("Advanced", "Normalizer"),
            QCoreApplication.translate("Advanced", "Divides likelihoods before they meet the boundary."),
        ),
        "lam": (
            QCoreApplication.translate("Advanced", "Weight of the boundary"),
            QCoreApplication.translate(
                "Advanced", "How much pushing and pulling counts beside learning good parts."
            ),
        ),
        "focal": (
            QCoreApplication.translate("Advanced", "Hard places count more"),
            QCoreApplication.translate("Advanced", "Weighs places near the boundary higher than easy ones."),
        ),
    }


def _pseudo_texts() -> dict[str, tuple[str, str]]:
    return {
        "synthesis.per_known": (
            QCoreApplication.translate("Advanced", "Pseudo anomalies"),
            QCoreApplication.translate("Advanced", "How many are made from every painted defect."),
        ),
        "synthesis.max_total": (
            QCoreApplication.translate("Advanced", "Pseudo anomalies in all"),
            QCoreApplication.translate(
                "Advanced", "No more than these are made, however many defects are painted."
            ),
        ),
        "synthesis.each.transforms": (
            QCoreApplication.translate("Advanced", "Changes to a pasted defect"),
            QCoreApplication.translate(
                "Advanced", "How many random changes every pseudo anomaly goes through."
            ),
        ),
        "synthesis.each.foreground_share": (
            QCoreApplication.translate("Advanced", "On the part"),
            QCoreApplication.translate("Advanced", "Share of a pasted defect that must lie on the part."),
        ),
        "synthesis.each.scale_spread": (
            QCoreApplication.translate("Advanced", "Size of a pasted defect"),
            QCoreApplication.translate(
                "Advanced", "How much larger or smaller it may become; 0 keeps its size."
            ),
        ),
        "synthesis.each.rotation_deg": (
            QCoreApplication.translate("Advanced", "Turned by up to"),
            QCoreApplication.translate(
                "Advanced", "How far a defect may be turned; less where it always runs one way."
            ),
        ),
        "synthesis.each.strength": (
            QCoreApplication.translate("Advanced", "Strength"),
            QCoreApplication.translate("Advanced", "How much of the defect covers the part beneath it."),
        ),
        "synthesis.each.feather_px": (
            QCoreApplication.translate("Advanced", "Soft edge"),
            QCoreApplication.translate("Advanced", "How softly a defect runs into the part, in pixels."),
        ),
    }


def _opinion_texts() -> dict[str, tuple[str, str]]:
    return {
        "opinion.enabled": (
            QCoreApplication.translate("Advanced", "Second opinion"),
            QCoreApplication.translate(
                "Advanced", "Learns known defects directly as well, where that helps. Not part of the paper."
            ),
        ),
        "opinion.hidden": (
            QCoreApplication.translate("Advanced", "Opinion: units"),
            QCoreApplication.translate(
                "Advanced", "Size of its network. More can tell more apart, and learns more by heart."
            ),
        ),
        "opinion.steps": (
            QCoreApplication.translate("Advanced", "Opinion: steps"),
            QCoreApplication.translate("Advanced", "How long it learns."),
        ),
        "opinion.fold_steps": (
            QCoreApplication.translate("Advanced", "Opinion: steps for weighing"),
            QCoreApplication.translate(
                "Advanced", "How long those learn that only find out how much it may count."
            ),
        ),
        "opinion.batch_cells": (
            QCoreApplication.translate("Advanced", "Opinion: places at once"),
            QCoreApplication.translate("Advanced", "How many places one of its steps learns from."),
        ),
        "opinion.learning_rate": (
            QCoreApplication.translate("Advanced", "Opinion: learning rate"),
            QCoreApplication.translate("Advanced", "Size of each of its steps."),
        ),
        "opinion.decay": (
            QCoreApplication.translate("Advanced", "Opinion: weight decay"),
            QCoreApplication.translate(
                "Advanced", "Keeps its weights small, so that it learns less by heart."
            ),
        ),
        "opinion.dropout": (
            QCoreApplication.translate("Advanced", "Opinion: dropout"),
            QCoreApplication.translate(
                "Advanced", "Share of its units left out of a step, so that it learns less by heart."
            ),
        ),
        "opinion.normal_cells": (
            QCoreApplication.translate("Advanced", "Opinion: good places"),
            QCoreApplication.translate("Advanced", "At most so many places of good parts teach it."),
        ),
    }


def _weight_texts() -> dict[str, tuple[str, str]]:
    return {
        "opinion.folds": (
            QCoreApplication.translate("Advanced", "Opinion: rounds of weighing"),
            QCoreApplication.translate(
                "Advanced", "Known defects are held out in so many parts to find out how much it may count."
            ),
        ),
        "opinion.weights": (
            QCoreApplication.translate("Advanced", "Opinion: weights to choose from"),
            QCoreApplication.translate("Advanced", "How much it may count beside the flow; 0 leaves it out."),
        ),
        "opinion.weight_one_type": (
            QCoreApplication.translate("Advanced", "Opinion: weight with one kind"),
            QCoreApplication.translate(
                "Advanced", "At most this much while only one kind of defect is known."
            ),
        ),
        "opinion.part_folds": (
            QCoreApplication.translate("Advanced", "Whole parts: rounds of weighing"),
            QCoreApplication.translate(
                "Advanced", "The same rounds for what unpainted defective parts teach."
            ),
        ),
        "opinion.part_weights": (
            QCoreApplication.translate("Advanced", "Whole parts: weights to choose from"),
            QCoreApplication.translate(
                "Advanced", "How much the look of a whole part may count; 0 leaves it out."
            ),
        ),
        "opinion.part_weight_painted": (
            QCoreApplication.translate("Advanced", "Whole parts: weight where all is painted"),
            QCoreApplication.translate(
                "Advanced", "At most this much for whole parts where every defect is painted."
            ),
        ),
        "opinion.part_decay": (
            QCoreApplication.translate("Advanced", "Whole parts: calm"),
            QCoreApplication.translate("Advanced", "The higher, the less one odd part can teach."),
        ),
    }
