"""BGAD Studio: label a handful of defects, train a detector in a minute, see where parts are bad."""

__version__ = "0.1.0"
