"""The hostile corpora: every distinct body becomes an article or a refusal with its reason, in time and in memory.

    python -m benchmarks.hostile [--only N]

Bodies are the files of hostile-html and each case of the html5lib tree-construction tests. Prints how many, how they
ended, the slowest and the largest; ends with 1 where one broke, took over 2 s, or over 300 MiB.
"""

import argparse
import re
import sys
from collections import Counter

from listeningpost.knowledge import open_knowledge

from .fuzz import corpus, road
from .shared import data_folder

SLOWEST, LARGEST = 2.0, 300


def bodies(files: list[bytes]) -> list[bytes]:
    """The files, and the pages inside the tree-construction tests, each once."""
    cases = [case.partition(b"\n#errors")[0] for file in files if file.startswith(b"#data\n")
             for case in file.split(b"#data\n")]
    return list(dict.fromkeys(body for body in (*files, *cases) if body.strip()))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", type=int, default=None)
    given = parser.parse_args(arguments)
    data = data_folder()
    if data is None:
        print("not measured: hostile-html is absent (set DATA)")
        return 0
    knowledge, ends = open_knowledge(), Counter[str]()
    road.travel(b"Ann Oster said no. " * 20, "first.txt", knowledge)  # what is loaded once is no page's fault
    slowest, largest = (0.0, 0), 0.0
    faults = []
    for body in bodies(corpus(data))[: given.only]:
        went = road.travel(body, "body.html", knowledge)
        ends[re.sub(r"\d+", "N", went.became.partition(";")[0][:70])] += 1
        slowest, largest = max(slowest, (went.seconds, len(body))), max(largest, went.memory)
        faults += [went.fault] if went.fault else []
    for end, number in ends.most_common(12):
        print(f"{number:6,}  {end}")
    print(f"{ends.total():,} bodies: slowest {slowest[0]:.2f} s (of {slowest[1]:,} bytes), "
          f"most memory {largest:.0f} MiB, {len(faults)} faults")
    print("\n".join(faults))
    return int(bool(faults) or slowest[0] > SLOWEST or largest > LARGEST)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
