"""A receiver on this machine, and a way out that may reach it."""

from collections.abc import Iterator
from contextlib import closing
from ipaddress import ip_network

import pytest

from monitor.notices.address import Reach
from monitor.notices.outbound import Outbound
from tests.monitor.notices.receiver import Receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with closing(Receiver()) as started:
        yield started


@pytest.fixture
def outbound() -> Outbound:
    return Outbound(Reach([ip_network("127.0.0.0/8")]))
