"""Trains the shipped French models; nothing of the product imports this."""
