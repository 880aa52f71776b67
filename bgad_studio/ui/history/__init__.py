"""The place to see who decided what."""
