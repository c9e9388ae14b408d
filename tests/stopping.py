"""Processes that tests stop as a reader would, also where the tests run in the background, which ignores Ctrl-C."""

import signal


def heed_ctrl_c() -> None:
    """Lets a new process be stopped by SIGINT whatever it has from its parent (`preexec_fn`)."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
