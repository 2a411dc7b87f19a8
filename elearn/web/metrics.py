"""What /metrics tells: requests by endpoint and status, and how long they took."""

from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "elearn_requests", "Requests answered.", ["endpoint", "status"], registry=REGISTRY
)
SECONDS = Histogram(
    "elearn_request_seconds",
    "Seconds from the first byte read to the answer made.",
    registry=REGISTRY,
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)


@cache
def _requests(endpoint: str, status: int) -> Counter:
    """Finding it by its labels takes longer than counting."""
    return REQUESTS.labels(endpoint, str(status))


def observe(endpoint: str, status: int, seconds: float) -> None:
    _requests(endpoint, status).inc()
    SECONDS.observe(seconds)


def text() -> bytes:
    return generate_latest(REGISTRY)
