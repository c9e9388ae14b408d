"""A module that takes its time to load, as heavy libraries do."""

import time

time.sleep(1)


def same(number: int) -> int:
    return number
