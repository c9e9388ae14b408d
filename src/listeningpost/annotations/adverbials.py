"""What stands between a cue and its content: time, place, occasion and manner of speech."""

from .noun_phrases import is_adverb, is_noun_like
from .pieces import DASHES, WORDS, Piece, Unit

LONGEST = 30  # pieces of all that may stand between a cue and "that"
CITED = frozenset(["citing", "quoting"])
INSERTED = WORDS["prepositions"] | CITED | {"according"}
ADDRESSED = frozenset(["him", "her", "them", "me", "us", "reporters", "journalists"])
FINITE = WORDS["auxiliaries"] | WORDS["modals"]
TOPICS = frozenset(["of", "about", "against"])  # lead to what is told
CLAUSAL = frozenset(["clause", "that"])


def past_adverbials(unit: Unit, at: int, takes: frozenset[str] = frozenset()) -> int:
    """Past what stands between a cue that ends before `at` and its content: time words, adverbs, and occasions that
    "that", a colon or a quotation follows; where the cue takes "to" also those that an infinitive follows."""
    at = _past_namelessness(unit, at)
    while at < len(unit.pieces):
        piece = unit.pieces[at]
        follows = unit.pieces[at + 1] if at + 1 < len(unit.pieces) else None
        if not (piece.time and not is_possessive(follows) or _leads_on(unit, at)):
            break
        at += 1
    if at < len(unit.pieces) and unit.pieces[at].text == ",":
        return _past_insertion(unit, at)
    if at < len(unit.pieces) and unit.pieces[at].low in CITED:
        return max(unit.find("that", at, at + LONGEST), at)
    topics = TOPICS | ({"for"} if "for" in takes or not takes & CLAUSAL else set())
    if at < len(unit.pieces) and unit.pieces[at].low in WORDS["prepositions"] - topics:
        return _past_occasion(unit, at, "to" in takes)
    return at


def _past_namelessness(unit: Unit, at: int) -> int:
    """Past "on condition of anonymity"."""
    words = [piece.low for piece in unit.pieces[at : at + 5]]
    if words[:1] != ["on"] or "condition" not in words[1:3] or "anonymity" not in words:
        return at
    return at + words.index("anonymity") + 1


def _past_insertion(unit: Unit, comma: int) -> int:
    """Past ", in a statement carried by the agency," where "that" follows; else the comma itself."""
    closing = unit.find(",", comma + 1, comma + LONGEST)
    opens = comma + 1 < closing and unit.pieces[comma + 1].low in INSERTED
    return closing + 1 if opens and closing + 1 < len(unit.pieces) and unit.pieces[closing + 1].low == "that" else comma


def is_possessive(piece: Piece | None) -> bool:
    return piece is not None and piece.low in ("’s", "'s")


def _leads_on(unit: Unit, at: int) -> bool:
    """Whether a preposition before a time, or an adverb before what is said, stands at `at`."""
    if at + 1 >= len(unit.pieces):
        return False
    piece, follows = unit.pieces[at], unit.pieces[at + 1]
    if follows.time and piece.low in ("on", "in", "late", "early", "at", "the"):
        return not (at + 2 < len(unit.pieces) and is_possessive(unit.pieces[at + 2]))
    adverbs = is_adverb(piece.low) and is_adverb(follows.low) and _leads_on(unit, at + 1)
    if is_adverb(piece.low) and follows.text == ",":
        return at > 0 and at + 2 < len(unit.pieces)  # "The rebels, she said then, had ..."
    return adverbs or is_adverb(piece.low) and (follows.low == "that" or follows.quote is not None or follows.time)


def _past_occasion(unit: Unit, at: int, infinitive: bool) -> int:
    if unit.pieces[at].low == "to" and not _phrase_goes_on(unit, at):
        return at
    for i in range(at + 1, min(at + LONGEST, len(unit.pieces))):
        piece, before = unit.pieces[i], unit.pieces[i - 1]
        if piece.low == "that" and not _relative(unit, i):
            return i
        if infinitive and piece.low == "to" and is_noun_like(before) and not _phrase_goes_on(unit, i):
            return i
        if piece.text == ":" or piece.quote is not None and is_noun_like(before) and piece.end - piece.start > 25:
            return i
        if piece.text == "," and i + 1 < len(unit.pieces) and _begins_content(unit.pieces[i + 1]):
            return i
        if piece.text == "," and (that := _that_behind(unit, i)):
            return that
        if piece.text in (",", ".", ";") or _is_finite(unit, i):
            break
    return at


def _is_finite(unit: Unit, at: int) -> bool:
    """Whether an auxiliary or an infinitive's "to" stands at `at`; "to supporters" is none."""
    piece = unit.pieces[at]
    plural = piece.low == "to" and any(p.low.endswith("s") and is_noun_like(p) for p in unit.pieces[at + 1 : at + 2])
    return piece.low in FINITE and not is_possessive(piece) and not plural and not (
        piece.low == "to" and _phrase_goes_on(unit, at))


def _that_behind(unit: Unit, comma: int) -> int:
    """The "that" behind insertions that a comma closes: "said in a letter to the chair, Ann Lee, seen by the Ledger, |
    that"; 0 where a clause comes first."""
    for i in range(comma + 1, min(comma + LONGEST, len(unit.pieces))):
        piece = unit.pieces[i]
        if piece.low == "that" and unit.pieces[i - 1].text == ",":
            return i
        if piece.quote or piece.text in (".", ";", ":") or piece.low in ("and", "but") or _is_finite(unit, i):
            return 0
    return 0


def _begins_content(piece: Piece) -> bool:
    return piece.quote is not None or piece.low == "that"


def _relative(unit: Unit, at: int) -> bool:
    """Whether "that" goes with the plain noun before it ("in a room that was cold"), or with a time ("that year")."""
    before = unit.pieces[at - 1]
    follows = unit.pieces[at + 1] if at + 1 < len(unit.pieces) else before
    if follows.time:
        return True
    if not is_noun_like(before) or before.time or before.capital or before.low in WORDS["venues"]:
        return False
    return follows.low in FINITE or is_adverb(follows.low) or follows.low.endswith("ed")


def _phrase_goes_on(unit: Unit, at: int) -> bool:
    """Whether "to" leads to a noun phrase and no infinitive."""
    follows = unit.pieces[at + 1] if at + 1 < len(unit.pieces) else None
    plain = follows is not None and (follows.capital or follows.low in WORDS["determiners"] | ADDRESSED)
    return follows is None or plain or follows.time


def past_dateline(unit: Unit) -> int:
    """Past "OAKFORD (AP) —" or "Oakford, March 3 -" at the head of a story; 0 where there is none."""
    for at, piece in enumerate(unit.pieces[:10]):
        if piece.text in DASHES:
            return at + 1 if any(_of_dateline(p) for p in unit.pieces[:at]) else 0
        if not (piece.text.isupper() or piece.text in (",", "(", ")", "/", ".") or piece.capital or piece.time):
            break
    return 0


def _of_dateline(piece: Piece) -> bool:
    return piece.time or piece.text in ("(", "/") or piece.text.isupper() and len(piece.text) > len("UN")
