"""From made-up questions to a packed model that reads question and line together, and the logits that weigh it."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from listeningpost.errors import ModelError
from listeningpost.language import ReadLine, parse
from listeningpost.language.answers import ARRAYS, GRAPH, open_answers
from listeningpost.language.pairing import pair
from listeningpost.language.weights import open_weights
from listeningpost.language.wordpiece import WordPieces
from listeningpost.questions.ranking import OF_MATCH
from training.answers.asking import Case, parts_of
from training.answers.choices import Choice, drawn
from training.answers.fitting import Plan, Training, choice_loss, scores_of
from training.answers.logits import Said, best_least, fit_all, fit_choice, held_out, table_of, told
from training.answers.made_questions import page_of, questions_of
from training.answers.matching import Matcher, MatchPlan, Texts, lines_of, some_of, train_matcher
from training.answers.network import Answerer
from training.answers.packing import pack, write_card
from training.answers.preparing import choice_of
from training.language.made_up import make_up_encoder
from training.language.network import load_encoder
from training.language.packing import Base

PLACES = ("Torvik", "Selm", "Ulm", "Brod", "Kars")
SHORT = Plan(epochs=6, lines=4, budget=16, rate=1e-3, head_rate=3e-3, saved_every=5)


def line_of(place: str) -> ReadLine:
    return ReadLine(text=f"Two posts burned near {place}.", headline="Posts", teller="Anna")


def made_up_choices(count: int, seed: int = 1) -> list[Choice]:
    """Where a place is asked for that no line names, none answers."""
    chance, found = random.Random(seed), []
    for _ in range(count):
        asked, *others = chance.sample(PLACES, 4)
        named = [*others] if chance.random() < 0.3 else [asked, *others[:2]]
        chance.shuffle(named)
        found.append(Choice(f"What burned near {asked}?", tuple(line_of(place) for place in named),
                            tuple(place == asked for place in named)))
    return found


def training_in(folder: Path, plan: Plan = SHORT) -> Training:
    base = Base(make_up_encoder(folder.parent / "encoder"))
    torch.manual_seed(plan.seed)
    network = Answerer()
    return Training(network, load_encoder(network.encoder, base.weights), WordPieces(base.vocabulary), plan, folder)


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Training:
    training = training_in(tmp_path_factory.mktemp("taught") / "whole", replace(SHORT, epochs=150, rate=3e-4))
    training.run(made_up_choices(4))
    training.network = training.averaged()
    return training


def loss_on(network: Answerer, training: Training, choices: list[Choice]) -> float:
    pairs = [pair(choice.question, line, training.words) for choice in choices for line in choice.lines]
    with torch.no_grad():
        return float(choice_loss(scores_of(network.eval(), pairs, training.table), choices))


def test_it_learns_which_line_answers(taught: Training) -> None:
    torch.manual_seed(SHORT.seed)
    fresh = Answerer()
    load_encoder(fresh.encoder, Base(taught.folder.parent / "encoder").weights)
    choices = made_up_choices(4)
    assert loss_on(taught.network, taught, choices) < 0.7 * loss_on(fresh, taught, choices)


def test_the_packed_model_says_what_the_trained_one_says(taught: Training, tmp_path: Path) -> None:
    Matcher().save(tmp_path / "arrays.npz")
    pack(taught.network, tmp_path / "arrays.npz", {"whole": SHORT}, {"some file": "0" * 64}, tmp_path)
    words = open_weights()
    model = open_answers(tmp_path, words)
    one = pair("What burned near Selm?", line_of("Selm"), words.pieces)
    table = torch.from_numpy(np.asarray(words.vectors(np.arange(len(words.pieces)))))
    with torch.no_grad():
        (whole,) = scores_of(taught.network, [one], table).tolist()
    assert abs(model.score(one) - whole) < 0.5
    write_card(tmp_path, "- all: right line first")
    card = (tmp_path / "CARD.md").read_text(encoding="utf-8")
    assert "right line first" in card
    assert "some file" in card
    (tmp_path / GRAPH).write_bytes(b"another")
    with pytest.raises(ModelError, match=r"answers\.onnx"):
        open_answers(tmp_path, words)


def test_a_training_cut_short_goes_on_as_if_it_had_not_been(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choices = made_up_choices(24)

    def parameters(training: Training) -> list[torch.Tensor]:
        return [p.detach().clone() for p in training.averaged().parameters()]

    whole = training_in(tmp_path / "whole")
    whole.run(choices)

    class CutError(Exception):
        pass

    taken = Training._take

    def cut(training: Training, *given: object) -> float:
        if training.step == 7:
            raise CutError
        return taken(training, *given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Training, "_take", cut)
        with pytest.raises(CutError):
            training_in(tmp_path / "cut").run(choices)
    resumed = training_in(tmp_path / "cut")
    resumed.run(choices)
    assert all(torch.allclose(a, b, atol=1e-3) for a, b in zip(parameters(whole), parameters(resumed), strict=True))
    with pytest.raises(SystemExit, match="another plan"):
        training_in(tmp_path / "cut", replace(SHORT, rate=1e-5)).run(choices)


def test_the_lower_layers_stay_as_they_were(taught: Training) -> None:
    fresh = Answerer()
    load_encoder(fresh.encoder, Base(taught.folder.parent / "encoder").weights)
    same = [torch.equal(a, b) for a, b in zip(taught.network.fixed(), fresh.fixed(), strict=True)]
    assert all(same)


def test_a_choice_is_drawn_with_lines_that_answer_or_without_any() -> None:
    lines = tuple(ReadLine(text=str(number)) for number in range(10))
    choice = Choice("?", lines, (False, True, True, True, *[False] * 6))
    seen = [drawn(choice, 6, random.Random(seed)) for seed in range(200)]
    assert {sum(one.right) for one in seen} == {0, 2}
    assert all(len(one.lines) == 6 for one in seen)
    front = sum(any(line.text == "0" for line in one.lines) for one in seen)
    assert front > sum(any(line.text == "9" for line in one.lines) for one in seen)


def test_the_loss_wants_the_line_that_answers_or_none() -> None:
    answered = Choice("?", (ReadLine(text="a"), ReadLine(text="b")), (True, False))
    none = Choice("?", (ReadLine(text="c"),), (False,))
    good = choice_loss(torch.tensor([6.0, -6.0, -6.0]), [answered, none])
    bad = choice_loss(torch.tensor([-6.0, 6.0, 6.0]), [answered, none])
    assert good < 0.1 < 5 < bad


def test_questions_are_made_of_what_a_page_says() -> None:
    text = ("The army killed three soldiers near Selm on Monday.\n\nThe minister said that the harbour would stay shut "
            "until the talks end.\n\nTalks were opened by the council in March.")
    page = page_of("Soldiers killed near Selm", text, parse(text, [(0, len(text))], with_model=True))
    made = [one for seed in range(30) for one in questions_of(page, random.Random(seed))]
    counted = [one for one in made if one.question.startswith(("How many soldiers", "What number of soldiers"))]
    assert counted
    assert all(one.right == {0} for one in counted)
    spoken = [one for one in made if one.question.startswith("Who said") and "harbour" in one.question]
    assert spoken
    assert all(one.right == {1} for one in spoken)
    assert any(not one.right for one in made)
    choice = choice_of(counted[0], page, None, random.Random(1))
    assert choice.lines[0].text.startswith("The army killed")
    assert choice.right == (True, *[False] * (len(choice.lines) - 1))
    assert choice.lines[0].headline == "Soldiers killed near Selm"


# ---- matching
def test_matching_learns_which_word_answers_and_is_packed_as_it_was_trained(taught: Training, tmp_path: Path) -> None:
    choices, texts = made_up_choices(12), Texts()
    matcher = train_matcher(choices, texts, MatchPlan(epochs=20))
    one = Choice("What burned near Selm?", (line_of("Ulm"), line_of("Selm")), (False, True))
    with torch.no_grad():
        scores = matcher(texts.question(one.question), lines_of(one.lines, texts)).numpy()
    assert scores[1] > scores[0]
    matcher.save(tmp_path / "arrays.npz")
    pack(taught.network, tmp_path / "arrays.npz", {"matching": MatchPlan()}, {}, tmp_path)
    packed = open_answers(tmp_path, open_weights()).matches(one.question, one.lines)
    assert np.allclose(packed[:, 0], scores, atol=0.3)
    (tmp_path / ARRAYS).write_bytes(b"another")
    with pytest.raises(ModelError, match=r"matching\.npz"):
        open_answers(tmp_path, open_weights())


def test_the_twin_of_a_question_has_no_answer_and_no_copy_of_one() -> None:
    told = ("Four people died near Selm on Monday", "Four people died near Selm on Monday, police said", "It rained")
    choice = Choice("?", tuple(ReadLine(text=text) for text in told), (True, False, False))
    seen = [some_of(choice, random.Random(seed)) for seed in range(60)]
    twins = [one for one in seen if not any(one.right)]
    assert 5 < len(twins) < 40
    assert all([line.text for line in one.lines] == ["It rained"] for one in twins)


# ---- logits
def made_up_cases(count: int, seed: int = 3) -> tuple[list[Case], list[Said]]:
    """The model knows the line that answers, the first measure half of the time, the matching nothing."""
    chance, cases, said = np.random.default_rng(seed), [], []
    for number in range(count):
        answerable = number % 4 != 0
        right = np.zeros(12, dtype=bool)
        right[number % 12] = answerable
        numbers = np.c_[right * chance.random(12) + chance.random(12) / 2, chance.random(12)]
        cases.append(Case(f"e{number}", "?", answerable, f"event {number // 3}", ("speaker", "no_speaker"), numbers,
                          numbers[:, 0], right, tuple(ReadLine(text="a") for _ in right)))
        read = np.where(right, 2.0, -2.0) + chance.normal(size=12) / 2
        said.append(Said(chance.normal(size=(12, len(OF_MATCH))), read))
    return cases, said


def test_logits_weigh_what_the_model_says() -> None:
    cases, said = made_up_cases(240)
    found = list(held_out(cases, said))
    assert len(found) == len(cases)
    least = best_least(found)
    assert np.mean([one.right[0] for one in found if one.case.answerable]) > 0.9
    assert np.mean([one.sure < least for one in found if not one.case.answerable]) > 0.8
    assert "right line first" in told(found, least)
    weights = fit_all(cases, said)
    assert weights.again[-1] > 0
    table = table_of(weights, (least, 1.5), cases[0].names)
    assert "[again]" in table
    assert f"least = {least:.3f}" in table


def test_a_choice_among_lines_follows_what_tells_them_apart() -> None:
    cases, _ = made_up_cases(60)
    weights = fit_choice([(case.numbers, case.right) for case in cases])
    assert weights[0] > abs(weights[1])


def test_an_event_is_held_out_whole() -> None:
    cases, _ = made_up_cases(90)
    parts = parts_of(cases, 4)
    for event in {case.event for case in cases}:
        assert len({part for case, part in zip(cases, parts, strict=True) if case.event == event}) == 1
    assert max(parts.count(part) for part in range(4)) - min(parts.count(part) for part in range(4)) <= 3
