"""Measuring the detector on a public data set, as the paper does."""
