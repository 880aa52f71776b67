"""Frozen records as JSON and back, checked field by field."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")

_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def to_json(record: object) -> str:
    """One line of JSON of a dataclass of plain values, enums, paths and other such dataclasses."""
    return _adapter(type(record)).dump_json(record).decode()


def from_json(kind: type[T], text: str | bytes) -> T:
    """Inverse of :func:`to_json`.

    Raises:
        ValueError: If the text is no JSON or does not fit ``kind``.
    """
    try:
        return cast("T", _adapter(kind).validate_json(text))
    except ValidationError as error:
        raise ValueError(f"not a {kind.__name__}: {error.error_count()} field(s) do not fit") from error
