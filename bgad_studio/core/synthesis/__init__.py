"""Pseudo anomalies from known defects."""
