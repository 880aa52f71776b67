"""Adding the weights of a backbone: the check needs torch, so it runs in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError


def add_backbone(file: Path) -> tuple[str, str]:
    """Check the weights in a file and keep them in the user's data folder.

    Args:
        file: safetensors, or ``.pth`` of tensors alone, as timm names them.

    Returns:
        timm name of the network, and the SHA-256 of its weights as kept.

    Raises:
        StudioError: BACKBONE_FILE_UNREADABLE, BACKBONE_FILE_UNFIT or EXPORT_UNWRITABLE; COMPUTE_DIED if the
            check broke off.
    """
    command = [sys.executable, "-P", "-m", "bgad_studio.detector.backbone_files", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        reason = (done.stderr.splitlines() or [f"exit code {done.returncode}"])[-1]
        raise StudioError(problems.COMPUTE_DIED, reason=reason)
    said = json.loads(lines[-1])
    if "problem" in said:
        raise StudioError(problems.ALL[said["problem"]], **said["params"])
    return said["name"], said["sha256"]
