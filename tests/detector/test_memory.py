"""Where memory runs short, less is done at once, then the CPU does it, and every step down is told."""

from __future__ import annotations

import errno

import pytest
import torch

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.progress import Matter, Remark
from bgad_studio.detector import memory
from bgad_studio.detector.memory import HALVINGS, Rung, descend, is_out_of_memory

CPU, GPU = torch.device("cpu"), torch.device("cuda")
CUDA_FULL = torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB\nGPU 0 has …")
CPU_FULL = RuntimeError("[enforce fail at alloc_cpu.cpp:117] DefaultCPUAllocator: can't allocate memory")


def attempts(device: torch.device, failures: int, error: Exception) -> tuple[list[Rung], list[Remark]]:
    """What is tried and told where the first tries fail."""
    tried: list[Rung] = []
    told: list[Remark] = []

    def attempt(rung: Rung) -> None:
        tried.append(rung)
        if len(tried) <= failures:
            raise error

    descend(device, attempt, told.append)
    return tried, told


def test_the_batch_is_halved_twice_then_the_cpu_goes_on() -> None:
    tried, told = attempts(GPU, 3, CUDA_FULL)
    assert tried == [Rung(GPU, 1), Rung(GPU, 2), Rung(GPU, 4), Rung(CPU, 1)]
    reason = "CUDA out of memory. Tried to allocate 2.00 GiB"
    assert told == [
        Remark(Matter.SMALLER, parts=2, reason=reason),
        Remark(Matter.SMALLER, parts=4, reason=reason),
        Remark(Matter.TO_CPU, parts=1, reason=reason),
    ]


def test_what_fits_is_done_once_and_nothing_is_told() -> None:
    assert attempts(GPU, 0, CUDA_FULL) == ([Rung(GPU, 1)], [])


def test_what_fits_nowhere_is_a_trouble_with_its_reason() -> None:
    with pytest.raises(StudioError, match="DefaultCPUAllocator") as caught:
        attempts(CPU, len(HALVINGS), CPU_FULL)
    assert caught.value.problem is problems.OUT_OF_MEMORY


def test_any_other_error_is_not_tried_again() -> None:
    tried: list[Rung] = []

    def attempt(rung: Rung) -> None:
        tried.append(rung)
        raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        descend(GPU, attempt, lambda _: None)
    assert len(tried) == 1


def test_memory_is_given_back_before_the_next_try_and_not_while_the_error_holds_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import sys

    handled: list[object] = []
    monkeypatch.setattr(memory, "give_back", lambda: handled.append(sys.exc_info()[1]))
    attempts(GPU, 2, CUDA_FULL)
    assert handled == [None, None]


@pytest.mark.parametrize(
    ("error", "is_so"),
    [
        (CUDA_FULL, True),
        (CPU_FULL, True),
        (MemoryError(), True),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), True),
        (RuntimeError("cuDNN error: CUDNN_STATUS_ALLOC_FAILED"), True),
        (Exception("[ONNXRuntimeError] : 6 : RUNTIME_EXCEPTION : bad allocation"), True),
        (OSError(errno.ENOSPC, "No space left on device"), False),
        (RuntimeError("size mismatch"), False),
        (StudioError(problems.OUT_OF_MEMORY, reason="out of memory"), False),
    ],
)
def test_what_means_out_of_memory(error: Exception, is_so: bool) -> None:
    assert is_out_of_memory(error) is is_so
