"""Articles out of documents: pages, PDF and Word files, mail, archives of those; opened in a bounded process."""
