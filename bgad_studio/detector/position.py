"""The condition of the flows: a 2-D sin/cos code of each position [paper, §3.1]."""

from __future__ import annotations

import math

import torch
from torch import Tensor


def position_code(height: int, width: int, dim: int = 128) -> Tensor:
    """Sin/cos position code of a feature grid.

    Args:
        height: Rows of the grid.
        width: Columns of the grid.
        dim: Length of the code; a multiple of 4. The first half codes the column, the second the row.

    Returns:
        (height·width, dim) float32 in [-1, 1], row-major.

    Raises:
        ValueError: If ``dim`` is not a multiple of 4.
    """
    if dim % 4:
        raise ValueError(f"position code length {dim} is not a multiple of 4")
    half = dim // 2
    frequency = torch.exp(torch.arange(0, half, 2) * -(math.log(10000.0) / half))  # (dim/4,)
    column = torch.arange(width)[:, None] * frequency  # (w, dim/4)
    row = torch.arange(height)[:, None] * frequency  # (h, dim/4)
    code = torch.zeros(height, width, dim)
    code[..., 0:half:2] = torch.sin(column)[None]
    code[..., 1:half:2] = torch.cos(column)[None]
    code[..., half::2] = torch.sin(row)[:, None]
    code[..., half + 1 :: 2] = torch.cos(row)[:, None]
    return code.reshape(height * width, dim)
