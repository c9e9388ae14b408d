"""Questions made from parsed news by rule: whose words, how many, when, where, why, who, what, and some that no line
answers. They are stiff, and many: the model learns from them what an answer looks like before it sees written ones."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from listeningpost.questions.tables import patterns, synonyms
from listeningpost.schema import AttributionRead, Parse

from .clauses import Clause, Line, clauses_of, lines_of

SWAPPED, DROPPED = 0.35, 0.12  # chance that a word gives way to one of its row of synonyms, or is left out
SHORTEST, LONGEST_LINE = 6, 60  # words of a line that a question is made of
PRONOUNS = frozenset({
    "he", "she", "it", "they", "we", "i", "you", "who", "his", "her", "their", "me", "them", "us", "him", "all", "one",
    "this", "that", "some", "many", "another",
})  # fmt: skip
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ"})
THINGS = frozenset({"NOUN", "PROPN"})
MOST_WORDS = 18


@dataclass(frozen=True)
class Page:
    """A page as questions are made from it: its headline, its lines, and of each line whose words it tells."""

    title: str
    lines: tuple[Line, ...]
    told: tuple[tuple[str, tuple[int, ...]], ...]  # of each line: who is quoted, and the tokens of what is said


@dataclass(frozen=True)
class Made:
    """A question with the numbers of the lines that answer; none where none does. `off`: lines that may answer
    though nothing shows it, taken from the choice."""

    question: str
    right: frozenset[int]
    off: frozenset[int] = frozenset()


def page_of(title: str, text: str, parse: Parse) -> Page:
    """A page from its parse with the model."""
    lines = tuple(lines_of(text, parse))
    return Page(title, lines, tuple(_told(lines, parse.attributions)))


def _told(lines: Sequence[Line], attributions: Sequence[AttributionRead]) -> Iterator[tuple[str, tuple[int, ...]]]:
    last = ""
    for line in lines:
        inside = [one for one in attributions if line.span[0] <= one.cue[0] < line.span[1]]
        if not inside:
            yield "", ()
            continue
        best = max(inside, key=lambda one: sum(b - a for a, b in one.content))
        source = line.whole[slice(*best.source)].strip() if best.source else ""
        if source and source.lower().split()[0] not in PRONOUNS:
            last = " ".join(source.split()[:8])
        said = tuple(at for at, token in enumerate(line.tokens)
                     if any(a <= token.span[0] < b for a, b in best.content))
        yield last, said


def questions_of(page: Page, chance: random.Random) -> Iterator[Made]:
    """Questions that the page answers, and some that it does not."""
    for number, line in enumerate(page.lines):
        if not SHORTEST <= len(line.text.split()) <= LONGEST_LINE:
            continue
        yield from _of_speaker(page, number, chance)
        for clause in clauses_of(line):
            yield from _of_clause(clause, number, chance)
        yield from _of_keywords(page, number, chance)


# ---- whose words
def _of_speaker(page: Page, number: int, chance: random.Random) -> Iterator[Made]:
    who, said = page.told[number]
    line = page.lines[number]
    things = [at for at in said if line.tokens[at].upos in THINGS]
    if not who or not things:
        return
    thing = chance.choice(things)
    topic = line.words([at for at in line.reach(thing) if at in said][:6])
    key = line.word(thing).lower()
    holding = {at for at, one in enumerate(page.lines) if key in one.text.lower()}
    own = {at for at in holding if page.told[at][0] == who}
    form = chance.choice((
        "What did {who} say about {topic}?", "What does {who} think of {topic}?", "{who} on {topic}",
        "What is {who}'s view of {topic}?", "How did {who} comment on {topic}?",
        "According to {who}, what about {topic}?", "What did {who} tell reporters about {topic}?",
    ))
    yield Made(form.format(who=who, topic=_altered(topic, chance)), frozenset(own), frozenset(holding))
    gist = _altered(line.words(said[:MOST_WORDS]), chance)
    form = chance.choice(("Who said that {gist}?", "Who said {gist}?", "Whose words are these: {gist}?",
                          "Who claims that {gist}?", "Which official said {gist}?"))
    yield Made(form.format(gist=gist), frozenset({number}))
    if chance.random() < 0.4:
        form = chance.choice(("Does {who} confirm that {gist}?", "Did {who} say that {gist}?",
                              "Does {who} believe {gist}?"))
        yield Made(form.format(who=who, gist=gist), frozenset({number}))
    others = [one for one, _ in page.told if one and one != who]
    if others and chance.random() < 0.6:
        other = chance.choice(others)
        form = chance.choice(("What did {who} say about {topic}?", "What does {who} think of {topic}?",
                              "Did {who} say that {gist}?"))
        if not any(page.told[at][0] == other for at in holding):
            yield Made(form.format(who=other, topic=topic, gist=gist), frozenset())


# ---- clauses
def _of_clause(clause: Clause, number: int, chance: random.Random) -> Iterator[Made]:
    ways = [_how_many, _who, _what, _whether, _when_where_why]
    for way in chance.sample(ways, 3):
        for question, answered in way(clause, chance):
            yield Made(question, frozenset({number}) if answered else frozenset(), frozenset({number}))


def _how_many(clause: Clause, chance: random.Random) -> Iterator[tuple[str, bool]]:
    """The number before a noun of the subject or object, or, where there is none, one that nobody gives."""
    line = clause.line
    for place, is_subject in ((clause.subject, True), (clause.object, False)):
        if place is None:
            continue
        numbers = [at for at in line.under.get(place, ()) if line.tokens[at].relation == "nummod"]
        plural = line.word(place).endswith("s") and line.tokens[place].upos == "NOUN"
        if not numbers and not (plural and chance.random() < 0.3):
            continue
        naming = [at for at in line.reach(place) if at not in numbers and line.tokens[at].upos != "DET"]
        counted = line.words(naming[:6])
        rest = _some(clause, chance)
        how = chance.choice(("How many", "How many", "What number of", "By how many"))
        if is_subject:
            yield f"{how} {counted} {clause.group()} {clause.rest(rest)}?", bool(numbers)
        else:
            beside = " ".join(line.part(at) for at in rest)
            yield f"{how} {counted} did {line.part(clause.subject)} {clause.lemma} {beside}?", bool(numbers)


def _who(clause: Clause, chance: random.Random) -> Iterator[tuple[str, bool]]:
    line = clause.line
    name = line.tokens[clause.subject].upos == "PROPN"
    asking = chance.choice(("Who", "Who", "Which body", "Which country", "Which group") if name else ("What", "Who"))
    if clause.object is not None or clause.beside:
        yield f"{asking} {clause.group()} {_altered(clause.rest(_some(clause, chance)), chance)}?", True


def _what(clause: Clause, chance: random.Random) -> Iterator[tuple[str, bool]]:
    if clause.object is not None:
        line = clause.line
        beside = " ".join(line.part(at) for at in _some(clause, chance))
        yield f"What did {line.part(clause.subject)} {clause.lemma} {_altered(beside, chance)}?", True
    elif clause.passive:
        yield f"What happened to {clause.line.part(clause.subject)}?", True


def _whether(clause: Clause, chance: random.Random) -> Iterator[tuple[str, bool]]:
    line = clause.line
    rest = clause.rest(_some(clause, chance))
    if clause.passive:
        yield f"Was {line.part(clause.subject)} {line.word(clause.verb)} {_altered(rest, chance)}?", True
    elif rest:
        yield f"Did {line.part(clause.subject)} {clause.lemma} {_altered(rest, chance)}?", True


def _when_where_why(clause: Clause, chance: random.Random) -> Iterator[tuple[str, bool]]:
    """Answered where the line has something of the kind beside the verb; else asked now and then all the same."""
    line = clause.line
    subject, answers = line.part(clause.subject), patterns("answers")
    for asking, kind in (("When", "date"), ("Where", "place"), ("Why", "reason")):
        giving = [at for at in clause.beside if answers[kind].search(line.part(at))]
        if not giving and (answers[kind].search(line.text) or chance.random() > 0.25):
            continue
        rest = clause.rest([at for at in clause.beside if at not in giving][:1])
        middle = f"was {subject} {line.word(clause.verb)}" if clause.passive else f"did {subject} {clause.lemma}"
        yield f"{asking} {middle} {_altered(rest, chance)}?", bool(giving)


def _some(clause: Clause, chance: random.Random) -> list[int]:
    return [at for at in clause.beside if chance.random() < 0.5][:2]


# ---- keywords
def _of_keywords(page: Page, number: int, chance: random.Random) -> Iterator[Made]:
    line = page.lines[number]
    told = [line.word(at) for at, token in enumerate(line.tokens) if token.upos in CONTENT]
    if len(told) < 5 or chance.random() > 0.3:
        return
    chosen = [told[at] for at in sorted(chance.sample(range(len(told)), min(len(told), chance.randint(3, 5))))]
    holding = frozenset(at for at, one in enumerate(page.lines) if all(word in one.text for word in chosen))
    yield Made(_altered(" ".join(chosen), chance), holding)


def _altered(words: str, chance: random.Random) -> str:
    """Words with some of them left out or said otherwise."""
    found = []
    for word in words.split():
        near = sorted(synonyms().get(word.lower(), ()))
        if near and chance.random() < SWAPPED:
            found.append(chance.choice(near))
        elif chance.random() > DROPPED:
            found.append(word)
    return " ".join(found).strip(" .,;:“”\"'")
