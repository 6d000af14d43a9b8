"""Growth that ends because nobody is left to come."""

from dataclasses import dataclass

import numpy as np

from graph.outlook.fund import Floats


@dataclass(frozen=True, slots=True)
class Filling:
    """The logistic curves through what is there now that grow at `pace` a day today and fill up at `cap`."""

    pace: Floats
    present: float
    cap: Floats

    @property
    def growth(self) -> Floats:
        """Return the growth a day that the pace would be without a cap."""
        rate: Floats = self.pace / (self.present * (1 - self.present / self.cap))
        return rate

    def inflow(self, time: float) -> Floats:
        """Return how many come a day, *time* days from now."""
        rest = (self.cap / self.present - 1) * np.exp(-self.growth * time)
        coming: Floats = np.maximum(self.growth * self.cap * rest / (1 + rest) ** 2, 1e-12)
        return coming

    def days_until(self, share: float) -> Floats:
        """Return in how many days *share* of the cap is there, 0 where it is already."""
        days: Floats = np.log((self.cap / self.present - 1) * share / (1 - share)) / self.growth
        return np.maximum(days, 0.0)
