"""A real Prometheus, started with the shipped configuration, scrapes a running monitor."""

import shutil
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import yaml

from api.http import HttpSettings, create_app
from monitor.intake import Intake
from monitor.live import Monitor
from monitor.metrics import METRIC_NAMES
from monitor.panel import Panel
from monitor.pseudonym import Pseudonyms
from monitor.store import Store
from tests.e2e.living import KEY
from tests.e2e.serving import free_port, serving

PROMETHEUS = shutil.which("prometheus")
DEPLOY = Path(__file__).parents[2] / "deploy" / "prometheus"
PATIENCE_SECONDS = 60


@pytest.mark.skipif(PROMETHEUS is None, reason="prometheus is not installed")
def test_every_series_arrives_under_the_shipped_configuration(tmp_path: Path, panel: Panel) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/live.db")
    with (
        Monitor(store, panel, Intake(panel.reader, Pseudonyms(KEY))) as monitor,
        serving(create_app(monitor, HttpSettings())) as port,
        _prometheus(tmp_path, port) as client,
    ):
        _wait_until_scraped(client)
        names = client.get("/api/v1/label/__name__/values").json()["data"]
        rules = client.get("/api/v1/rules").json()["data"]["groups"]
    stored = {name.removesuffix("_bucket") for name in names}
    assert stored >= METRIC_NAMES - {"groupwarden_shadow_findings_total"}, "no rule is on trial here"
    assert [rule["name"] for group in rules for rule in group["rules"] if rule["health"] == "err"] == []


@contextmanager
def _prometheus(folder: Path, target: int) -> Generator[httpx.Client]:
    """Run Prometheus with the shipped files, pointed at *target* and made impatient; yield a client of it."""
    config = yaml.safe_load((DEPLOY / "prometheus.yml").read_text("utf-8"))
    config["global"]["scrape_interval"] = "1s"
    config["scrape_configs"][0]["static_configs"][0]["targets"] = [f"127.0.0.1:{target}"]
    (folder / "prometheus.yml").write_text(yaml.safe_dump(config), "utf-8")
    shutil.copy(DEPLOY / "alerts.yml", folder)
    port = free_port()
    command = [
        str(PROMETHEUS),
        f"--config.file={folder}/prometheus.yml",
        f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - Debian's
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            yield client
    finally:
        process.terminate()
        process.wait()


def _wait_until_scraped(client: httpx.Client) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            targets = client.get("/api/v1/targets").json()["data"]["activeTargets"]
            if targets and targets[0]["health"] == "up":
                return
        except (httpx.HTTPError, ValueError):  # not listening, or not ready yet
            pass
        time.sleep(0.2)
    pytest.fail(f"Prometheus had not scraped the monitor after {PATIENCE_SECONDS} s")
