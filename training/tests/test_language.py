"""The whole way from data to packed weights, on made-up data and a made-up encoder."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from listeningpost.language import parse
from listeningpost.language.model import understand, vectors
from listeningpost.language.weights import Weights, open_weights
from listeningpost.language.wordpiece import WordPieces
from training.language import __main__ as way
from training.language.course import rate_at
from training.language.fitting import Plan, Training
from training.language.made_up import make_up_data, make_up_encoder
from training.language.objectives import _sequence_loss
from training.language.packing import Base
from training.language.pages import Attributed, label_attributions
from training.language.preparing import Prepared, prepare

SHORT = Plan(epochs=1, window=60, budget=600, saved_every=4)


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Weights:
    """The weights of a training on the made-up data."""
    out = tmp_path_factory.mktemp("out")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["training", "--made-up", "--out", str(out)])
        way.main()
    return open_weights(out / "weights")


def test_the_packed_model_has_learnt_and_is_read_by_the_product(packed: Weights) -> None:
    text = "Clara warned that two posts burned. The road is open."
    (found,) = understand([(text, parse(text, ((0, len(text)),)))], packed)
    (attribution,) = found.attributions
    assert attribution.source is not None
    assert text[slice(*attribution.source)] == "Clara"
    assert text[slice(*attribution.cue)] == "warned"
    assert [text[a:b] for a, b in attribution.content] == ["that two posts burned"]
    assert ("Clara", "PER") in [(text[slice(*name.span)], name.type) for name in found.names]


def test_scores_and_card_stand_beside_the_weights(packed: Weights) -> None:
    scores = json.loads((packed.folder / "scores.json").read_text())
    assert scores["test"]["polnear"]["overlap"] > 50
    assert scores["test"]["uner-ewt"]["f1"] > 50
    assert scores["test"]["ud-ewt by sentence"]["uas"] > 50
    card = (packed.folder / "CARD.md").read_text()
    assert packed.manifest.made["code"] in card
    assert all(digest in card for digest in packed.manifest.files.values())


def test_vectors_have_length_one(packed: Weights) -> None:
    found = vectors(["the road is open", "nobody was hurt", "the road is open"], packed)
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    assert found[0] @ found[2] > found[0] @ found[1]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> tuple[way.Work, Prepared]:
    folder = tmp_path_factory.mktemp("work")
    base = Base(make_up_encoder(folder / "encoder"))
    data = make_up_data(folder / "data")
    return way.Work(data, base, folder, SHORT), prepare(data, WordPieces(base.vocabulary), folder)


def trained(work: way.Work, prepared: Prepared, folder: Path, plan: Plan) -> list[torch.Tensor]:
    folder.mkdir(exist_ok=True)
    training = way.start(replace(work, out=folder, plan=plan), prepared)
    training.run(prepared.pages, (2, 3))
    return [p.detach() for p in training.averaged().parameters()]


def test_one_seed_gives_one_model_also_when_cut_short(
    work: tuple[way.Work, Prepared], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = trained(*work, tmp_path / "whole", SHORT)

    class CutError(Exception):
        pass

    def cut(*_: object) -> None:
        raise CutError

    with monkeypatch.context() as patch:
        patch.setattr(Training, "_tell", cut)
        patch.setattr("training.language.fitting.TOLD_EVERY", 5)
        with pytest.raises(CutError):
            trained(*work, tmp_path / "cut", SHORT)
    resumed = trained(*work, tmp_path / "cut", SHORT)
    assert all(torch.allclose(a, b, atol=1e-4) for a, b in zip(whole, resumed, strict=True))
    other = trained(*work, tmp_path / "other", replace(SHORT, seed=2))
    assert not all(torch.allclose(a, b, atol=1e-4) for a, b in zip(whole, other, strict=True))


def test_another_plan_does_not_go_on(work: tuple[way.Work, Prepared], tmp_path: Path) -> None:
    trained(*work, tmp_path, SHORT)
    with pytest.raises(SystemExit, match="another plan"):
        trained(*work, tmp_path, replace(SHORT, rate=1e-5))


def test_the_rate_rises_stays_and_falls() -> None:
    rates = [rate_at(share / 20, warm=0.1, level=0.5) for share in range(21)]
    assert rates[0] < 0.01
    assert rates[2:11] == [1.0] * 9
    assert rates[10:] == sorted(rates[10:], reverse=True)
    assert rates[20] == 0.01


def test_a_rate_without_a_level_falls_from_its_height() -> None:
    rates = [rate_at(share / 50, warm=0.1, level=0.1) for share in range(51)]
    assert rates[0] < 0.01
    assert rates[5:] == sorted(rates[5:], reverse=True)
    assert rates[50] == 0.01


def test_overlapping_roles_keep_the_first_and_links_lead_to_firsts() -> None:
    first = Attributed(frozenset({0}), frozenset({1}), frozenset({2, 3, 5, 6}))
    nested = Attributed(frozenset(), frozenset({5}), frozenset({6, 7}))
    labels = label_attributions(9, [first, nested])
    assert labels["roles"].tolist() == [1, 3, 5, 6, 0, 3, 5, 6, 0]
    assert labels["source_link"].tolist()[1] == 0
    assert labels["source_link"].tolist()[5] == -1
    assert {at: int(link) for at, link in enumerate(labels["cue_link"]) if link != -100} == {2: 1, 6: 5}


def test_the_sequence_loss_is_that_of_all_sequences() -> None:
    scores, moves = torch.randn(1, 4, 3), torch.randn(3, 3)
    labels = torch.tensor([[-100, 2, 0, 1]])

    def worth(a: int, b: int, c: int) -> torch.Tensor:
        return scores[0, 1, a] + scores[0, 2, b] + scores[0, 3, c] + moves[a, b] + moves[b, c]

    every = torch.stack([worth(a, b, c) for a in range(3) for b in range(3) for c in range(3)])
    expected = (every.logsumexp(0) - worth(2, 0, 1)) / 3
    assert torch.allclose(_sequence_loss(scores, moves, labels), expected, atol=1e-5)
