"""The place to judge parts and paint defects."""
