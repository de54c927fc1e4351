"""How well the reader reads: its events held against annotated ones. Pure functions; loads no language model."""
