"""The menu behind the button at the top left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from bgad_studio.core.import_rules import WatchedFolder
from bgad_studio.ui import i18n, theme
from bgad_studio.ui.actions import ActionSet
from bgad_studio.ui.icons import icon


class MainMenu(QMenu):
    """Projects, import, language, theme, keys.

    Args:
        actions: The window's.
        parent: Of the menu.

    Signals:
        watchStopped(object): Bring in nothing more from this folder (``Path``).
        recentChosen(object): Open this project (``Path``).
        languageChosen(str), themeChosen(str): Switch now and remember.
    """

    watchStopped = Signal(object)  # noqa: N815 - a signal
    recentChosen = Signal(object)  # noqa: N815 - a signal
    languageChosen = Signal(str)  # noqa: N815
    themeChosen = Signal(str)  # noqa: N815

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = QMenu(self)
        self._language, self._theme = QMenu(self), QMenu(self)
        self._language.setIcon(icon("language"))
        self._theme.setIcon(icon("theme"))
        self._recent.setIcon(icon("clock"))
        self.addAction(actions["import"])
        self.addAction(actions["report"])
        self.addAction(actions["export"])
        self.addAction(actions["removed"])
        self.addSeparator()
        for key in ("new", "open"):
            self.addAction(actions[key])
        self.addMenu(self._recent)
        self.addAction(actions["demo"])
        self.addSeparator()
        self.addMenu(self._language)
        self.addMenu(self._theme)
        self.addAction(actions["keys"])
        self.addSeparator()
        self.addAction(actions["quit"])
        self._watched = QMenu(self)
        self._watched.setIcon(icon("watch"))
        self.insertMenu(actions["report"], self._watched)
        self.set_watched(())
        self._languages = _choices(self._language, i18n.LANGUAGES, self.languageChosen, self)
        for code, name in i18n.LANGUAGES.items():
            self._languages[code].setText(name)
        self._themes = _choices(self._theme, ("light", "dark"), self.themeChosen, self)
        self.retranslate()

    def set_recent(self, paths: Mapping[Path, bool]) -> None:
        """Offer these projects; ones that are not there are greyed, a drive may come back."""
        self._recent.clear()
        for path, there in paths.items():
            action = self._recent.addAction(path.stem)
            action.setToolTip(str(path))
            action.setEnabled(there)
            action.triggered.connect(lambda _checked=False, path=path: self.recentChosen.emit(path))
        self._recent.setToolTipsVisible(True)
        self._recent.setEnabled(bool(paths))

    def set_watched(self, watched: Sequence[WatchedFolder]) -> None:
        """Show which folders new parts come in from; each entry lets its folder be."""
        self._watched.clear()
        stop = QCoreApplication.translate("MainMenu", "Stop watching {0}")
        for folder in (item.folder for item in watched):
            action = self._watched.addAction(stop.format(folder.name))
            action.setToolTip(str(folder))
            action.triggered.connect(lambda _=False, folder=folder: self.watchStopped.emit(folder))
        self._watched.setToolTipsVisible(True)
        self._watched.menuAction().setVisible(bool(watched))
        self._folders = tuple(watched)

    def retranslate(self) -> None:
        """Name the menus in the language in use, and check what is chosen."""
        self._watched.setTitle(QCoreApplication.translate("MainMenu", "Watched folders"))
        self.set_watched(self._folders)
        self._recent.setTitle(QCoreApplication.translate("MainMenu", "Open again"))
        self._language.setTitle(QCoreApplication.translate("MainMenu", "Language"))
        self._theme.setTitle(QCoreApplication.translate("MainMenu", "Theme"))
        self._themes["light"].setText(QCoreApplication.translate("MainMenu", "Light"))
        self._themes["dark"].setText(QCoreApplication.translate("MainMenu", "Dark"))
        self._languages[i18n.current()].setChecked(True)
        self._themes[theme.current().name].setChecked(True)


def _choices(
    menu: QMenu, keys: Sequence[str] | dict[str, str], chosen: SignalInstance, parent: QObject
) -> dict[str, QAction]:
    """One of several, as checkable entries."""
    group = QActionGroup(parent)
    made: dict[str, QAction] = {}
    for key in keys:
        action = menu.addAction("")
        action.setCheckable(True)
        action.triggered.connect(lambda _checked=False, key=key: chosen.emit(key))
        group.addAction(action)
        made[key] = action
    return made
