"""What would change if a new model judged, and the decision about it."""
