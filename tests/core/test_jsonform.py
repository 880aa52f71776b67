from __future__ import annotations

from dataclasses import replace

import pytest

from bgad_studio.core.config import FAST, PAPER, TrainConfig
from bgad_studio.core.jsonform import from_json, to_json


@pytest.mark.parametrize("config", [FAST, PAPER, replace(FAST, seed=7)])
def test_a_configuration_survives_json(config: TrainConfig) -> None:
    assert from_json(TrainConfig, to_json(config)) == config


@pytest.mark.parametrize("text", ["", "{", '{"method": "magic"}'])
def test_what_does_not_fit_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="TrainConfig"):
        from_json(TrainConfig, text)
