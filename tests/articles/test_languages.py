"""The language of a page, and of its paragraphs where it mixes them."""

import pytest

from listeningpost.articles.languages import find_languages

ENGLISH = (
    "The harbour board said on Monday that the old quay would be closed to all ships until the spring.",
    "Fishermen gathered outside the town hall and asked the mayor for an answer before the end of the week.",
    "She told them that the repairs would cost more than the town had put aside for the whole year.",
)
GERMAN = (
    "Der Hafenrat teilte am Montag mit, dass der alte Kai bis zum Frühjahr für alle Schiffe geschlossen bleibt.",
    "Die Fischer versammelten sich vor dem Rathaus und verlangten noch in dieser Woche eine Antwort.",
    "Die Reparatur kostet mehr, als die Stadt für das ganze Jahr zurückgelegt hat.",
)
RUSSIAN = (
    "Совет порта сообщил в понедельник, что старый причал будет закрыт для всех судов до весны.",
    "Рыбаки собрались у здания мэрии и потребовали ответа до конца недели.",
)
UKRAINIAN = (
    "Рада порту повідомила в понеділок, що старий причал буде зачинено для всіх суден до весни.",
    "Рибалки зібралися біля міської ради й вимагали відповіді до кінця тижня.",
    "Мерка сказала їм, що ремонт коштуватиме більше, ніж місто відклало на цілий рік.",
)
SERBIAN = (
    "Lučki odbor je u ponedeljak saopštio da će stari kej biti zatvoren za sve brodove do proleća.",
    "Ribari su se okupili ispred gradske kuće i tražili odgovor do kraja nedelje.",
)


def told(*paragraphs: str, stated: str | None = None) -> tuple[str | None, list[str]]:
    """The page's language, and the languages of its paragraphs where they differ."""
    text, spans = "", []
    for paragraph in paragraphs:
        spans.append((len(text), len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    found = find_languages(text, spans, stated)
    assert [part.span for part in found.parts] == (spans if found.parts else [])
    return found.main, [part.language for part in found.parts]


@pytest.mark.parametrize(
    ("paragraphs", "language"), [(ENGLISH, "en"), (GERMAN, "de"), (RUSSIAN, "ru"), (UKRAINIAN, "uk")]
)
def test_a_page_in_one_language_has_no_parts(paragraphs: tuple[str, ...], language: str) -> None:
    assert told(*paragraphs) == (language, [])


def test_a_quotation_in_another_language_does_not_turn_the_page() -> None:
    assert told(*ENGLISH, RUSSIAN[1]) == ("en", ["en", "en", "en", "ru"])
    assert told(ENGLISH[0], RUSSIAN[1], *ENGLISH[1:]) == ("en", ["en", "ru", "en", "en"])


def test_a_box_in_another_language_is_told_apart() -> None:
    assert told(*ENGLISH, *GERMAN[:2]) == ("en", ["en", "en", "en", "de", "de"])


def test_the_language_of_most_words_is_the_pages() -> None:
    assert told(*UKRAINIAN, *RUSSIAN) == ("uk", ["uk", "uk", "uk", "ru", "ru"])
    assert told(RUSSIAN[0], *UKRAINIAN) == ("uk", ["ru", "uk", "uk", "uk"])


def test_short_paragraphs_borrow_from_their_neighbours() -> None:
    assert told(*ENGLISH, "Fatale.", "***", "12") == ("en", [])
    assert told(*ENGLISH, GERMAN[0], "Kai.", GERMAN[1]) == ("en", ["en", "en", "en", "de", "de", "de"])


@pytest.mark.parametrize(
    "paragraph",
    [
        "THE HARBOUR BOARD SAID THE OLD QUAY WOULD BE CLOSED TO ALL SHIPS UNTIL THE SPRING, THE MAYOR SAYS",
        "Volodymyr Harashchenko, Oleksandr Tymoshchuk, Andriy Yermolenko, Serhiy Kovalchuk",
        "Quay shut",
        "Photo: K. Wójcik",
    ],
)
def test_capitals_names_and_headlines_stay_in_the_pages_language(paragraph: str) -> None:
    assert told(*ENGLISH, paragraph, ENGLISH[0]) == ("en", [])


def test_languages_that_letters_tell_apart_badly_are_one_on_a_page() -> None:
    main, parts = told(*SERBIAN)
    assert main in ("sr", "hr", "bs")
    assert parts == []
    assert told(*SERBIAN, stated="sr") == ("sr", [])
    assert told(*GERMAN, stated="en") == ("de", [])


def test_what_a_page_says_of_itself_counts_where_its_words_say_too_little() -> None:
    assert told("Quay shut", stated="sv") == ("sv", [])
    assert told("Quay shut") == (None, [])
    assert told() == (None, [])
