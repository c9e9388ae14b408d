"""Requests made up from the API's own description, fitting and unfitting: no answer is a fault, and every answer is as
described."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from listeningpost.examples import sample_watch
from listeningpost.store import open_store
from listeningpost.views import read_watch
from listeningpost.web import Desk, make_app
from listeningpost.web.api import ENDPOINTS, Endpoint
from listeningpost.web.guard import Rules

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance, negative_data_rejection, unsupported_method,
]
# sizes are turned away at the door before the API sees them: test_guard.py
RULES = Rules(hosts=("localhost", "testserver"), path=100_000, query=1_000_000)
MADE_UP = settings(
    max_examples=10, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def described(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    file = shutil.copy(sample_file, tmp_path_factory.mktemp("made-up") / "store.db")
    with open_store(str(file), now="2026-03-02T00:00:00Z") as store:
        desk = Desk(store=store, watches={"brennik": read_watch(sample_watch().watch)})
        app = make_app(desk, rules=RULES)
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.name.lower())
@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.name)
def test_nothing_made_up_is_answered_with_a_fault(
    described: schemathesis.BaseSchema, endpoint: Endpoint, mode: GenerationMode
) -> None:
    operation = described[endpoint.path][endpoint.method]
    asked = "{" in endpoint.path or endpoint.body or endpoint.query.__struct_fields__
    if mode is GenerationMode.NEGATIVE and not asked:
        pytest.skip("nothing is asked that could be unfitting")

    @MADE_UP
    @given(case=operation.as_strategy(generation_mode=mode))
    def answered(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS)

    answered()
