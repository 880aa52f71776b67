"""Where it is computed: the card if there is one, and what is asked for if something is."""

from __future__ import annotations

import pytest
import torch

from bgad_studio.core.manifest import TORCH
from bgad_studio.detector import devices, sessions
from bgad_studio.detector.devices import choose_device, threads_in_use, use_threads


@pytest.mark.parametrize(("there", "kind"), [(True, "cuda"), (False, "cpu")])
def test_the_card_is_chosen_where_there_is_one(
    there: bool, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: there)
    assert choose_device().type == kind
    assert choose_device("cpu").type == "cpu"


def test_torch_computes_features_on_a_card() -> None:
    assert sessions.runtime_for(torch.device("cuda")).startswith(TORCH)


def test_threads_are_all_cores_or_as_many_as_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    before = threads_in_use()
    monkeypatch.setattr(devices.os, "cpu_count", lambda: 3)
    try:
        assert use_threads(0) == threads_in_use() == 3
        assert use_threads(1) == threads_in_use() == 1
    finally:
        torch.set_num_threads(before)
