"""Figures for a monitoring program: how the desk answers, what waits; never a name, a title or an address."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from pipeline.console.look.waiting_rows import rows_of
from pipeline.domain.words import OutboxState
from pipeline.steps.house import House
from pipeline.store import outbox


class Figures:
    """The desk's own figures, and those of the record at the moment they are asked for."""

    def __init__(self, house: House) -> None:
        self._registry = CollectorRegistry()
        self._answers = Counter(
            "baosong_desk_answers", "Answers of the desk.", ("method", "route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "baosong_desk_seconds", "Seconds until an answer began.", ("route",), registry=self._registry
        )
        self._registry.register(_Record(house))

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Note an answer; `route` is the path as it was declared, never as it was asked for."""
        self._answers.labels(method if method in {"GET", "POST", "HEAD"} else "other", route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def told(self) -> bytes:
        """Everything, in the text form that Prometheus reads."""
        return generate_latest(self._registry)


class _Record(Collector):
    """Counts of the record."""

    def __init__(self, house: House) -> None:
        self._house = house

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """What waits by bureau and kind, and mails by bureau and state."""
        waiting = GaugeMetricFamily("baosong_waiting", "What waits for a person.", labels=("bureau", "kind"))
        mails = GaugeMetricFamily("baosong_outbox", "Mails by state.", labels=("bureau", "state"))
        with self._house.database.reading() as session:
            for name, bureau in self._house.settings.bureaus.items():
                counts: dict[str, int] = {}
                for row in rows_of(session, bureau):
                    counts[row.kind] = counts.get(row.kind, 0) + 1
                for kind, count in sorted(counts.items()):
                    waiting.add_metric((name, kind), count)
                for state in OutboxState:
                    mails.add_metric((name, state.value), outbox.count(session, name, state))
        yield waiting
        yield mails
