"""When memory runs short: less at once, and again less, then on the CPU."""

from __future__ import annotations

import errno
import gc
import logging
from collections.abc import Callable
from dataclasses import dataclass

import torch

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.progress import Matter, Remark

HALVINGS = (1, 2, 4)
"""Into how many parts what is computed together is cut."""
SIGNS = ("out of memory", "defaultcpuallocator", "can't allocate memory", "bad allocation", "alloc_failed")
"""Of errors that mean it but have no type of their own: of torch, CUDA's libraries and ONNX Runtime."""


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rung:
    """One way to compute: where, and in how many parts what is usually done together."""

    device: torch.device
    parts: int = 1


def rungs(device: torch.device) -> list[Rung]:
    """Ways to compute, each of which needs less of ``device``'s memory than the one before."""
    cpu = torch.device("cpu")
    devices = [device] if device == cpu else [device, cpu]
    return [Rung(each, parts) for each in devices for parts in HALVINGS]


def is_out_of_memory(error: Exception) -> bool:
    """Whether less at once could help."""
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    if isinstance(error, OSError):
        return error.errno == errno.ENOMEM
    text = str(error).lower()
    return not isinstance(error, StudioError) and any(sign in text for sign in SIGNS)


def descend(
    device: torch.device,
    attempt: Callable[[Rung], None],
    tell: Callable[[Remark], None],
    first: Rung | None = None,
) -> Rung:
    """Attempt something in ways that need less and less memory, until one succeeds.

    Args:
        device: Where it is done first.
        attempt: May be called again after it ran out of memory.
        tell: Hears of every step down.
        first: Ways that need more than this one are known to fail.

    Returns:
        The way that succeeded.

    Raises:
        StudioError: OUT_OF_MEMORY if no way succeeds.
    """
    before: Rung | None = None
    short = ""
    ways = rungs(device)
    for rung in ways[0 if first is None else ways.index(first) :]:
        if before is not None:  # outside of what failed: its error held on to the memory
            give_back()
            matter = Matter.SMALLER if before.device == rung.device else Matter.TO_CPU
            tell(Remark(matter, parts=rung.parts, reason=short))
        try:
            attempt(rung)
        except Exception as error:
            if not is_out_of_memory(error):
                raise
            log.warning("not enough memory with %s", rung, exc_info=True)
            before, short = rung, str(error).strip().partition("\n")[0]
        else:
            return rung
    raise StudioError(problems.OUT_OF_MEMORY, reason=short)


def give_back() -> None:
    """Free what nobody uses any more, so that it is there for the next try."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
