"""What a person sees: pure functions from records and texts to Telegram HTML and keyboards."""
