"""The place to see what the model found."""
