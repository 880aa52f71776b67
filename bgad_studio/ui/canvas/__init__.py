"""The canvas: the picture of a part, what was painted on it and what the model saw."""
