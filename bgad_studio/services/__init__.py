"""Use cases: synchronous, without Qt; the window and the command line share them."""
