"""Complaints about one file, gathered while it is read."""

from dataclasses import dataclass, field
from pathlib import Path

from feeds.model import Diagnostic


@dataclass(slots=True)
class Report:
    """What is wrong with the file at `path`; reading goes on, so that one run shows everything."""

    path: Path
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def warn(self, line: int, message: str) -> None:
        """Note something that was read differently from how it was probably meant."""
        self.diagnostics.append(Diagnostic(self.path, line, message))

    def error(self, line: int, message: str) -> None:
        """Note something that must be mended before the listing can be published."""
        self.diagnostics.append(Diagnostic(self.path, line, message, is_error=True))

    def has_errors(self) -> bool:
        """Whether the file cannot be published."""
        return any(diagnostic.is_error for diagnostic in self.diagnostics)

    def in_order(self) -> tuple[Diagnostic, ...]:
        """All complaints in the order of their lines."""
        return tuple(sorted(self.diagnostics, key=lambda diagnostic: diagnostic.line))
