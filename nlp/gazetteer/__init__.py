"""Places and actors of the news as tables, their licences (README.md), and how they are built."""
