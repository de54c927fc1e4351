"""Fetching pages from the open web: nothing of the house's own network can be reached through it."""
