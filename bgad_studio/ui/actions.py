"""Everything a person can do by key, button or menu, in one table: icon and shortcuts here, words below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

from bgad_studio.ui import keymap
from bgad_studio.ui.icons import icon


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing to do.

    Attributes:
        icon: Name in ``resources/icons``; empty for none.
        shortcuts: The usual ones; the first one is shown.
        checkable: It is switched on and off.
    """

    icon: str = ""
    shortcuts: tuple[str, ...] = ()
    checkable: bool = False


ACTIONS: Final[dict[str, ActionSpec]] = {
    # the window
    "open": ActionSpec("open", ("Ctrl+O",)),
    "new": ActionSpec("add", ("Ctrl+N",)),
    "demo": ActionSpec("image"),
    "import": ActionSpec("import", ("Ctrl+I",)),
    "train": ActionSpec("train", ("Ctrl+T",)),
    "report": ActionSpec("report", ("Ctrl+P",)),
    "export": ActionSpec("export"),
    "removed": ActionSpec("bin"),
    "go_label": ActionSpec("label", ("Alt+1",)),
    "go_synth": ActionSpec("synth", ("Alt+2",)),
    "go_train": ActionSpec("train", ("Alt+3",)),
    "go_results": ActionSpec("results", ("Alt+4",)),
    "go_review": ActionSpec("review", ("Alt+5",)),
    "go_inspect": ActionSpec("inspect", ("Alt+6",)),
    "go_models": ActionSpec("model", ("Alt+7",)),
    "go_history": ActionSpec("clock", ("Alt+8",)),
    "keys": ActionSpec("keyboard", ("F1", "?")),
    "quit": ActionSpec("", ("Ctrl+Q",)),
    # going through parts
    "previous": ActionSpec("previous", ("Left", "A")),
    "next": ActionSpec("next", ("Right", "D")),
    "next_open": ActionSpec("next", ("U",)),
    "next_review": ActionSpec("next", ("Ctrl+Shift+D",)),
    "previous_review": ActionSpec("previous", ("Ctrl+Shift+A",)),
    "search": ActionSpec("search", ("/", "Ctrl+L")),
    "grid": ActionSpec("grid", ("G",), checkable=True),
    "remove_parts": ActionSpec("bin", ("Del",)),
    # judging
    "ok": ActionSpec("ok", ("1",)),
    "ng": ActionSpec("ng", ("2",)),
    "unsure": ActionSpec("unsure", ("3",)),
    "accept_next": ActionSpec("ok", ("Return", "Enter")),
    # painting
    "pan": ActionSpec("pan", ("V",), checkable=True),
    "brush": ActionSpec("brush", ("B",), checkable=True),
    "square": ActionSpec("square", ("Shift+B",), checkable=True),
    "eraser": ActionSpec("eraser", ("E",), checkable=True),
    "lasso": ActionSpec("lasso", ("L",), checkable=True),
    "polygon": ActionSpec("polygon", ("P",), checkable=True),
    "polygon_minus": ActionSpec("polygon-minus", ("Shift+P",)),
    "rectangle": ActionSpec("rectangle", ("R",), checkable=True),
    "ellipse": ActionSpec("ellipse", ("O",), checkable=True),
    "wand": ActionSpec("wand", ("W",), checkable=True),
    "edges": ActionSpec("edges", ("S",), checkable=True),
    "fill": ActionSpec("fill", ("F",), checkable=True),
    "erase": ActionSpec("subtract", ("X",), checkable=True),
    "next_type": ActionSpec("", ("T",)),
    "ignore": ActionSpec("", ("I",)),
    "fill_holes": ActionSpec("fill-holes", ("Shift+F",)),
    "grow": ActionSpec("grow", ("Shift+Up",)),
    "shrink": ActionSpec("shrink", ("Shift+Down",)),
    "accept": ActionSpec("heat", ("Ctrl+Return", "Ctrl+Enter", "Shift+A")),
    "smaller": ActionSpec("remove", ("[",)),
    "larger": ActionSpec("add", ("]",)),
    "undo": ActionSpec("undo", ("Ctrl+Z",)),
    "redo": ActionSpec("redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
    # pseudo anomalies
    "approve": ActionSpec("ok", ("Y",)),
    "reject": ActionSpec("ng", ("Backspace",)),
    # regions
    "next_region": ActionSpec("next", ("Alt+Down",)),
    "previous_region": ActionSpec("previous", ("Alt+Up",)),
    # looking
    "zoom_out": ActionSpec("zoom-out", ("-",)),
    "zoom_in": ActionSpec("zoom-in", ("+", "=")),
    "fit": ActionSpec("fit", ("Ctrl+F",)),
    "actual": ActionSpec("actual-size", ("Ctrl+0",)),
    "tone": ActionSpec("adjust", ("K",)),
    "navigator": ActionSpec("navigator", ("N",)),
    "hand": ActionSpec("", ("Space",)),
    "peek": ActionSpec("", ("Q",)),
    "heat": ActionSpec("heat", ("H",), checkable=True),
    "contour": ActionSpec("contour", ("C",), checkable=True),
    "boxes": ActionSpec("boxes", ("Shift+C",), checkable=True),
    "mask": ActionSpec("mask", ("M",), checkable=True),
}


def _texts() -> dict[str, str]:
    """What each action is called, translated."""
    return {
        "open": QCoreApplication.translate("Actions", "Open project…"),
        "new": QCoreApplication.translate("Actions", "New project…"),
        "demo": QCoreApplication.translate("Actions", "Open the demo"),
        "import": QCoreApplication.translate("Actions", "Import pictures…"),
        "train": QCoreApplication.translate("Actions", "Train"),
        "report": QCoreApplication.translate("Actions", "Write a report…"),
        "export": QCoreApplication.translate("Actions", "Export labels…"),
        "removed": QCoreApplication.translate("Actions", "Removed parts…"),
        "go_label": QCoreApplication.translate("Actions", "Go to the parts"),
        "go_synth": QCoreApplication.translate("Actions", "Go to pseudo anomalies"),
        "go_train": QCoreApplication.translate("Actions", "Go to training"),
        "go_results": QCoreApplication.translate("Actions", "Go to results"),
        "go_review": QCoreApplication.translate("Actions", "Go to the review"),
        "go_inspect": QCoreApplication.translate("Actions", "Go to inspections"),
        "go_models": QCoreApplication.translate("Actions", "Go to models"),
        "go_history": QCoreApplication.translate("Actions", "Go to who decided what"),
        "keys": QCoreApplication.translate("Actions", "Keys"),
        "quit": QCoreApplication.translate("Actions", "Quit"),
        "previous": QCoreApplication.translate("Actions", "Previous part"),
        "next": QCoreApplication.translate("Actions", "Next part"),
        "next_open": QCoreApplication.translate("Actions", "Next part without a verdict"),
        "next_review": QCoreApplication.translate("Actions", "Next part to check"),
        "previous_review": QCoreApplication.translate("Actions", "Part to check before"),
        "search": QCoreApplication.translate("Actions", "Find a part by name"),
        "grid": QCoreApplication.translate("Actions", "Many parts at once"),
        "remove_parts": QCoreApplication.translate("Actions", "Remove from the project"),
        "ok": QCoreApplication.translate("Actions", "This part is good"),
        "ng": QCoreApplication.translate("Actions", "This part has a defect"),
        "unsure": QCoreApplication.translate("Actions", "Unsure about this part"),
        "accept_next": QCoreApplication.translate("Actions", "As the model says, and on"),
    } | _picture_texts()


def _picture_texts() -> dict[str, str]:
    """The same for what is done to the picture."""
    return {
        "pan": QCoreApplication.translate("Actions", "Move the picture"),
        "brush": QCoreApplication.translate("Actions", "Brush"),
        "square": QCoreApplication.translate("Actions", "Square brush"),
        "eraser": QCoreApplication.translate("Actions", "Eraser"),
        "lasso": QCoreApplication.translate("Actions", "Draw round a defect"),
        "polygon": QCoreApplication.translate("Actions", "Corner by corner"),
        "polygon_minus": QCoreApplication.translate("Actions", "Corner by corner, taking away"),
        "rectangle": QCoreApplication.translate("Actions", "Rectangle"),
        "ellipse": QCoreApplication.translate("Actions", "Ellipse"),
        "wand": QCoreApplication.translate("Actions", "Like colours; drag for more"),
        "edges": QCoreApplication.translate("Actions", "Draw roughly, find the edge"),
        "fill": QCoreApplication.translate("Actions", "Fill an enclosed area"),
        "erase": QCoreApplication.translate("Actions", "Take away instead of adding"),
        "next_type": QCoreApplication.translate("Actions", "Next defect type"),
        "ignore": QCoreApplication.translate("Actions", "Paint an area to ignore"),
        "fill_holes": QCoreApplication.translate("Actions", "Fill holes"),
        "grow": QCoreApplication.translate("Actions", "Wider"),
        "shrink": QCoreApplication.translate("Actions", "Narrower"),
        "accept": QCoreApplication.translate("Actions", "Mark what the model sees"),
        "smaller": QCoreApplication.translate("Actions", "Smaller brush"),
        "larger": QCoreApplication.translate("Actions", "Larger brush"),
        "undo": QCoreApplication.translate("Actions", "Undo"),
        "redo": QCoreApplication.translate("Actions", "Redo"),
        **_looking_texts(),
    }


def _looking_texts() -> dict[str, str]:
    """The same of what only changes the view."""
    return {
        "approve": QCoreApplication.translate("Actions", "Approve this pseudo anomaly"),
        "reject": QCoreApplication.translate("Actions", "Reject this pseudo anomaly"),
        "next_region": QCoreApplication.translate("Actions", "Next unusual place"),
        "previous_region": QCoreApplication.translate("Actions", "Unusual place before"),
        "zoom_out": QCoreApplication.translate("Actions", "Zoom out"),
        "zoom_in": QCoreApplication.translate("Actions", "Zoom in"),
        "fit": QCoreApplication.translate("Actions", "Whole picture"),
        "actual": QCoreApplication.translate("Actions", "Actual size"),
        "tone": QCoreApplication.translate("Actions", "Brightness and contrast"),
        "navigator": QCoreApplication.translate("Actions", "Small map when zoomed in"),
        "hand": QCoreApplication.translate("Actions", "Move the picture while held"),
        "peek": QCoreApplication.translate("Actions", "Bare picture while held"),
        "heat": QCoreApplication.translate("Actions", "Heat"),
        "contour": QCoreApplication.translate("Actions", "Contour"),
        "boxes": QCoreApplication.translate("Actions", "Boxes"),
        "mask": QCoreApplication.translate("Actions", "Painted defects"),
    }


def action_text(key: str) -> str:
    """What one action is called, translated."""
    return _texts()[key]


def usual_shortcuts(key: str) -> tuple[str, ...]:
    """The shortcuts of an action as long as nobody chose others, as Qt writes them on every computer."""
    portable = QKeySequence.SequenceFormat.PortableText
    return tuple(QKeySequence(text).toString(portable) for text in ACTIONS[key].shortcuts)


def shortcuts(key: str) -> tuple[str, ...]:
    """The shortcuts of an action now."""
    chosen = keymap.chosen().get(key)
    return usual_shortcuts(key) if chosen is None else chosen


def who_has(shortcut: str) -> str | None:
    """The action that has this shortcut, or None."""
    return next((key for key in ACTIONS if shortcut in shortcuts(key)), None)


def is_key(event: QKeyEvent, key: str) -> bool:
    """Whether the key of an action that lasts as long as it is held was pressed or let go."""
    return QKeySequence(event.key()).toString(QKeySequence.SequenceFormat.PortableText) in shortcuts(key)


def key_text(key: str) -> str:
    """The shown shortcut of an action as this computer writes it; empty for none."""
    found = shortcuts(key)
    return QKeySequence(found[0]).toString(QKeySequence.SequenceFormat.NativeText) if found else ""


_ONCE: Final = ("accept_next", "ok", "ng", "unsure", "remove_parts", "approve", "reject")
"""Held down, they would judge parts nobody has looked at."""


class ActionSet(QObject):
    """Actions of one place.

    Args:
        owner: The shortcuts work while it, or something in it, has the focus.
        handlers: Key of :data:`ACTIONS` → what it does; a checkable one's handler takes the new state.
        window_wide: The shortcuts work everywhere in the window.
    """

    def __init__(
        self, owner: QWidget, handlers: Mapping[str, Callable[..., None]], *, window_wide: bool = False
    ) -> None:
        super().__init__(owner)
        self._actions: dict[str, QAction] = {}
        context = Qt.ShortcutContext
        for key, handler in handlers.items():
            spec = ACTIONS[key]
            action = QAction(self)
            if spec.icon:
                action.setIcon(icon(spec.icon))
            action.setShortcutContext(
                context.WindowShortcut if window_wide else context.WidgetWithChildrenShortcut
            )
            action.setCheckable(spec.checkable)
            action.setAutoRepeat(key not in _ONCE)
            if spec.checkable:
                action.toggled.connect(handler)
            else:
                action.triggered.connect(lambda _checked, handler=handler: handler())
            owner.addAction(action)
            self._actions[key] = action
        self.retranslate()

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def keys(self) -> Iterable[str]:
        """Of the actions, in order."""
        return self._actions.keys()

    def retranslate(self) -> None:
        """Name everything in the language in use, with the keys in use; tool tips tell them."""
        texts = _texts()
        for key, action in self._actions.items():
            action.setShortcuts([QKeySequence(text) for text in shortcuts(key)])
            action.setText(texts[key])
            shortcut = key_text(key)
            action.setToolTip(f"{texts[key]} ({shortcut})" if shortcut else texts[key])


def tool_button(action: QAction, parent: QWidget | None = None) -> QToolButton:
    """A square button for an action, as under the canvas."""
    button = QToolButton(parent)
    button.setDefaultAction(action)
    button.setProperty("tool", True)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
