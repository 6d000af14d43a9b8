"""Synthetic communities: a demonstration history, its profiles, and a stream for benchmarks.

Every person, scheme and sentence is invented; every event says so in its `connectorid`.
"""

from api.demo.history import demo_history, demo_profiles, healthy_history
from api.demo.scale import scale_history

__all__ = ["demo_history", "demo_profiles", "healthy_history", "scale_history"]
