"""Features in coordinates that do not correlate, in which slopes are sampled; and back again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float


@dataclass(frozen=True, eq=False)
class Basis:
    """Standardised features turned so that their columns are uncorrelated, each with mean square 1.

    Attributes:
        mean: Of each feature.
        sd: Of each feature; 1 where it does not vary.
        turn: ``standardised @ turn`` gives the coordinates, [feature, coordinate].
    """

    mean: Float[np.ndarray, " feature"]
    sd: Float[np.ndarray, " feature"]
    turn: Float[np.ndarray, "feature coordinate"]

    def coordinates(self, features: Float[np.ndarray, "row feature"]) -> Float[np.ndarray, "row coordinate"]:
        """The features' coordinates."""
        turned: np.ndarray = (features - self.mean) / self.sd @ self.turn
        return turned

    def slopes(self, weights: Float[np.ndarray, "draw coordinate"]) -> Float[np.ndarray, "draw feature"]:
        """Slopes by standardised features, from weights of the coordinates."""
        slopes: np.ndarray = weights @ self.turn.T
        return slopes

    def raw(
        self, intercept: Float[np.ndarray, " draw"], weights: Float[np.ndarray, "draw coordinate"]
    ) -> Float[np.ndarray, "draw term"]:
        """Intercept and slopes by the features as they are, [draw, 1 + feature]."""
        slopes = self.slopes(weights) / self.sd
        return np.column_stack([intercept - slopes @ self.mean, slopes])


def basis(features: Float[np.ndarray, "row feature"]) -> Basis:
    """The basis of some rows' features."""
    mean, sd = features.mean(0), features.std(0)
    sd = np.where(sd > 0, sd, 1.0)
    _, triangle = np.linalg.qr((features - mean) / sd)
    return Basis(mean, sd, np.linalg.inv(triangle) * np.sqrt(len(features)))
