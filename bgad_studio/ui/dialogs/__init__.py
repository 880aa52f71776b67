"""Questions and lists in windows of their own."""
