"""Judge pictures as they come, without taking them into the project."""
