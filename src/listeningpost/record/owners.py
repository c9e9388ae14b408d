"""Whose office a role is where its own words do not say: inferred from the page with a reason, or left open."""

import bisect
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from ..knowledge import fold
from ..schema import Annotations, Article, MentionFound, Role, Span
from .described_bodies import body_of_role
from .entities import Cast, Entity
from .evidence import POSSESSIVES, Because, Evidence
from .offices import Found, PageOffice, role_words, without_blanks
from .tables import SPEAKERS

LEAST_NAMED = 2  # times the body names the state of the headline before it is the state the page is about


class Offices(NamedTuple):
    """What owners are inferred from: the page, its finds, its described bodies, and the states it speaks for."""

    article: Article
    found: Annotations
    bodies: Cast
    evidence: Evidence


def with_owners(offices: Sequence[PageOffice], page: Offices) -> list[PageOffice]:
    """The page's roles with the state or body they belong to, as far as the page is of one mind; what predecessors and
    successors held is told by whom they came before or after."""
    told: list[PageOffice] = []
    for office in offices:
        followed = _before_or_after(office, offices, page)
        if followed or not _follows(office.role):
            told.append(followed or _owned(office, offices, page))
    return without_blanks(told)


def _owned(office: PageOffice, offices: Sequence[PageOffice], page: Offices) -> PageOffice:
    role = office.role
    number = bisect.bisect_left(page.found.roles, role.span, key=lambda one: one.span)
    found = page.found.roles[number] if page.found.roles[number : number + 1] else None
    found = found if found and found.span == role.span else None
    body = body_of_role(found, page.found.mentions, page.bodies) if found else None
    owner = Because(body, body.why) if body else None
    if body and body.of and (found and found.of or "").lower() in role.role.lower():
        owner = Because(page.evidence.by_name(body.of) or body, body.why)  # "chief of the General Staff": the state's
    if owner is None and role.of is None:
        owner = next(_owners(office, offices, page), None)
    if owner is None:
        return office
    return office._replace(role=msgspec.structs.replace(role, of=owner.entity.name, why=owner.why))


def _owners(office: PageOffice, offices: Sequence[PageOffice], page: Offices) -> Iterator[Because]:
    """Reasons for an owner, the strongest first."""
    role, evidence = office.role, page.evidence
    yield from _pointed(role, offices, page)
    words = " ".join(page.article.text[slice(*role.span)].split())
    of_city = evidence.city(role.span[0]) if role_words(role.role) & {"mayor"} else None
    if of_city:
        yield of_city
    apposed = words.split()[-1] not in office.holder.name.split()  # "A B, president of the club": not the state's
    if apposed or not role_words(role.role) & set(SPEAKERS["of_states"]):
        return
    others = {o.role.of for o in offices if o.holder.id == office.holder.id and o.role.of}
    states = [state for name in others for state in [evidence.by_name(name)] if state]
    if len(states) == 1:
        yield Because(states[0], f"{office.holder.name} holds another office of {states[0].name} on the page")
    yield from _by_body_beside(role, page)
    about = _about(page)
    beside = {row.entity.id for row in evidence.plain if _within(row.span, evidence.sentence(role.span[0]))}
    if about and beside and about.entity.id not in beside:
        return  # the sentence speaks of other states than the page
    if about and not _taken(office, offices, about.entity):
        yield about
    home = evidence.home
    if office.holder.key and evidence.knowledge.offices(office.holder.key) and _serves(office.holder, page) != home:
        return  # knowledge has offices of theirs, and none of the page's own state
    if home and not about and not _taken(office, offices, home):
        yield Because(home, "the page's own state")


def _pointed(role: Role, offices: Sequence[PageOffice], page: Offices) -> Iterator[Because]:
    """"Its defence minister", "her interior minister", "the country's president"."""
    words = page.article.text[slice(*role.span)].lower().replace("’", "'").split()
    word = next((word for word in words if word in POSSESSIVES), None)
    if words[1:2] and words[1].removesuffix("'s") in SPEAKERS["lands"] and words[1].endswith("'s"):
        word = "its"
    found = page.evidence.pointed(role.span, word) if word else None
    if found and found.entity.type == "person":
        owners = {o.role.of for o in offices if o.holder.id == found.entity.id and o.role.of}
        state = page.evidence.by_name(owners.pop()) if len(owners) == 1 else None
        state = state if state or owners else _serves(found.entity, page)
        found = Because(state, found.why) if state else None
    if found:
        yield found


def _serves(person: Entity, page: Offices) -> Entity | None:
    """The one state in which knowledge has somebody hold offices."""
    known = page.evidence.knowledge.offices(person.key) if person.key else ()
    states = {state.id: state for office in known for state in [page.evidence.state(office.of)] if state}
    return next(iter(states.values())) if len(states) == 1 else None


def _by_body_beside(role: Role, page: Offices) -> Iterator[Because]:
    """"President A told Ostavia's Security Council": the one state whose body the sentence names."""
    start, end = page.evidence.sentence(role.span[0])
    named = [row.entity for row in page.evidence.states if start <= row.span[0] < end and row.body]
    described = {one.of for span, one in page.bodies.items() if start <= span[0] < end and one.of}
    named += [state for name in described for state in [page.evidence.by_name(name)] if state]
    if len({state.id for state in named}) == 1:
        yield Because(named[0], "the state whose body its sentence names")


def _about(page: Offices) -> Because | None:
    """The state the page is about: the first its headline names and its text goes on naming, else the only one of its
    first sentence."""
    title = page.article.title.span if page.article.title and page.article.title.span else None
    rows = page.evidence.plain
    headed = [row.entity for row in rows if title and title[0] <= row.span[0] < title[1]]
    named = [row for row in rows if headed and row.entity.id == headed[0].id and not _within(row.span, title)]
    if headed and len(named) >= LEAST_NAMED:
        return Because(headed[0], "the state the page is about, by its headline")
    lead = page.article.body[0] if page.article.body else (0, 0)
    first = {row.entity.id: row.entity for row in rows if lead[0] <= row.span[0] < lead[1]}
    if not headed and len(first) == 1:
        return Because(next(iter(first.values())), "the state the page is about, by its first paragraph")
    return None


def _within(inner: Span, outer: Span | None) -> bool:
    return outer is not None and outer[0] <= inner[0] < outer[1]


def _taken(office: PageOffice, offices: Sequence[PageOffice], state: Entity) -> bool:
    """Whether the page gives the same office of that state to somebody else."""
    wanted = role_words(office.role.role)
    return any(o.holder.id != office.holder.id and o.role.of == state.name and role_words(o.role.role) == wanted
               and o.role.status == office.role.status for o in offices)


# ---- those who came before and after
def _follows(role: Role) -> bool:
    return fold(role.role) in SPEAKERS["followers"]


def _before_or_after(office: PageOffice, offices: Sequence[PageOffice], page: Offices) -> PageOffice | None:
    """"His predecessor, A B": the office of whom "his" means, held before."""
    role = office.role
    if not _follows(role):
        return None
    word = page.article.text[slice(*role.span)].lower().split()[0]
    found = page.evidence.pointed(role.span, word) if word in POSSESSIVES else None
    held = next((o.role for o in offices if found and o.holder.id == found.entity.id and not _follows(o.role)), None)
    if held is None:
        return None
    status = "former" if fold(role.role) == "predecessor" else "current"
    why = f"{fold(role.role)} of {held.name}, {held.role}"
    return office._replace(role=msgspec.structs.replace(role, role=held.role, of=held.of, status=status, why=why))


# ---- described and not named
def with_described(offices: Sequence[PageOffice], described: Mapping[Span, Found], found: Sequence[MentionFound]
                   ) -> list[PageOffice]:
    """The page's roles and those of people whom a title alone stands for, told by knowledge: "the secretary of
    Ostavia's Security Council"."""
    held = {office.holder.id for office in offices}
    told = list(offices)
    for mention in found:
        who = described.get(mention.span)
        if who and who.entity and mention.head and mention.of and who.entity.id not in held:
            held.add(who.entity.id)
            role = Role(entity=who.entity.id, name=who.entity.name, role=mention.head, of=mention.of, status="current",
                        span=mention.span, why=who.why)
            told.append(PageOffice(role, who.entity))
    return told
