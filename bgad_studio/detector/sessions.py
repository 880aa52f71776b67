"""Torch modules on ONNX Runtime: on a CPU it needs half of torch's time, and its waiting threads sleep.

A module is traced in memory when it is needed: half a second, and no file that could be stale or tampered
with.
"""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from bgad_studio.core.manifest import TORCH

try:
    import onnxruntime
except ImportError as error:  # a broken installation: torch does the same, slower
    logging.getLogger(__name__).warning("ONNX Runtime cannot be used (%s): torch computes instead", error)
    onnxruntime = None

OPSET = 18
LARGEST_BYTES = 3 * 2**29
"""Constants beyond this do not fit into one ONNX message (2 GiB)."""


def runtime_for(device: torch.device) -> str:
    """Name and version of what computes features and likelihoods on ``device``."""
    if device.type == "cpu" and onnxruntime is not None:
        return f"onnxruntime {onnxruntime.__version__}"
    return f"{TORCH} {torch.__version__.partition('+')[0]}"


def fits(module: nn.Module) -> bool:
    """Whether a module is small enough to be traced."""
    tensors = [*module.parameters(), *module.buffers()]
    return sum(tensor.numel() * tensor.element_size() for tensor in tensors) <= LARGEST_BYTES


def trace(
    module: nn.Module, example: Sequence[Tensor], inputs: Sequence[str], outputs: Sequence[str]
) -> bytes:
    """An ONNX model of a module for inputs of just these shapes."""
    file = io.BytesIO()
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # shapes are constants on purpose; the exporter warns of each
        # The tracing exporter takes half a second where torch.export takes eight.
        torch.onnx.export(
            module,
            tuple(example),
            file,  # type: ignore[arg-type]  # in memory: allowed, but not declared
            input_names=list(inputs),
            output_names=list(outputs),
            opset_version=OPSET,
            dynamo=False,
        )
    return file.getvalue()


class Session:
    """A traced module, ready to run; may be called from several threads at once.

    Args:
        model: From :func:`trace`.
        threads: Used within one call.
    """

    def __init__(self, model: bytes, threads: int) -> None:
        options: Any = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        # Spinning at low priority starves the thread it waits for.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._names = [item.name for item in self._session.get_inputs()]

    def __call__(self, *arrays: NDArray[Any]) -> list[NDArray[Any]]:
        """Outputs for inputs of the traced shapes."""
        feed = {name: np.ascontiguousarray(array) for name, array in zip(self._names, arrays, strict=True)}
        results: list[NDArray[Any]] = self._session.run(None, feed)
        return results
