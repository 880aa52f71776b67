"""One hyper-parameter of a recipe given as text, as in ``lam=0.5`` or ``opinion.enabled=false``."""

from __future__ import annotations

import json
import math
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from bgad_studio.core.config import TrainConfig
from bgad_studio.core.config_ranges import impossible

OWN_OPTION = ("method", "preset", "seed", "height_in", "width_in", "synthesis.each.strategy")
"""Fields that are given in another way."""


def changed(config: TrainConfig, assignment: str) -> TrainConfig:
    """A recipe with one field replaced.

    Args:
        config: The recipe.
        assignment: ``field=value``; a field of a record inside is ``record.field``. Numbers, ``true``,
            ``false`` and ``[lists]`` as in JSON, names as they are.

    Raises:
        ValueError: Naming the field, if there is none such, or the value does not fit it, or nothing can be
            trained with it.
    """
    key, found, text = assignment.partition("=")
    if not found:
        raise ValueError(f"{assignment} is not like field=value")
    if key in OWN_OPTION:
        raise ValueError(f"{key} has an option of its own")
    result: TrainConfig = _replaced(config, key, key.split("."), text)
    odd = impossible(result)
    if odd is not None:
        raise ValueError(f"{odd.name} is in {odd.allowed}, not {odd.value}")
    return result


def _replaced(record: Any, key: str, path: list[str], text: str) -> Any:
    names = [field.name for field in fields(record)]
    if path[0] not in names:
        raise ValueError(f"there is no field {key}; one of: {', '.join(names)}")
    old = getattr(record, path[0])
    if is_dataclass(old) and len(path) == 1:
        inner = ", ".join(f"{key}.{field.name}" for field in fields(old))
        raise ValueError(f"{key} is no single value; use one of: {inner}")
    if not is_dataclass(old) and len(path) > 1:
        raise ValueError(f"there is no field {key}")
    value = _replaced(old, key, path[1:], text) if len(path) > 1 else _value(old, key, text)
    return replace(record, **{path[0]: value})


def _value(old: object, key: str, text: str) -> object:
    """``text`` as a value of the type of ``old``; the recipes' numbers are all finite and not negative."""
    if isinstance(old, Enum):
        try:
            return type(old)(text)
        except ValueError as error:
            raise ValueError(f"{key} is one of: {', '.join(item.value for item in type(old))}") from error
    if isinstance(old, str):
        return text
    try:
        found = json.loads(text)
    except ValueError as error:
        raise ValueError(f"{key} cannot be {text}") from error
    if isinstance(old, tuple):
        if not isinstance(found, list) or not found or not all(_is_number(item) for item in found):
            raise ValueError(f"{key} is a list of numbers like [0, 1], not {text}")
        return tuple(map(float, found))
    if isinstance(old, bool):
        if not isinstance(found, bool):
            raise ValueError(f"{key} is true or false, not {text}")
        return found
    whole = isinstance(old, int)
    if not _is_number(found) or (whole and not isinstance(found, int)):
        raise ValueError(f"{key} is a {'whole ' if whole else ''}number of at least 0, not {text}")
    return found if whole else float(found)


def _is_number(value: object) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value >= 0
    )
