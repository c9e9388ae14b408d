"""The network: who speaks about whom, in which lines."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from ..schema import CitedPage, EntityHead, Line, Mention, Page, Question, Statement, View
from .choosing import pages_asked_for, statements_asked_for
from .collecting import counted, finished
from .held import Held
from .once import told_by_many, told_once
from .quoting import cited_page, folded, overlaps
from .telling import Told, oldest_first

NAME = "network"
ACTORS = ("person", "state", "organisation", "armed_group", "military_alliance", "media")
Pair = tuple[str, str]


def network(held: Held, question: Question) -> View:
    """Statements of named speakers under whom their words are about, the pairs of most lines first. An actor is who
    bears one name, as in a dossier; nobody is held to speak about themselves."""
    told, heads, cited = defaultdict[Pair, list[Told]](list), dict[str, EntityHead](), dict[str, CitedPage]()
    for page in pages_asked_for(held.pages(corrected=True), question):
        for pair, one in _pairs(page, question, heads):
            told[pair].append(one)
            cited[page.capture.id] = cited_page(page)
    groups = {pair: [one.line for one in told_by_many(found)] for pair, found in told.items()}
    ordered = sorted(groups, key=lambda pair: (-len(groups[pair]), pair))
    lines = [line for pair in ordered for line in _paired(groups[pair], (heads[pair[0]], heads[pair[1]]))]
    actors = {name for pair in ordered for name in pair}
    notes = (f"{counted(len(ordered), 'pair')} of {counted(len(actors), 'actor')}; a line stands under everybody that"
             " its words name",)
    return finished(View(name=NAME, title="Who speaks about whom", lines=tuple(lines), notes=notes), cited, question)


def _paired(lines: Iterable[Line], pair: tuple[EntityHead, EntityHead]) -> Iterator[Line]:
    """The lines of a pair under its heading, the oldest first."""
    for line in sorted(lines, key=lambda line: (oldest_first(line.date), line.id)):
        yield replace(line, group=f"{pair[0].name} about {pair[1].name}", pair=pair)


def _pairs(page: Page, question: Question, heads: dict[str, EntityHead]) -> Iterator[tuple[Pair, Told]]:
    """The statements of a page with the speaker and each of those they are about."""
    statements = {one.id: one for one in page.statements}
    types = {folded(one.name): one.type for one in page.mentions if one.name}
    for told in told_once(page, statements_asked_for(page, question)):
        statement = statements[told.line.id]
        speaker = statement.speaker
        if told.spare or not speaker.name:
            continue
        kind = types.get(folded(speaker.name))
        head = EntityHead(id=speaker.entity or speaker.name, name=speaker.name, type=kind)
        me = _kept(heads, head)
        for other in _about(page, statement):
            them = _kept(heads, other)
            if them != me:
                yield (me, them), told


def _about(page: Page, statement: Statement) -> Iterable[EntityHead]:
    """Whom the words of a statement name, and towards whom it takes a stance; each once."""
    spans = (*statement.content_spans, *(one.span for one in statement.stance if one.span))
    mentions = (one for one in page.mentions if _is_actor(one) and overlaps(one.span, spans))
    heads = (EntityHead(id=one.entity or one.name, name=one.name, type=one.type, qid=one.qid)
             for one in mentions if one.name)
    return {folded(head.name): head for head in heads}.values()


def _is_actor(mention: Mention) -> bool:
    return bool(mention.name) and mention.type in ACTORS


def _kept(heads: dict[str, EntityHead], head: EntityHead) -> str:
    """The name that somebody goes by in the network; who was first met under it, or with a type, stands for it."""
    key = folded(head.name)
    if key not in heads or (heads[key].type is None and head.type is not None):
        heads[key] = head
    return key
