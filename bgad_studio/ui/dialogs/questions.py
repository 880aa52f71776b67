"""Short questions: which file or folder, and whether work may be given up."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from bgad_studio.services.project import SUFFIX
from bgad_studio.ui.i18n import counted


def ask_new_project(parent: QWidget) -> Path | None:
    """Where the new project goes; None: nowhere."""
    title = QCoreApplication.translate("Questions", "Name the new project")
    name, _ = QFileDialog.getSaveFileName(parent, title, f"Line 1{SUFFIX}", f"BGAD (*{SUFFIX})")
    if not name:
        return None
    path = Path(name)
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def ask_project(parent: QWidget) -> Path | None:
    """Which project to open; None: none."""
    title = QCoreApplication.translate("Questions", "Choose a project folder (*.bgad)")
    folder = QFileDialog.getExistingDirectory(parent, title)
    return Path(folder) if folder else None


def may_give_up(parent: QWidget) -> bool:
    """Whether the work that goes on may be given up; the safe answer is the default."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(QCoreApplication.translate("Questions", "Work is still going on in this project."))
    box.setInformativeText(
        QCoreApplication.translate(
            "Questions",
            "The model before stays in use. A training can go on later from where it was last kept.",
        )
    )
    stop = box.addButton(
        QCoreApplication.translate("Questions", "Stop and close"), QMessageBox.ButtonRole.DestructiveRole
    )
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    return box.clickedButton() is stop


def may_lose_paint(parent: QWidget, parts: int) -> bool:
    """Whether the project may be closed although paint on so many parts could not be saved."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(
        counted(
            parts,
            QCoreApplication.translate("Questions", "Paint on 1 part could not be saved."),
            QCoreApplication.translate("Questions", "Paint on {0} parts could not be saved."),
        )
    )
    box.setInformativeText(
        QCoreApplication.translate("Questions", "Free some space and save again, or close and lose it.")
    )
    lose = box.addButton(
        QCoreApplication.translate("Questions", "Close and lose it"), QMessageBox.ButtonRole.DestructiveRole
    )
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    return box.clickedButton() is lose


def may_delete_model(parent: QWidget, number: int) -> bool:
    """Whether a model's files may go; the safe answer is the default."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(QCoreApplication.translate("Questions", "Delete model {0}?").format(number))
    box.setInformativeText(
        QCoreApplication.translate(
            "Questions", "It can never judge again. Its scores and verdicts stay on record."
        )
    )
    delete = box.addButton(
        QCoreApplication.translate("Questions", "Delete it"), QMessageBox.ButtonRole.DestructiveRole
    )
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    return box.clickedButton() is delete
