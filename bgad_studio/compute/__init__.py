"""The process that holds torch, and how to talk to it."""
