"""The place to judge pictures as they come, from a folder or from a camera that writes into one."""
