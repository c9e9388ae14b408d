"""Score exported pages against gold in the same format (spans of gold in capture space, for HTML too).

    python -m benchmarks.score RECORD.jsonl GOLD_FOLDER CAPTURES_FOLDER [--misses]

Recall is over core items; precision is over all given, an item that matches an optional one is right. A pronoun that
gold does not list is neither right nor wrong.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from listeningpost.spans import capture_span, decode

from .alike import (
    ATTRIBUTES,
    LAYERS,
    Item,
    best_pairs,
    characters,
    date_right,
    edtf_of,
    is_core,
    overlap,
    same_name,
    span_list,
)

SPAN_FIELDS = {"span", "source_span", "cue_span", "content_spans", "quoted_spans", "body", "furniture"}
Table = dict[str, Counter[str]]


def carried(value: Any, rows: Any, field: str | None = None) -> Any:
    """A record with every span in capture space."""
    if field in SPAN_FIELDS and value:
        moved = [list(capture_span(span, rows)) for span in span_list(value)]
        return moved[0] if isinstance(value[0], int) else moved
    if isinstance(value, dict):
        return {k: carried(v, rows, k) for k, v in value.items()}
    return [carried(v, rows) for v in value] if isinstance(value, list) else value


def in_capture_space(record: Item) -> Item:
    rows = record.get("article", {}).get("map")
    if rows is None:
        return record
    title = record["article"].get("title") or {}
    article = {k: v for k, v in record["article"].items() if k != "map"}
    moved: Item = carried({**record, "article": article}, [tuple(row) for row in rows])
    if title and title.get("span") is None and title.get("capture_span"):
        moved["article"]["title"]["span"] = title["capture_span"]
    return moved


def score_page(gold: Item, record: Item, text: str) -> tuple[Table, list[str]]:
    """Counts by row, and a line for each miss."""
    table: Table = {}
    misses: list[str] = []
    if "refusal" in gold:
        right = "refusal" in record
        return {"refusals": Counter(core=1, found=1, right=int(right))}, [] if right else ["read a page to be refused"]
    if "refusal" in record:
        misses.append(f"not read: {record['refusal']}")
        record = {"article": {"body": [], "published": {}}}  # everything of the page counts as missed
    given = in_capture_space(record)
    score_reading(gold["article"], given["article"], text, table, misses)
    for layer in LAYERS:
        if layer in gold.get("sections", LAYERS):
            score_layer(layer, gold.get(layer, []), given.get(layer, []), text, table, misses)
    return table, misses


def score_reading(gold: Item, given: Item, text: str, table: Table, misses: list[str]) -> None:
    ink = {i for i, c in enumerate(text) if not c.isspace()}
    wanted = ink & (characters(gold["body"]) | characters((gold.get("title") or {}).get("span")))
    mine = ink & (characters(given["body"]) | characters((given.get("title") or {}).get("span")))
    table["layout"] = Counter(core=len(wanted), found=len(wanted & mine), given=len(mine), right=len(wanted & mine))
    outlet, byline = gold.get("outlet"), [b["name"] for b in gold.get("byline") or ()]
    checks = {
        "title": overlap((gold.get("title") or {}).get("span"), (given.get("title") or {}).get("span")) >= 0.9
        or title_text(gold) == title_text(given),
        "published": published_right(gold["published"], given["published"]),
        "outlet": same_name(outlet["name"], (given.get("outlet") or {}).get("name"))
        if outlet
        else not given.get("outlet"),
        "byline": all(any(same_name(n, b["name"]) for b in given.get("byline") or ()) for n in byline)
        and bool(byline) == bool(given.get("byline")),
    }
    for name, right in checks.items():
        table[f"page.{name}"] = Counter(core=1, found=1, right=int(right))
        if not right:
            misses.append(
                f"wrong page.{name}: gold {json.dumps(gold.get(name))} given {json.dumps(given.get(name))[:300]}"
            )


def title_text(article: Item) -> str:
    return " ".join(str((article.get("title") or {}).get("text", "")).split())


def published_right(gold: Item, given: Item) -> bool:
    if edtf_of(gold) is None:
        return edtf_of(given) in (None, *(gold.get("accept") or ()))
    return date_right(gold, given)


def score_layer(layer: str, golds: list[Item], givens: list[Item], text: str, table: Table, misses: list[str]) -> None:
    pairs = best_pairs(golds, givens, lambda gold, given: LAYERS[layer](gold, given, text))
    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    spurious = [s for j, s in enumerate(givens) if j not in used and s.get("form") != "pronoun"]
    core = [i for i, gold in enumerate(golds) if is_core(gold)]
    counts = Counter(core=len(core), found=len(found & set(core)), given=len(used) + len(spurious), right=len(used))
    table[layer] = counts
    misses += [f"missed {layer}: {shown(golds[i], text)}" for i in core if i not in found]
    misses += [f"spurious {layer}: {shown(item, text)}" for item in spurious]
    if layer == "statements":
        both = [(golds[i], givens[j]) for i, j in pairs if is_core(golds[i])]
        score_attributes(both, text, table, misses)


def score_attributes(pairs: list[tuple[Item, Item]], text: str, table: Table, misses: list[str]) -> None:
    for name, right in ATTRIBUTES.items():
        verdicts = [right(gold, given) for gold, given in pairs]
        table[f"statements.{name}"] = Counter(core=len(pairs), found=len(pairs), right=sum(verdicts))
        wrong = [pair for pair, verdict in zip(pairs, verdicts, strict=True) if not verdict]
        misses += [f"wrong {name}: {shown(g, text)} gold {told(g, name)} given {told(s, name)}" for g, s in wrong]


def told(item: Item, name: str) -> str:
    return json.dumps(item.get("speaker" if name == "anonymous" else name), ensure_ascii=False)


def shown(item: Item, text: str) -> str:
    spans = span_list(item.get("content_spans") or item.get("span"))
    words = " … ".join(text[s:e] for s, e in spans)
    label = item.get("name") or (item.get("speaker") or {}).get("name") or (item.get("speaker") or {}).get("descriptor")
    return (
        f"{spans} “{words}” ({item.get('type') or item.get('kind') or item.get('role')}, {label}, {item.get('value')})"
    )


def measures(counts: Counter[str]) -> dict[str, float | None]:
    """Recall, precision and F1 of a layer, or the accuracy of an attribute; None where there was nothing to measure."""
    if "given" not in counts:
        return {"accuracy": counts["right"] / counts["found"] if counts["found"] else None}
    recall = counts["found"] / counts["core"] if counts["core"] else None
    precision = counts["right"] / counts["given"] if counts["given"] else None
    both = 2 * recall * precision / (recall + precision) if recall and precision else 0.0
    return {"recall": recall, "precision": precision, "f1": both}


def score_all(
    records: Iterable[Item], golds: Iterable[Item], captures: dict[str, bytes]
) -> tuple[Table, dict[str, list[str]]]:
    """All pages of gold: the counts added up, and the misses by capture id."""
    given = {record["capture"]["id"]: record for record in records}
    total: Table = {}
    misses: dict[str, list[str]] = {}
    for gold in golds:
        key = gold["capture"]["id"]
        record = given.get(key, {"refusal": {"reason": "not exported"}})
        text = decode(captures[key], record.get("capture", {}).get("encoding", "utf-8"))
        table, misses[key] = score_page(gold, record, text)
        for row, counts in table.items():
            total[row] = total.get(row, Counter()) + Counter(counts)
            for field in counts:
                total[row][field] += 0
    return total, misses


def printed(total: Table) -> str:
    lines = [f"{'row':<22}{'core':>6}{'found':>6}{'given':>6}{'right':>6}  measures"]
    for row, counts in total.items():
        cells = "  ".join(f"{k} {v:.3f}" if v is not None else f"{k} -" for k, v in measures(counts).items())
        lines.append(
            f"{row:<22}{counts['core']:>6}{counts['found']:>6}{counts['given']:>6}{counts['right']:>6}  {cells}"
        )
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    from .watch import captures_in, gold_in

    record, gold, pages = map(Path, arguments[:3])
    lines = [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines() if line]
    total, misses = score_all(lines, gold_in(gold), captures_in(pages))
    print(printed(total))
    if "--misses" in arguments:
        for key, rows in misses.items():
            print(f"\n{key[:12]}", *rows, sep="\n  ")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
