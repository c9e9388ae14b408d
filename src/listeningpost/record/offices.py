"""Roles of the page with the state or body they belong to, and who holds a described office."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..edtf import bounds, overlap
from ..knowledge import Knowledge, fold
from ..schema import Office, Record, Role, RoleFound
from .entities import Cast, Entity
from .tables import SPEAKERS

SPELLINGS = {"defense": "defence", "spokesperson": "spokes", "spokesman": "spokes", "spokeswoman": "spokes"}
SMALL = frozenset({"of", "the", "for", "to", "and", "s", "then", "former", "acting"})


class PageOffice(NamedTuple):
    """A role of the page with its holder's entity."""

    role: Role
    holder: Entity


class Found(Record, frozen=True):
    """Who a description was taken to be, and why; `entity` None where nobody fits, or several do."""

    entity: Entity | None
    why: str


def page_roles(found: Sequence[RoleFound], cast: Cast, knowledge: Knowledge, text: str) -> list[PageOffice]:
    """One line for one role of one person, with the first span that gives it; whose office it is comes from the page,
    else from the person's dated offices."""
    bodies = {alias: entity.name for alias, entity in _bodies(cast, text)}
    places = {entity.name for entity in cast.values() if entity.type == "place"}
    offices: dict[tuple[str, frozenset[str], str | None], PageOffice] = {}
    for one in sorted(found, key=lambda role: role.span):
        holder = cast.get(one.holder)
        if holder is None:
            continue
        told = one.of if one.of in places else bodies.get(one.of or "", one.of)
        of = told or _known_owner(one, holder, knowledge)
        role = Role(entity=holder.id, name=holder.name, role=one.role, of=of, status=one.status, span=one.span)
        offices.setdefault((holder.id, role_words(one.role), of), PageOffice(role, holder))
    return without_blanks(list(offices.values()))


def _bodies(cast: Cast, text: str) -> Iterator[tuple[str, Entity]]:
    """Bodies by the page's words for them: "Security Council" is that of Russia where the page says so."""
    for span, entity in cast.items():
        if entity.type not in ("person", "place"):
            yield " ".join(text[slice(*span)].split()), entity


def without_blanks(offices: list[PageOffice]) -> list[PageOffice]:
    """Without lines that say less than another: "President Putin" beside "Russian President Putin"."""
    return [one for one in offices if not any(_says_more(other.role, one.role) for other in offices)]


def _says_more(one: Role, other: Role) -> bool:
    if one.entity != other.entity or one.status != other.status or role_words(one.role) != role_words(other.role):
        return False
    return set(fold(other.of or "").split()) < set(fold(one.of or "").split())


def _known_owner(one: RoleFound, holder: Entity, knowledge: Knowledge) -> str | None:
    held = knowledge.offices(holder.key) if holder.key else ()
    wanted = role_words(one.role)
    forms = [(office.of, role_words(form)) for office in held for form in (office.role, *office.forms)]
    bodies = {of for of, words in forms if wanted <= words} or {of for of, words in forms if words <= wanted}
    actor = knowledge.actor(bodies.pop()) if len(bodies) == 1 else None
    return actor.name if actor else None


def role_words(role: str) -> frozenset[str]:
    """The telling words of a role, spellings and the sex of spokespersons levelled."""
    return frozenset(SPELLINGS.get(word, word) for word in fold(role).split()) - SMALL


def holders_on_page(role: str, of: str | None, offices: Sequence[PageOffice]) -> list[PageOffice]:
    """Those to whom the page gives a role that a description names, one line each; those who hold it go before those
    who did."""
    wanted = role_words(role)
    fitting = [o for o in offices if _fits(wanted, of, o.role)]
    fitting = [o for o in fitting if o.role.status != "former"] or fitting
    return list({o.holder.id: o for o in reversed(fitting)}.values())


def called(chosen: PageOffice) -> Found:
    """The holder of a page's office, with the reason."""
    of_whom = f" of {chosen.role.of}" if chosen.role.of else ""
    return Found(entity=chosen.holder, why=f"the page calls {chosen.holder.name} {chosen.role.role}{of_whom}")


def _fits(wanted: frozenset[str], of: str | None, role: Role) -> bool:
    mine = role_words(role.role)
    if wanted == {"head", "state"}:
        wanted = frozenset(SPEAKERS["heads_of_state"]) & mine or wanted
    leads = frozenset(SPEAKERS["leaders"])
    below = (mine - wanted) & frozenset(SPEAKERS["below"])  # "the president" is no vice president
    alike = (wanted <= mine and not below) or bool(not below and wanted & leads and mine & leads and of)
    sent = of is not None and set(fold(of).split()) <= set(fold(role.role).split())  # "envoy for Ostavia"
    return alike and (of is None or role.of is None or sent or _same_body(of, role.of))


def _same_body(one: str, other: str) -> bool:
    mine, theirs = set(fold(one).split()), set(fold(other).split())
    return mine <= theirs or theirs <= mine


def holder_by_knowledge(role: str, of: str, knowledge: Knowledge, when: str | None) -> Found:
    """The one person who held the office at the page's time by knowledge's dated offices."""
    if when is None:
        return Found(entity=None, why="the page has no date by which to ask who held the office")
    offices = knowledge.holders(role, of, when) or _holders_of_state(role, of, knowledge, when)
    if role_words(role) <= frozenset(SPEAKERS["many_hold"]):
        offices = tuple(one for one in offices if role_words(one.role) == role_words(role))
    people = dict.fromkeys(office.person for office in offices)
    actor = knowledge.actor(next(iter(people))) if len(people) == 1 else None
    if actor is None:
        count = f"{len(people)} people" if people else "nobody"
        return Found(entity=None, why=f"knowledge has {count} as {role} of {of} at {when}")
    if all(_at_open_edge(office, when) for office in offices):
        term = _term(offices[0])
        return Found(entity=None, why=f"{actor.name} was {offices[0].role} of {of} {term}; not sure for {when}")
    entity = Entity(id=actor.qid or actor.key, name=actor.name, type="person", key=actor.key, qid=actor.qid,
                    gender=actor.gender, why=f"{offices[0].role} of {of}")
    return Found(entity=entity, why=f"{actor.name} was {offices[0].role} of {of} {_term(offices[0])}, by knowledge")


def office_by_knowledge(role: str, of: str | None, person: Entity, knowledge: Knowledge, when: str | None) -> str:
    """Why somebody may be meant by an office: that he held it at `when`, or ever, by knowledge; "" where he did not."""
    wanted, leads = role_words(role), frozenset(SPEAKERS["leaders"])
    for office in knowledge.offices(person.key or ""):
        forms = [role_words(form) for form in (office.role, *office.forms)]
        below = all((form - wanted) & frozenset(SPEAKERS["below"]) for form in forms)
        leader = bool(of and wanted <= leads and any(form <= leads for form in forms))
        alike = leader or (not below and any(wanted <= form for form in forms))
        body = knowledge.actor(office.of)
        if alike and _held(office, when) and (of is None or (body is not None and _same_body(of, body.name))):
            held = f"was {office.role} of {body.name if body else office.of} {_term(office)}"
            return f"{person.name}, named on the page, {held}, by knowledge"
    return ""


def _held(office: Office, when: str | None) -> bool:
    return when is None or overlap((bounds(office.start or "..")[0], bounds(office.to or "..")[1]), bounds(when))


def _at_open_edge(office: Office, when: str) -> bool:
    """Whether the time falls into an office's beginning or end, and that is known by more than a month only."""
    edges = [bounds(edge) for edge in (office.start, office.to) if edge]
    return any(first[:7] != last[:7] and overlap((first, last), bounds(when)) for first, last in edges)


def _holders_of_state(role: str, body: str, knowledge: Knowledge, when: str) -> Sequence[Office]:
    """"The secretary of Ostavia's Security Council": the body's words belong to an office of the state."""
    actor = next((one.actor for one in knowledge.look_up(body) if one.certain and one.actor.country), None)
    state = knowledge.actor(actor.country) if actor and actor.country else None
    if actor is None or state is None:
        return ()
    own = {word for name in (state.name, *state.aliases, *state.demonyms) for word in fold(name).split()}
    bare = " ".join(word for word in fold(actor.name).split() if word not in own)
    return knowledge.holders(f"{role} of {bare}", state.key, when)


def _term(office: Office) -> str:
    end = office.to or (f"at least {office.known_until}" if office.known_until else "an end that is not known")
    return f"from {office.start or 'a day not known'} to {end}"
