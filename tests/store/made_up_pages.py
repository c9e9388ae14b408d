"""Made-up captures and their pages, as the road would make them; for tests and for the process that is killed."""

import hashlib

from listeningpost.schema import (
    Article,
    Capture,
    CaptureHead,
    DateGiven,
    Figure,
    MadeBy,
    Mention,
    Outlet,
    Page,
    Published,
    Role,
    Speaker,
    Statement,
    Title,
    Via,
)

MADE_BY = MadeBy(listeningpost="0.0.0", knowledge="made up")
PEOPLE = ("Anna Orlesk", "Bero Tamsin", "Cato Velle", "Dina Marsk")


def item_id(letter: str, capture_id: str, number: int) -> str:
    return letter + hashlib.sha256(f"{capture_id} {letter} {number}".encode()).hexdigest()[:12]


def entity_id(name: str) -> str:
    return "E" + hashlib.sha256(name.encode()).hexdigest()[:12]


def capture(number: int, source: str | None = None) -> Capture:
    """A capture of about 2 kB whose people, words and numbers go by its number."""
    who, other = PEOPLE[number % len(PEOPLE)], PEOPLE[(number + 1) % len(PEOPLE)]
    lines = [f"Report {number} from Ulm\u00e9zh", f"Published 2031-03-{number % 28 + 1:02}"]
    lines += [
        f'Minister {who} said that "{number + block} of 40 posts at crossing {block} were closed" on Monday. '
        f"{other} denied it, according to the Basin Wire. 😀 The road stayed open for {block + 2} days."
        for block in range(10)
    ]
    body = "\r\n".join(lines).encode()
    id_ = hashlib.sha256(body).hexdigest()
    head = CaptureHead(id=id_, source=source or f"made-up/{number:04}.txt", media_type="text/plain", encoding="utf-8")
    return Capture(head=head, body=body)


def page_of(capture: Capture, made_by: MadeBy = MADE_BY) -> Page:
    """The record of a made-up capture."""
    text = capture.body.decode()
    title_end = text.index("\r\n")
    starts = [place for place in range(len(text)) if text.startswith("Minister", place)]
    body = tuple((start, text.find("\r\n", start) if "\r\n" in text[start:] else len(text)) for start in starts)
    found = [_block(text, start, capture.head.id, number) for number, start in enumerate(starts)]
    day = text[title_end:].split()[1]
    return Page(
        made_by=made_by,
        capture=capture.head,
        space="capture",
        article=Article(
            text=text,
            title=Title(text=text[:title_end], span=(0, title_end)),
            body=body,
            furniture=(),
            published=Published(edtf=day, basis="text", reasons=("made up",)),
            language="en",
            outlet=Outlet(name="Ulmezh Monitor", basis="made up"),
        ),
        mentions=tuple(mention for _, mentions, _ in found for mention in mentions),
        roles=tuple(_role(mentions[0]) for _, mentions, _ in found[:1]),
        statements=tuple(statement for statement, _, _ in found),
        figures=tuple(figure for _, _, figure in found),
    )


def _block(text: str, start: int, capture_id: str, number: int) -> tuple[Statement, list[Mention], Figure]:
    name = next(name for name in PEOPLE if text.startswith(name, start + len("Minister ")))
    other = next(name for name in PEOPLE if f"{name} denied" in text[start : start + 200])
    opened = text.index('"', start) + 1
    closed = text.index('"', opened)
    statement = Statement(
        id=item_id("s", capture_id, number),
        speaker=Speaker(entity=entity_id(name), name=name, why="made up"),
        content_spans=((opened, closed),),
        quoted_spans=((opened, closed),),
        kind="direct",
        via=(Via(name="Basin Wire", basis="page"),),
        said_on=DateGiven(edtf=f"2031-03-{number + 1:02}"),
    )
    places = [(name, text.index(name, start)), (other, text.index(other, closed))]
    mentions = [
        Mention(
            id=item_id("m", capture_id, number * 2 + order),
            span=(at, at + len(who)),
            text=who,
            type="person",
            form="name",
            entity=entity_id(who),
            name=who,
        )
        for order, (who, at) in enumerate(places)
    ]
    digits = text[opened:].split()[0]
    figure = Figure(
        id=item_id("f", capture_id, number),
        span=(opened, opened + len(digits)),
        kind="count",
        value=float(digits),
        unit="posts",
        what="posts",
        claimed_by=statement.id,
    )
    return statement, mentions, figure


def _role(mention: Mention) -> Role:
    name = mention.name or ""
    span = mention.span
    return Role(entity=entity_id(name), name=name, role="Minister", of=None, status="current", span=span)
