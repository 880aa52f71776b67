"""Label maps: painting, undo, storage."""
