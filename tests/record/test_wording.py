"""Words of a text as they are compared: those of a span, in texts of any length."""

from listeningpost.record.wording import LONGEST, WHOLE, fold_word, word_body, words_of

SENTENCE = "The harbour’s Pilots, 40 of them, refused."


def test_words_are_folded_in_their_order_with_their_places() -> None:
    row = words_of(SENTENCE)
    assert row.words == ["the", "harbour", "pilots", "40", "of", "them", "refused"]
    assert [SENTENCE[place] for place in row.places] == list("ThP4otr")


def test_words_of_a_span_are_those_of_it_in_short_and_in_long_texts() -> None:
    short = f"Before it.\n{SENTENCE}\nBehind it."
    span = (11, 11 + len(SENTENCE))
    long = short + "\nBehind it." * WHOLE
    assert words_of(short, span) == words_of(long, span)
    assert words_of(short, span).words == words_of(SENTENCE).words
    inside = (11, 11 + SENTENCE.index("lots"))
    assert words_of(short, inside) == words_of(long, inside)
    assert words_of(long, inside).words == ["the", "harbour", "pilots"]


def test_of_a_very_long_text_only_what_counts_is_folded() -> None:
    text = " ".join(f"w{number}." for number in range(4 * WHOLE))
    fold_word.cache_clear()
    counted = len(word_body(text, [(0, len(text))]).words)
    assert LONGEST <= counted < 2 * LONGEST
    assert fold_word.cache_info().misses == counted
