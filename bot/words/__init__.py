"""Words of people's questions and filters, one file a language: data alone, read by `bot.query_*` and `bot.questions`.

All words are folded: lower-case ASCII, apostrophes and hyphens as blanks («s'est-il» is `s est il`).
"""
