"""The ground of every finding: a frozen record of finite numbers, described by its own docstring."""

from __future__ import annotations

import inspect
import json
from typing import Annotated, Any, ClassVar

from pydantic import Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from suasion.domain.case_file import Outcome
from suasion.domain.model import Model
from suasion.errors import steers
from suasion.notebook import Card, brief, rows_of

#: A number that may be missing; in JSON ``null``.
Number = float | None

# Keys of tables: the word in capitals stands for the key in the reference page.
DomainKey = Annotated[str, Field(title="DOMAIN")]
MechanismKey = Annotated[str, Field(title="MECHANISM")]
OutcomeKey = Annotated[Outcome, Field(title="OUTCOME")]
SourceKey = Annotated[str, Field(title="SOURCE")]
StrategyKey = Annotated[str, Field(title="STRATEGY")]
TreatyKey = Annotated[str, Field(title="TREATY")]
VariableKey = Annotated[str, Field(title="VARIABLE")]
WorldviewKey = Annotated[str, Field(title="WORLDVIEW")]


def as_json(whole: object) -> str:
    """Plain data as JSON, ending in a new line; what would steer a terminal, or cannot be encoded, stands there by number.

    Raises:
        ValueError: A number is not finite.
    """
    text = json.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    if text.isascii() and "\x7f" not in text:
        return text
    return "".join(f"\\u{ord(one):04x}" if steers(one) and one != "\n" else one for one in text)


class Record(Model):
    """A part of some findings; the JSON schema takes what each field means from the docstring."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        written = handler(schema)
        inner = handler.resolve_ref_schema(written)
        inner["description"] = inspect.cleandoc(cls.__doc__ or "").split("\n\n")[0].replace("\n", " ")
        for name, meaning in cls.meanings().items():
            key = cls.model_fields[name].serialization_alias or name  # a key that users hold may be older
            inner["properties"][key if key in inner["properties"] else name]["description"] = meaning
        return written


class Findings(Record):
    """What a verb worked out: the whole of it, versioned.

    A kind of findings declares ``format: Literal[n] = n`` and raises ``n`` when a field is renamed, removed or
    changes its meaning; a field that is added has a default, so that what was written before still opens.

    Attributes:
        format: version of this layout
    """

    #: Name of the file that holds these findings in a run folder; empty where none does.
    file: ClassVar[str] = ""

    format: int

    def __repr__(self) -> str:
        return self.card().plain()

    __str__ = __repr__

    def _repr_html_(self) -> str:
        return self.card().html()

    def card(self) -> Card:
        """What is shown of the findings at a prompt and in a notebook."""
        fields = {name: value for name, value in self if name not in ("format", "kind")}
        title = fields.pop("title", "")
        table = getattr(self, "table", None)
        framed = hasattr(table, "to_html") and not isinstance(table, Model)
        return Card(
            type(self).__name__, brief(title), rows_of(fields), tables=[("", table)] if framed else ()
        )

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data, as it stands in JSON."""
        return self.model_dump(mode="json")

    def to_json(self) -> str:
        """The same as JSON, ending in a new line; what is missing is ``null``."""
        return as_json(self.to_dict())
