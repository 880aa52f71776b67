"""The place to look at pseudo anomalies before a training uses such ones."""
