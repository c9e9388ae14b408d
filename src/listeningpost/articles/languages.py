"""The language a text is written in."""

import py3langid

LEAST = 40


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text, or None where fewer than 40 characters say too little."""
    letters = sum(character.isalpha() for character in text)
    if letters < LEAST:
        return None
    code: str = py3langid.classify(text[:10000])[0]
    return code
