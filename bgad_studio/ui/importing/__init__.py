"""Bringing a folder of pictures into the project."""
