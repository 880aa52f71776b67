"""Threads and signals: how to run, not what."""
