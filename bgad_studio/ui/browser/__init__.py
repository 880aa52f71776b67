"""The list of parts: what the window knows of them, thumbnails, filter and order."""
