"""The one way an image enters the program."""
