"""Paragraphs in another language: nothing is sought in them, and the page says so."""

from listeningpost.annotations import annotate
from listeningpost.knowledge import open_knowledge
from listeningpost.schema import Article, CaptureHead, LanguagePart, Published, Reading

OWN = "“The old quay stays shut,” Maren Ostby told reporters on Monday."
OTHER = "„Der alte Kai bleibt zu“, sagte Maren Ostby am Montag vor Journalisten. Sie nannte 300 Gründe."


def reading(*languages: str) -> Reading:
    """A page of OWN, OTHER and OTHER again, in the languages given."""
    text = f"{OWN}\n{OTHER}\n{OTHER}"
    first, second = (0, len(OWN)), (len(OWN) + 1, len(OWN) + 1 + len(OTHER))
    body = (first, second, (second[1] + 1, len(text)))
    parts = tuple(LanguagePart(language=code, span=span) for code, span in zip(languages, body, strict=True))
    article = Article(text=text, title=None, body=body, furniture=(), published=Published(), language="en",
                      languages=parts)
    head = CaptureHead(id="0" * 64, source="made up", media_type="text/plain", encoding="utf-8")
    return Reading(head=head, space="capture", article=article)


def test_a_run_of_paragraphs_in_another_language_is_one_flag_and_gives_nothing() -> None:
    found = annotate(reading("en", "de", "de"), open_knowledge())
    begin, end = len(OWN) + 1, len(OWN) + 2 + 2 * len(OTHER)
    assert [(flag.kind, flag.span) for flag in found.flags] == [("other_language", (begin, end))]
    assert "language de" in found.flags[0].note
    assert len(found.attributions) == 1
    assert all(one.span[1] < begin for one in (*found.mentions, *found.figures))


def test_without_languages_told_apart_every_paragraph_is_read() -> None:
    found = annotate(reading("en", "en", "en"), open_knowledge())
    assert not found.flags
    assert any(one.span[0] > len(OWN) for one in found.mentions)
