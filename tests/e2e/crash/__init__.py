"""A monitor that is killed at every point where something might be lost or doubled, once at each."""
