"""Where to compute: device and number of threads."""

from __future__ import annotations

import os

import torch

from bgad_studio.core.progress import Matter, Remark


def choose_device(wanted: str = "auto") -> torch.device:
    """The GPU where there is one, else the CPU.

    Args:
        wanted: ``"auto"`` or a torch device name.
    """
    if wanted != "auto":
        return torch.device(wanted)
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def remark_on(device: torch.device) -> Remark:
    """What a run's log says of where it is computed."""
    if device.type == "cuda":
        return Remark(Matter.ON_GPU, reason=torch.cuda.get_device_name(device))
    return Remark(Matter.ON_CPU, threads=threads_in_use())


def use_threads(threads: int) -> int:
    """Let everything compute with ``threads`` CPU threads (0 = all cores) and return the number used."""
    count = threads or os.cpu_count() or 1
    torch.set_num_threads(count)
    return count


def threads_in_use() -> int:
    """As set by :func:`use_threads`: ONNX Runtime and the readers of pictures keep to it too."""
    return torch.get_num_threads()
