"""A paragraph may stand above the title: spans keep to the order of the text all the same."""

from listeningpost.annotations import annotate
from listeningpost.knowledge import open_knowledge
from listeningpost.schema import Article, CaptureHead, Published, Reading, Title

ABOVE = "A line."
TITLE = "Maren Ostby said that the old quay would stay shut until the spring"
SAID = "“The old quay stays shut,” Maren Ostby told reporters on Monday."


def test_a_paragraph_above_the_title_takes_no_content_from_it() -> None:
    text = f"{ABOVE}\n{TITLE}\n{SAID}"
    title = (len(ABOVE) + 1, len(ABOVE) + 1 + len(TITLE))
    body = ((0, len(ABOVE)), (title[1] + 1, len(text)))
    article = Article(text=text, title=Title(text=TITLE, span=title), body=body, furniture=(), published=Published(),
                      language="en")
    head = CaptureHead(id="0" * 64, source="made up", media_type="text/plain", encoding="utf-8")
    found = annotate(Reading(head=head, space="capture", article=article), open_knowledge())
    assert found.parse is not None
    assert list(found.parse.sentences) == sorted(found.parse.sentences)
    contents = [text[slice(*span)] for one in found.attributions for span in one.content_spans]
    assert "the old quay would stay shut until the spring" in contents
    assert "The old quay stays shut" in contents
