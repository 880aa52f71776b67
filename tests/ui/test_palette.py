from __future__ import annotations

from itertools import combinations

import cv2
import numpy as np
import pytest

from bgad_studio.ui.palette import PALETTES, Palette

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
    for one, other in combinations(PALETTES["light"].defect, 2):
        assert np.linalg.norm(lab(one, sight) - lab(other, sight)) >= 30, (one, other)


def test_both_themes_have_eight_defect_colours_and_the_same_ones() -> None:
    light, dark = PALETTES["light"].defect, PALETTES["dark"].defect
    assert len(set(light)) == 8
    assert light == dark
