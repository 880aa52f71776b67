"""The place to train and to watch it."""
