"""Scores of a scale around their model: readings coded, an index, draws summed up, judged, compared and told."""
