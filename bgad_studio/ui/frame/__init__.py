"""What surrounds every place of the window: top bar, rail, status line, menu."""
