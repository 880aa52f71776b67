"""Reports for others: what a model, or an inspection, found, and what that rests on."""
