from __future__ import annotations

from itertools import combinations

import cv2
import numpy as np
import pytest

from bgad_studio.store.masks import COLOURS
from bgad_studio.ui.palette import PALETTES, Palette

FIRST = ("#E06A00", "#6C85FF", "#FFE11A", "#00E59A", "#FFB3F5", "#5A1AFA", "#8F3434", "#85408A")
"""Of projects with few types."""

# Machado, Oliveira and Fernandes (2009), full severity, on linear RGB.
SIGHT = {
    "normal": np.eye(3),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
}


def linear(colour: str) -> np.ndarray:
    """Linear RGB 0…1 of ``#RRGGBB``."""
    rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio."""
    light, dark = sorted((float(linear(c) @ (0.2126, 0.7152, 0.0722)) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(colour: str, sight: str) -> np.ndarray:
    """CIE Lab as somebody with this sight sees it."""
    seen = np.clip(SIGHT[sight] @ linear(colour), 0, 1).astype(np.float32)
    return cv2.cvtColor(seen.reshape(1, 1, 3), cv2.COLOR_LRGB2LAB).reshape(3)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=list(PALETTES))
@pytest.mark.parametrize("role", ["text", "text2", "accent", "ok", "review", "ng"])
@pytest.mark.parametrize("under", ["background", "surface", "raised"])
def test_text_can_be_read_on_every_surface(palette: Palette, role: str, under: str) -> None:
    assert contrast(getattr(palette, role), getattr(palette, under)) >= 4.5


@pytest.mark.parametrize("palette", PALETTES.values(), ids=list(PALETTES))
@pytest.mark.parametrize("under", ["accent", "accent_strong"])
def test_the_main_button_can_be_read(palette: Palette, under: str) -> None:
    assert contrast(palette.on_accent, getattr(palette, under)) >= 4.5


@pytest.mark.parametrize("sight", SIGHT)
def test_defect_colours_are_told_apart_with_any_sight(sight: str) -> None:
    """Eight clearly; with all sixteen there is no more room where red and green look alike."""
    for colours, least in ((FIRST, 30), (PALETTES["light"].defect, 30 if sight == "normal" else 19)):
        for one, other in combinations(colours, 2):
            assert np.linalg.norm(lab(one, sight) - lab(other, sight)) >= least, (one, other)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("palette", PALETTES.values(), ids=list(PALETTES))
def test_defect_colours_stand_out_from_what_they_lie_on(palette: Palette, sight: str) -> None:
    for under in (palette.background, palette.surface, palette.raised, palette.canvas, palette.ignore):
        for colour in palette.defect:
            assert np.linalg.norm(lab(colour, sight) - lab(under, sight)) >= 15, (colour, under)


def test_both_themes_have_the_same_sixteen_defect_colours_and_older_projects_keep_theirs() -> None:
    light, dark = PALETTES["light"].defect, PALETTES["dark"].defect
    assert len(set(light)) == COLOURS == 16
    assert light == dark
    assert light[:8] == FIRST
