#!/usr/bin/env python3
"""The loop through the real window: normals alone, then a defect, then another one, and back again.

``loop_run.py FOLDER [--data TREE] [--limit N]``: an MVTec AD tree (default: a generated one) becomes a
project in which only the good parts are judged. NFAD first; then five defects of one type, of five capture
groups, are painted with the mouse along their masks, retrained and promoted; then three of another type; the
model is promoted, and rolled back. Prints what each model stops of every type, and the times; FOLDER gets a
picture of every place in both languages. ``--limit``: pictures of every kind that are taken.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parent.parent / "ui"))
sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))

from parts_folder import paint

from bgad_studio.app import make_application, make_window
from bgad_studio.core.datasets import GOOD, read_mvtec_tree
from bgad_studio.core.imaging.load import load_image, read_picture, save_png
from bgad_studio.core.records import ImageRecord, Verdict
from bgad_studio.services.preferences import Preferences
from bgad_studio.services.project import Project
from bgad_studio.store.images import NewImage
from bgad_studio.ui import i18n
from bgad_studio.ui.canvas.tools import Tool
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.gate.state import Decision
from bgad_studio.ui.training.state import End
from bgad_studio.ui.workspace import Workspace
from screenshots import pause, wait_for


def main() -> int:
    """Everything, in order."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--limit", type=int, default=1000)
    parser.add_argument("--types", nargs=2, help="The first and the second type of defect.")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("CONFIG", "DATA", "STATE"):  # not among the person's own projects
            os.environ[f"XDG_{name}_HOME"] = scratch
        tree = arguments.data or generate(Path(scratch) / "tree")
        path = Path(scratch) / "Loop.bgad"
        masks = make_project(path, tree, arguments.limit)
        types = arguments.types or sorted({kind_of(name) for name in masks})[:2]
        app = make_application(Preferences(language="en", theme="light"))
        window = make_window()
        window.resize(1440, 900)
        window.show()
        window.open_project(path)
        wait_for(lambda: window.workspace is not None and len(window.workspace.session.catalogue) > 0)
        assert window.workspace is not None
        run = LoopRun(window.workspace, masks)
        run.train("NFAD")
        for kind, count in zip(types, (5, 3), strict=True):
            run.teach(kind, count)
            run.retrain(f"with {count} {kind}")
            photograph(app, window, arguments.folder / kind)
            run.decide(Decision.PROMOTE)
        run.roll_back()
        run.report()
        photograph(app, window, arguments.folder / "end")
        window.workspace.session.close()
        wait_for(lambda: window.workspace is None)
    return 0


class LoopRun:
    """A person at the window.

    Args:
        workspace: Of the open project.
        masks: Name of every defective picture → its mask's file.
    """

    def __init__(self, workspace: Workspace, masks: dict[str, Path]) -> None:
        self.workspace = workspace
        self.masks = masks
        self.figures: list[tuple[str, float, dict[str, str]]] = []
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is read or written."""
        wait_for(lambda: self.workspace.session.settled)

    def train(self, title: str) -> None:
        """Press the one button and wait for the model."""
        started = time.monotonic()
        self.workspace.top_bar.train_button.click()
        wait_for(lambda: self.workspace.trainer.state.running)
        wait_for(lambda: not self.workspace.trainer.state.running)
        assert self.workspace.trainer.state.end is End.FINISHED, self.workspace.trainer.state.trouble
        self.settle()
        self.count(title, time.monotonic() - started)

    def retrain(self, title: str) -> None:
        """One click; then the gate."""
        say("news:", self.workspace.top_bar._news.text())
        self.train(title)
        wait_for(lambda: self.workspace.gate.state.gate is not None)
        gate = self.workspace.gate.state.gate
        assert gate is not None
        view = self.workspace.place(Place.TRAIN).gate  # type: ignore[attr-defined]
        say("gate:", view._balance.text(), "flips:", len(gate.flips), "against a person:", gate.harmful)
        say("gate:", view._told.text())

    def teach(self, kind: str, count: int) -> None:
        """Judge and paint ``count`` defects of a type, each of another capture group."""
        self.workspace.go(Place.LABEL)
        view = self.workspace.place(Place.LABEL)
        taken: dict[str, ImageRecord] = {}
        for record in sorted(self.workspace.session.catalogue.records, key=lambda r: r.name):
            if record.name in self.masks and kind_of(record.name) == kind:
                taken.setdefault(record.group, record)
        assert len(taken) >= count, f"only {len(taken)} capture groups of {kind}"
        project = self.workspace.session.project
        if kind not in {item.name for item in project.masks.defect_types()}:
            self.workspace.session.store.submit(lambda: project.masks.add_defect_type(kind))
            self.workspace.session.reload()
            self.settle()
        (type_id,) = [item.id for item in project.masks.defect_types() if item.name == kind]
        for record in list(taken.values())[:count]:
            view.browser.show_part(record.id)  # type: ignore[attr-defined]
            wait_for(lambda record=record: self._shown(view, record))
            QTest.keyClick(view, "2")
            self._paint(view, type_id, self.masks[record.name])
            self.settle()

    def decide(self, decision: Decision) -> None:
        """Press a button of the gate."""
        before = self.workspace.session.catalogue.model
        self.workspace.go(Place.TRAIN)
        self.workspace.place(Place.TRAIN).gate.buttons[decision].click()  # type: ignore[attr-defined]
        wait_for(lambda: self.workspace.gate.state.gate is None)
        wait_for(lambda: self.workspace.session.catalogue.model != before)
        self.settle()

    def roll_back(self) -> None:
        """Let the model before judge again, in the place of models."""
        self.workspace.go(Place.MODELS)
        view = self.workspace.place(Place.MODELS)
        table = view.table  # type: ignore[attr-defined]
        wait_for(lambda: table.topLevelItemCount() == 3)
        table.setCurrentItem(table.topLevelItem(1))
        view.activate.click()  # type: ignore[attr-defined]
        model = self.workspace.session.catalogue
        wait_for(lambda: model.model is not None and model.model.number == 2)
        self.settle()
        say("rolled back to model 2")

    def count(self, title: str, seconds: float) -> None:
        """What the newest model stops of every kind, by the folders' names."""
        project = self.workspace.session.project
        model = project.models.all()[-1]
        scores = project.models.scores(model.id)
        stopped: dict[str, list[bool]] = {}
        for record in project.images.all():
            if record.id in scores and not record.name.startswith("train/"):
                stop = scores[record.id].verdict is not Verdict.OK
                stopped.setdefault(kind_of(record.name), []).append(stop)
        shown = {kind: f"{sum(hits)}/{len(hits)}" for kind, hits in sorted(stopped.items())}
        self.figures.append((f"model {model.number}: {title}", seconds, shown))
        say(*self.figures[-1])

    def report(self) -> None:
        """A line a model."""
        kinds = list(self.figures[0][2])
        say("stopped (review or NG), of all parts that training on normals has not seen:")
        say(f"{'':28}{'s':>7}", *(f"{kind:>10}" for kind in kinds))
        for title, seconds, shown in self.figures:
            say(f"{title:28}{seconds:7.0f}", *(f"{shown[kind]:>10}" for kind in kinds))

    def _shown(self, view: object, record: ImageRecord) -> bool:
        current = view.presenter.record  # type: ignore[attr-defined]
        ready = view.canvas.label_map() is not None  # type: ignore[attr-defined]
        return current is not None and current.id == record.id and ready

    def _paint(self, view: object, type_id: int, mask: Path) -> None:
        """Strokes of a small brush along the rows of the mask."""
        view.panel.choose_type(type_id)  # type: ignore[attr-defined]
        view.set_tool(Tool.BRUSH)  # type: ignore[attr-defined]
        canvas = view.canvas  # type: ignore[attr-defined]
        canvas.set_brush_radius(2)
        truth = (load_image(mask)[..., 0] > 127).astype(np.uint8)
        count, regions = cv2.connectedComponents(truth, connectivity=8)
        for region in range(1, count):
            rows, columns = np.nonzero(regions == region)
            for row in range(int(rows.min()), int(rows.max()) + 1, 3):
                along = columns[rows == row]
                ends = ((float(along.min()), row + 0.5), (float(along.max()) + 0.5, row + 0.5))
                paint(canvas, ends[0], ends[1])


def kind_of(name: str) -> str:
    """``test/crack/1.png`` → ``crack``."""
    return name.split("/")[-2]


def make_project(path: Path, tree: Path, limit: int) -> dict[str, Path]:
    """A project with the good training parts judged; names of defective pictures with their masks."""
    taken: dict[str, int] = {}
    new, good, masks = [], [], {}
    for image in read_mvtec_tree(tree).images:
        folder = image.name.rsplit("/", 1)[0]
        taken[folder] = taken.get(folder, 0) + 1
        if taken[folder] > limit:
            continue
        header = read_picture(image.path)[0]
        group = image.path.stem.split("__")[0]
        new.append(NewImage(image.path, image.name, header.sha256, header.width_px, header.height_px, group))
        if image.defect == GOOD:
            good.append(image.name)
        elif image.mask is not None:
            masks[image.name] = image.mask
    with Project.create(path) as project:
        ids = {record.name: record.id for record in project.images.add(new)}
        judged = [ids[name] for name in good if name in ids]
        project.images.set_verdict(judged, Verdict.OK, "loop run")
    return masks


def generate(root: Path) -> Path:
    """Grey parts with dark dents or bright scratches."""
    rng = np.random.default_rng(0)
    plan = {"train/good": 60, "test/good": 20, "test/dent": 12, "test/scratch": 12}
    for folder, count in plan.items():
        for number in range(count):
            grey = rng.normal(130, 8, (160, 160))
            mask = np.zeros((160, 160), np.uint8)
            row, column = rng.integers(30, 120, 2)
            if folder.endswith("dent"):
                cv2.circle(mask, (int(column), int(row)), 7, 255, -1)
            elif folder.endswith("scratch"):
                cv2.line(mask, (int(column), int(row)), (int(column) + 25, int(row) - 18), 255, 3)
            grey[mask > 0] += -60 if folder.endswith("dent") else 50
            (root / folder).mkdir(parents=True, exist_ok=True)
            name = f"part{number:03d}__0"
            picture = grey.clip(0, 255).astype(np.uint8)[..., None].repeat(3, 2)
            save_png(root / folder / f"{name}.png", picture)
            if mask.any():
                truth = root / "ground_truth" / Path(folder).name
                truth.mkdir(parents=True, exist_ok=True)
                save_png(truth / f"{name}_mask.png", mask)
    return root


def photograph(app: QApplication, window: object, folder: Path) -> None:
    """Every place in both languages."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in ("zh_CN", "en"):
        i18n.install(app, language)
        for place in Place:
            window.workspace.go(place)  # type: ignore[attr-defined]
            pause(1.5)
            window.grab().save(str(folder / f"{place.value}-{language}.png"))  # type: ignore[attr-defined]


def say(*parts: object) -> None:
    """One line, at once."""
    sys.stdout.write(" ".join(map(str, parts)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
