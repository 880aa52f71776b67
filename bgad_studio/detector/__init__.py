"""The BGAD model: torch, timm and FrEIA live here only."""
