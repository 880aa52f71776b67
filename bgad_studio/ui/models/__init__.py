"""All models of the project: which one judges, what each learned from, rolling back."""
