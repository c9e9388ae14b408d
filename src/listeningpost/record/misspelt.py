"""Misspelt names led to whom they misspell: "Ada Mron" is Ada Morn, with the reason."""

from collections.abc import Iterator, Sequence

import msgspec

from ..knowledge import Knowledge
from ..schema import Flag, MentionFound, Span

KIND = "misspelling"
BETWEEN = " for "  # the note of such a flag: the word, this, and how it should read


def with_names_mended(mentions: Sequence[MentionFound], flags: Sequence[Flag], text: str, knowledge: Knowledge
                      ) -> tuple[MentionFound, ...]:
    """The mentions in the order of the text, those that hold a misspelt word under the name it stands for, and one for
    each misspelt word that no mention holds where the page names its bearer otherwise. Spans stay as they are."""
    slips = {flag.span: flag.note.partition(BETWEEN) for flag in flags if flag.kind == KIND and flag.span and flag.note}
    if not slips:
        return tuple(mentions)
    starts = {place: span for span in slips for place in range(*span)}
    held: set[Span] = set()
    mended: list[MentionFound] = []
    for mention in mentions:
        inside = next((starts[n] for n in range(*mention.span) if n in starts), None)
        if inside is None or mention.key is not None or mention.form == "pronoun":
            mended.append(mention)
            held |= {inside} if inside else set()
        else:
            held.add(inside)
            word, _, right = slips[inside]
            mended.append(_mended(mention, word, right, knowledge))
    bearers = _bearers(mentions, text)
    more = _missing([(span, *slips[span]) for span in slips if span not in held], bearers)
    return tuple(sorted((*mended, *more), key=lambda mention: (mention.span[0], -mention.span[1])))


def _mended(mention: MentionFound, word: str, right: str, knowledge: Knowledge) -> MentionFound:
    name = (mention.name or "").replace(word, right)
    why = f"{word}: {right} misspelt"
    known = next((one for one in knowledge.look_up(name) if one.certain and one.actor.type == mention.type), None)
    if known is None:
        return msgspec.structs.replace(mention, name=name, why=f"{why}; {mention.why}")
    one = known.actor
    return msgspec.structs.replace(mention, form="alias", name=one.name, key=one.key, qid=one.qid, gender=one.gender,
                                   why=f"{why}; {known.why}")


def _bearers(mentions: Sequence[MentionFound], text: str) -> dict[str, MentionFound]:
    """The mention that names somebody by a word of his name, by that word; the first of several."""
    found: dict[str, MentionFound] = {}
    for mention in mentions:
        if mention.form in ("name", "short", "alias") and mention.head is None:
            for word in dict.fromkeys((*text[slice(*mention.span)].split(), *(mention.name or "").split())):
                found.setdefault(word, mention)
    return found


def _missing(slips: Sequence[tuple[Span, str, str, str]], bearers: dict[str, MentionFound]) -> Iterator[MentionFound]:
    for span, word, _, right in slips:
        one = bearers.get(right)
        if one:
            yield msgspec.structs.replace(one, span=span, form="alias", why=f"{word}: {right} misspelt")
