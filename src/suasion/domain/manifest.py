"""What a run folder says about itself: enough to play the run again, or to refuse."""

from __future__ import annotations

from dataclasses import asdict

from pydantic import BaseModel, ConfigDict

from suasion.domain.arguments import Actor, CompareArguments

FORMAT = 1
BACKEND = "native"  # what played where a manifest does not say


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Command(_Record):
    """Every argument of the comparison, with the id of its case and whether there was a brief."""

    case: str
    worlds: int
    seed: int
    years: int | None
    strategies: list[str] | None
    actor: Actor | None
    worldview: str
    audits: bool
    paths: bool
    brief: bool

    @classmethod
    def of(cls, case: str, arguments: CompareArguments, *, brief: bool) -> Command:
        """The command that a comparison was asked for by."""
        fields = asdict(arguments)
        fields["strategies"] = None if arguments.strategies is None else list(arguments.strategies)
        return cls.model_validate({"case": case, "brief": brief, **fields})

    @property
    def arguments(self) -> CompareArguments:
        """The arguments of the comparison."""
        fields = self.model_dump(exclude={"case", "brief"})
        fields["strategies"] = None if self.strategies is None else tuple(self.strategies)
        return CompareArguments(**fields)


class Inputs(_Record):
    """Hashes of what the run was made from; ``panel`` is empty where no dataset was read."""

    case: str
    library: str
    panel: str = ""


class Manifest(_Record):
    """A run's manifest."""

    format: int
    created: str
    command: Command
    versions: dict[str, str]
    backend: str = BACKEND  # what played; runs from before there was a choice do not say
    inputs: Inputs
