"""Captures read as articles: what the text is, which of it is the article, when and by whom it was published."""
