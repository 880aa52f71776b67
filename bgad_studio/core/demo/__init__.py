"""Demo parts drawn by the program itself, so that everything can be tried without a camera or a download."""

from bgad_studio.core.demo.defects import DefectKind, add_defect
from bgad_studio.core.demo.parts import DemoPart, demo_parts, render_part

__all__ = ["DefectKind", "DemoPart", "add_defect", "demo_parts", "render_part"]
