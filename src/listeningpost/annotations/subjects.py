"""Who stands before or behind a cue: the subject of a reporting clause."""

from .adverbials import past_dateline
from .noun_phrases import Phrase, is_adverb, phrase_after, phrase_before
from .pieces import DASHES, WORDS, Piece, Unit
from .speaking import PEOPLE, is_document, plainly_speaks
from .tables import table
from .verb_groups import Group

SAYINGS = frozenset(table("cues")["sayings"]["nouns"])
NO_SPEAKERS = frozenset(["that", "it", "whether", "there", "more", "less", "so", "as", "much", "little"])
OPENERS = frozenset([",", ";", ":", "–", "—", "--", "(", "“", "[", "-"])
NAME = 6  # pieces of a name
INSERTED = frozenset(["who", "which", "whose", "of", "from", "for", "at"])
RELATIVES = frozenset(["who", "which"])
OPENING_CLAUSES = frozenset(["after", "before", "since", "until", "as", "because"])
BEFORE_VERBS = WORDS["auxiliaries"] | WORDS["negations"]
NEAR = 15  # so many pieces before the end of a clause its "who" stands
REACH = 60  # an insertion between subject and verb is no longer than this


def subject_before(unit: Unit, at: int) -> Phrase | None:
    """The phrase that is the subject of a finite verb at `at`, also across "who", an apposition, or an adverbial."""
    phrase = _subject(unit, at)
    for mended in (_people_alone, _told_of, _past_relative, _behind_saying, _with_others):
        phrase = mended(unit, phrase)
    if phrase is None or phrase[1] - phrase[0] < 2 or unit.pieces[phrase[0]].low != "that":
        return phrase
    # behind a word, "that" opens the clause and is no part of its subject: "said that Lee told"
    first, last = unit.pieces[phrase[0] + 1], unit.pieces[phrase[1] - 1]
    own = first.capital or first.low in WORDS["determiners"] | WORDS["pronouns"] or last.low.endswith("s")
    own = own or first.low in PEOPLE
    return (phrase[0] + 1, phrase[1]) if own and phrase[0] > 0 and unit.pieces[phrase[0] - 1].word else phrase


def _with_others(unit: Unit, phrase: Phrase | None) -> Phrase | None:
    """A subject with those who speak with it: "Denn and | her colleagues", where they open the clause."""
    if phrase is None or phrase[0] < 2 or unit.pieces[phrase[0] - 1].low != "and":
        return phrase
    others = phrase_before(unit, phrase[0] - 1)
    return (others[0], phrase[1]) if others and _opens_clause(unit, others[0]) else phrase


def _behind_saying(unit: Unit, phrase: Phrase | None) -> Phrase | None:
    """Of what another's words are called, who answers them: "a charge | Ostavia" in ", a charge Ostavia denies"."""
    if phrase is None or phrase[0] == 0 or unit.pieces[phrase[0] - 1].text not in (",", *DASHES):
        return phrase
    if unit.pieces[phrase[0]].low not in ("a", "an"):
        return phrase
    for at in range(phrase[0] + 1, phrase[1] - 1):
        behind = unit.pieces[at + 1]
        own = behind.capital or behind.low in PEOPLE or behind.low.endswith("s")
        if unit.pieces[at].low in SAYINGS and own:
            return at + 1, phrase[1]
    return phrase


def called_saying(unit: Unit, source: Phrase) -> Phrase | None:
    """What another's words are called right before the one who answers them: "a charge" in ", a charge Ostavia
    denies"."""
    phrase = phrase_before(unit, source[0]) if source[0] > 2 else None
    if phrase is None or phrase[0] == 0 or unit.pieces[phrase[0] - 1].text not in (",", *DASHES):
        return None
    called = unit.pieces[phrase[0]].low in ("a", "an") and unit.pieces[phrase[1] - 1].low in SAYINGS
    return phrase if called else None


def _people_alone(unit: Unit, phrase: Phrase | None) -> Phrase | None:
    """People without the participle that tells of them: "residents | reached by telephone"."""
    for at in range(phrase[0] + 1, phrase[1]) if phrase else ():
        piece = unit.pieces[at]
        told_of = piece.low.endswith("ed") or piece.low in WORDS["past_forms"]
        if phrase and told_of and not piece.capital and unit.pieces[at - 1].low in PEOPLE:
            return phrase[0], at
    return phrase


def _told_of(unit: Unit, phrase: Phrase | None) -> Phrase | None:
    """Of whom a phrase tells that begins with the verb of a clause with "who": "the baker" of "the baker who worked at
    the mill"."""
    if phrase is None or phrase[0] < 2 or unit.pieces[phrase[0] - 1].low not in RELATIVES:
        return phrase
    first = unit.pieces[phrase[0]]
    verb = first.low in WORDS["past_forms"] | WORDS["auxiliaries"] or first.low.endswith("ed")
    alone = first.capital or not verb or phrase[1] - phrase[0] < 2
    return phrase if alone else _antecedent(unit, phrase[0] - 1) or phrase


def _past_relative(unit: Unit, phrase: Phrase | None) -> Phrase | None:
    """Whom a clause with "who" tells of that ends in the rest of its verb: "an officer" of "an officer who asked not to
    be | named"."""
    before = unit.pieces[phrase[0] - 1].low if phrase and phrase[0] else ""
    if phrase is None or before not in BEFORE_VERBS or unit.pieces[phrase[0]].capital:
        return phrase
    for at in range(phrase[0] - 1, max(0, phrase[0] - NEAR), -1):
        piece = unit.pieces[at]
        if not piece.word or piece.quote:
            return phrase
        if piece.low == "who":
            return _antecedent(unit, at) or phrase
    return phrase


def _subject(unit: Unit, at: int) -> Phrase | None:
    if at == 0:
        return None
    piece = unit.pieces[at - 1]
    if piece.low == "that" and at > 1 and (phrase := phrase_before(unit, at - 1)):
        told_of = is_document(unit, phrase) or plainly_speaks(unit, phrase)
        if told_of and not unit.pieces[at - 2].capital:
            return phrase
        if (paper := _paper_before(unit, phrase)) is not None:
            return paper
    if piece.low in RELATIVES and at > 1:
        return _antecedent(unit, at - 1)
    if piece.text == "," or piece.text in DASHES:
        return _across(unit, at - 1)
    return _past_adverbials(unit, at)


def _antecedent(unit: Unit, at: int) -> Phrase | None:
    """Whom the relative pronoun at a place stands for: the phrase before it, past a comma or a dash."""
    return phrase_before(unit, at - 1 if unit.pieces[at - 1].text in (",", *DASHES) else at)


def _paper_before(unit: Unit, phrase: Phrase) -> Phrase | None:
    """The document behind which a phrase tells where it is: "a letter inside the boat that said"."""
    before = phrase[0] - 1
    if before < 1 or unit.pieces[before].low not in WORDS["prepositions"]:
        return None
    paper = phrase_before(unit, before)
    return paper if paper and is_document(unit, paper) else None


def _past_adverbials(unit: Unit, end: int) -> Phrase | None:
    """The phrase before `end`, adverbials left out: "officers shortly before the storm said"."""
    for _ in range(4):
        while end > 0 and (unit.pieces[end - 1].time or is_adverb(unit.pieces[end - 1].low)):
            end -= 1
        if end > 1 and unit.pieces[end - 1].low in RELATIVES:
            return _antecedent(unit, end - 1)
        if end > 0 and unit.pieces[end - 1].low in ("in", "on", "at", "since", "during", "by", "after", "the", "of"):
            end -= 1
            continue
        phrase = phrase_before(unit, end)
        if phrase is None:
            return None
        before = unit.pieces[phrase[0] - 1] if phrase[0] else None
        if before is None or before.low not in WORDS["prepositions"] or before.low == "than":
            return phrase
        if before.low in OPENING_CLAUSES and plainly_speaks(unit, phrase):
            return phrase  # "this comes after police said"
        end = phrase[0] - 1
        if end == 0 or unit.pieces[end - 1].text in OPENERS:
            return phrase if before.low in ("as", "like") else None
    return None


def _across(unit: Unit, closing: int) -> Phrase | None:
    """The subject before an insertion that ends at the comma or dash `closing`; of all that fit, the leftmost."""
    mark = unit.pieces[closing].text
    fitting: Phrase | None = None
    for at in range(closing - 1, max(0, closing - REACH), -1):
        if unit.pieces[at].text in (";", ":", "."):
            break
        if unit.pieces[at].text != mark:
            continue
        phrase = phrase_before(unit, at)
        if phrase and _opens_clause(unit, phrase[0]):
            fitting = name_in_apposition(unit, phrase, at + 1) or phrase
    return fitting


def _opens_clause(unit: Unit, first: int) -> bool:
    if first == 0:
        return True
    before = unit.pieces[first - 1]
    if before.low in WORDS["conjunctions"]:
        return (
            first > 1
            and (unit.pieces[first - 2].text in OPENERS or unit.pieces[first - 2].quote is not None)
            or first == 1
        )
    opens = before.text in OPENERS or before.quote is not None or before.low in WORDS["subordinators"]
    return opens or before.time or is_adverb(before.low)


def name_in_apposition(unit: Unit, phrase: Phrase, start: int) -> Phrase | None:
    """ "The head of the office, Ann Lee, said": the name, where the phrase itself is a description."""
    end = start
    while end < len(unit.pieces) and unit.pieces[end].capital:
        end += 1
    named = 0 < end - start <= NAME and end < len(unit.pieces) and unit.pieces[end].text in OPENERS
    words = unit.pieces[slice(*phrase)]
    plain = any(p.word and p.low == p.text and p.low not in WORDS["joining"] and len(p.low) > 3 for p in words)
    described = unit.pieces[phrase[0]].low in WORDS["determiners"] or plain
    return (start, end) if named and described else None


def start_of_subject(unit: Unit, source: Phrase) -> int:
    """Where the whole subject begins of which the source is the name: "the mayor, " before "Ann Lee"."""
    if source[0] < 2 or unit.pieces[source[0] - 1].text != ",":
        return source[0]
    phrase = phrase_before(unit, source[0] - 1)
    described = phrase is not None and name_in_apposition(unit, phrase, source[0])
    return phrase[0] if phrase and described and _opens_clause(unit, phrase[0]) else source[0]


def subject_behind(unit: Unit, group: Group) -> Phrase | None:
    """The subject of an inverted clause ("said Ann Lee, a farmer"), where the cue is behind a quotation or a comma."""
    if group.left == 0 or group.end >= len(unit.pieces):
        return None
    before, after = unit.pieces[group.left - 1], unit.pieces[group.end]
    if not (before.quote or before.text in (",", "”", '"', "“")) or after.low in NO_SPEAKERS:
        return None
    if before.text == "," and _closes_insertion(unit, group.left - 1):
        return None
    phrase = phrase_after(unit, _past_place(unit, group.end) if before.quote else group.end)
    return phrase if not phrase or phrase[1] >= len(unit.pieces) or _may_follow(unit.pieces[phrase[1]]) else None


def _may_follow(piece: Piece) -> bool:
    """Whether a word or mark may stand behind the subject of an inverted clause."""
    mark = piece.text in (",", ".", ";", ":", "(", "!", "?") or piece.text in DASHES or piece.quote is not None
    word = piece.low in WORDS["prepositions"] | {"who", "which", "and", "when", "while"} or is_adverb(piece.low)
    return mark or piece.time or word or piece.low.endswith("ing")


def _past_place(unit: Unit, at: int) -> int:
    """Past "in a message" before a subject that comes late: "said in a message a man from the coast"."""
    if unit.pieces[at].low not in ("in", "at", "on", "to"):
        return at
    phrase = phrase_after(unit, at + 1, names=False)
    return phrase[1] if phrase and phrase[1] < len(unit.pieces) and not unit.pieces[phrase[1]].time else at


def _closes_insertion(unit: Unit, comma: int) -> bool:
    """Whether a comma closes ", of the harbour office," or ", who was late," behind a subject."""
    subject = _across(unit, comma)
    behind = unit.pieces[subject[1] + 1] if subject and subject[1] + 1 < comma else None
    return behind is not None and behind.low in INSERTED


def main_subject(unit: Unit, end: int) -> Phrase | None:
    """The subject of the clause that a participle at `end` hangs on: the first phrase behind the fronted adverbials."""
    at = past_dateline(unit)
    while at < end:
        piece = unit.pieces[at]
        fronted = piece.low in WORDS["prepositions"] | WORDS["subordinators"] or piece.time or is_adverb(piece.low)
        if fronted or piece.low.endswith(("ing", "ed")) and not piece.low.startswith("the"):
            comma = unit.find(",", at, end)
            if comma < 0:
                at += 1
                continue
            at = comma + 1
        elif piece.low in WORDS["conjunctions"] or piece.text in OPENERS:
            at += 1
        elif piece.quote:
            return None
        else:
            return phrase_after(unit, at)
    return None
