"""The place to answer what the model asks."""
