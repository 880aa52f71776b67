"""The language of the window, switchable at any time.

Every visible text is ``QCoreApplication.translate("Context", "literal").format(...)``, written out in full
(an alias or an f-string is not seen by lupdate), in a ``retranslate()`` that its view calls again on
``QEvent.Type.LanguageChange``. ``packaging/translate.py`` collects the texts and compiles the catalogue.
"""

from __future__ import annotations

import logging
from typing import ClassVar, Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from bgad_studio.core.demo.defects import DefectKind
from bgad_studio.core.errors import Trouble
from bgad_studio.core.paper import Tongue
from bgad_studio.core.progress import Phase
from bgad_studio.core.resources import resource

LANGUAGES: Final = {"en": "English", "zh_CN": "简体中文"}
"""Every language by its code, each named in itself."""

_SOURCE: Final = "en"


class _State:
    """What is installed at the moment."""

    language = _SOURCE
    translators: ClassVar[list[QTranslator]] = []


def current() -> str:
    """The code of the language in use."""
    return _State.language


def default_language() -> str:
    """Chinese where the computer is set to Chinese, else English."""
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else _SOURCE


def install(app: QCoreApplication, language: str) -> None:
    """Switch ``app`` to ``language``; every widget then gets a ``LanguageChange`` event.

    A catalogue that cannot be loaded is logged and leaves English text.

    Raises:
        KeyError: The language is not one of :data:`LANGUAGES`.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    while _State.translators:
        app.removeTranslator(_State.translators.pop())
    _State.language = language
    QLocale.setDefault(QLocale(language))
    if language == _SOURCE:
        return
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    own_folder = str(resource("translations"))
    for name, folder in ((f"qtbase_{language}", qt_folder), (f"bgad_studio_{language}", own_folder)):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
            _State.translators.append(translator)
        else:
            logging.getLogger(__name__).warning("no catalogue %s in %s", name, folder)


def tongue(context: str) -> Tongue:
    """Says texts of a context in the language in use, also below the window."""
    return Tongue(context, QCoreApplication.translate, current())


def counted(number: int, one: str, several: str, *more: object) -> str:
    """The text for this many things: ``{0}`` is their number, ``{1}`` and so on what else it names."""
    return (one if number == 1 else several).format(number, *more)


def trouble_text(trouble: Trouble) -> tuple[str, str]:
    """What happened and what to do, in the language in use, with the particulars filled in."""
    values = dict(trouble.params)
    text = QCoreApplication.translate("Problem", trouble.problem.text)
    remedy = QCoreApplication.translate("Problem", trouble.problem.remedy)
    return text.format(**values), remedy.format(**values)


def phase_text(phase: Phase) -> str:
    """What long work is doing, in the language in use."""
    return {
        Phase.STARTING: QCoreApplication.translate("Phase", "Starting"),
        Phase.IMPORTING: QCoreApplication.translate("Phase", "Importing"),
        Phase.GENERATING: QCoreApplication.translate("Phase", "Drawing demo parts"),
        Phase.SYNTHESIS: QCoreApplication.translate("Phase", "Making pseudo anomalies"),
        Phase.FEATURES: QCoreApplication.translate("Phase", "Looking at pictures"),
        Phase.CALIBRATING: QCoreApplication.translate("Phase", "Setting thresholds"),
        Phase.PREPARING: QCoreApplication.translate("Phase", "Preparing the training"),
        Phase.TRAINING: QCoreApplication.translate("Phase", "Training"),
        Phase.SCORING: QCoreApplication.translate("Phase", "Scoring"),
        Phase.INSPECTING: QCoreApplication.translate("Phase", "Inspecting"),
        Phase.SAVING: QCoreApplication.translate("Phase", "Saving"),
    }[phase]


def demo_names() -> dict[DefectKind, str]:
    """What the demo's defects are called when it is drawn, in the language in use."""
    return {
        DefectKind.SCRATCH: QCoreApplication.translate("Demo", "scratch"),
        DefectKind.PIT: QCoreApplication.translate("Demo", "pit"),
        DefectKind.STAIN: QCoreApplication.translate("Demo", "stain"),
        DefectKind.DENT: QCoreApplication.translate("Demo", "dent"),
    }
