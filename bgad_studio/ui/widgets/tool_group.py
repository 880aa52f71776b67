"""One button for several tools: it shows the one used last and opens the others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from bgad_studio.ui.actions import tool_button


def tool_group(actions: Sequence[QAction], parent: QWidget) -> QToolButton:
    """A button that does the action chosen last, with a menu of all of them behind its arrow.

    Args:
        actions: The first one is shown at first.
        parent: Owner of the button.
    """
    button = tool_button(actions[0], parent)
    button.setProperty("group", True)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
    menu = QMenu(button)
    menu.addActions(list(actions))
    button.setMenu(menu)
    menu.triggered.connect(button.setDefaultAction)
    return button
