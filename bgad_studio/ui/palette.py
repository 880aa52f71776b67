"""Every colour of the window, and nothing but colours. Plain data without Qt.

Text, accent and verdict colours keep a contrast of at least 4.5:1 on every surface of their palette. The
sixteen defect colours lie on the picture in both themes. The first eight stay at least 30 CIE Lab units apart
for people with normal vision, deuteranopia and protanopia; all of them 30 for normal vision and 19 for the
others, who see no more colours than that so far apart (the tests compute it).
"""

from __future__ import annotations

from dataclasses import dataclass

from bgad_studio.core.records import Verdict


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme's colours as ``#RRGGBB``.

    Attributes:
        name: ``light`` or ``dark``.
        background: Behind everything: rail, bars, status line.
        surface: Where content lies: pages, lists, fields.
        raised: Under the pointer, secondary buttons, tracks.
        canvas: Around the picture; neutral, so that it does not tint the part.
        line: Hairlines and the borders of fields.
        text: Main text.
        text2: Secondary text and icons at rest.
        accent: The one hue: main action, selection, focus.
        accent_strong: The accent under the pointer.
        accent_soft: The accent as a background.
        on_accent: Text and icons on ``accent``.
        ok: The verdict OK.
        review: The verdict unsure or review, and warnings.
        ng: The verdict NG, errors, and acts that destroy.
        defect: Colours of defect types, indexed by ``DefectType.colour``.
        ignore: Paint of pixels nobody should learn from.
        halo: Dark half of two-tone outlines on the picture (brush cursor, contour).
        glow: Bright half of two-tone outlines on the picture.
    """

    name: str
    background: str
    surface: str
    raised: str
    canvas: str
    line: str
    text: str
    text2: str
    accent: str
    accent_strong: str
    accent_soft: str
    on_accent: str
    ok: str
    review: str
    ng: str
    defect: tuple[str, ...]
    ignore: str = "#8C929C"
    halo: str = "#0B0D10"
    glow: str = "#FFFFFF"

    def verdict(self, verdict: Verdict | None) -> str:
        """The colour of a verdict; secondary text for none."""
        if verdict is None:
            return self.text2
        return {Verdict.OK: self.ok, Verdict.NG: self.ng, Verdict.UNSURE: self.review}[verdict]


DEFECT_COLOURS = (
    "#E06A00",  # orange
    "#6C85FF",  # blue
    "#FFE11A",  # yellow
    "#00E59A",  # mint
    "#FFB3F5",  # pink
    "#5A1AFA",  # violet
    "#8F3434",  # brick
    "#85408A",  # plum
    "#0096D2",  # azure
    "#C3F078",  # lime
    "#C30F0F",  # red
    "#870FA5",  # purple
    "#0F8769",  # teal
    "#D2965A",  # tan
    "#F01E69",  # rose
    "#695AFF",  # indigo
)

LIGHT = Palette(
    name="light",
    background="#F4F5F7",
    surface="#FFFFFF",
    raised="#E9ECF1",
    canvas="#DFE1E5",
    line="#D5DAE2",
    text="#1A1E26",
    text2="#525B69",
    accent="#2558D4",
    accent_strong="#1C47B0",
    accent_soft="#E2EAFC",
    on_accent="#FFFFFF",
    ok="#0A7350",
    review="#855300",
    ng="#BE2C1C",
    defect=DEFECT_COLOURS,
)

DARK = Palette(
    name="dark",
    background="#121519",
    surface="#1A1E24",
    raised="#262C35",
    canvas="#0C0E11",
    line="#343C48",
    text="#E7EAF0",
    text2="#A2ABB9",
    accent="#7AA5FF",
    accent_strong="#9CBCFF",
    accent_soft="#22304D",
    on_accent="#0E1726",
    ok="#43C793",
    review="#E9B44C",
    ng="#FF8170",
    defect=DEFECT_COLOURS,
)

PALETTES: dict[str, Palette] = {palette.name: palette for palette in (LIGHT, DARK)}
"""Every palette by its name."""
