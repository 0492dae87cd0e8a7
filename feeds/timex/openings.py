"""With which words the matches of a pattern may open: told from the pattern, so that a scan can pass over the rest.

A pattern is turned into a non-deterministic automaton (Thompson's construction) and walked for its first two words.
"""

from collections.abc import Mapping, Sequence

_State = int
_Span = tuple[_State, _State]
_OPEN = "("


class Openings:
    """The automaton of one pattern; `pairs` are its possible first words, each with the possible second ones."""

    def __init__(self, tokens: Sequence[str], charset: Mapping[str, frozenset[str]]) -> None:
        self._tokens = tokens
        self._charset = charset
        self._index = 0
        self._free: list[list[_State]] = []
        self._edges: list[tuple[frozenset[str] | None, _State] | None] = []
        self._start, self._end = self._alternatives()

    def pairs(self) -> dict[str, frozenset[str] | None]:
        """For every character that may come first, the ones that may come third (second is a gap); None for any."""
        result: dict[str, frozenset[str] | None] = {}
        for firsts, state in self._steps({self._start}):
            seconds = self._seconds(state)
            for character in firsts or ():
                known = result.get(character, frozenset())
                result[character] = None if seconds is None or known is None else known | seconds
        return result

    def _seconds(self, state: _State) -> frozenset[str] | None:
        """The characters that may come next but one; None if any may, or nothing needs to."""
        seconds: frozenset[str] = frozenset()
        if self._end in self._closure({state}):
            return None
        for _, after_gap in self._steps({state}):
            if self._end in self._closure({after_gap}):
                return None
            for characters, _ in self._steps({after_gap}):
                if characters is None:
                    return None
                seconds |= characters
        return seconds

    def _closure(self, states: set[_State]) -> set[_State]:
        """The states that can be reached without a character."""
        reached, waiting = set(states), list(states)
        while waiting:
            for state in self._free[waiting.pop()]:
                if state not in reached:
                    reached.add(state)
                    waiting.append(state)
        return reached

    def _steps(self, states: set[_State]) -> list[tuple[frozenset[str] | None, _State]]:
        """The characters that may come next (None for any), each set with the state after it."""
        return [edge for state in self._closure(states) if (edge := self._edges[state]) is not None]

    def _state(self) -> _State:
        self._free.append([])
        self._edges.append(None)
        return len(self._free) - 1

    def _token(self) -> str:
        return self._tokens[self._index] if self._index < len(self._tokens) else ")"

    def _alternatives(self) -> _Span:
        start, end = self._state(), self._state()
        while True:
            first, last = self._sequence()
            self._free[start].append(first)
            self._free[last].append(end)
            if self._token() != "|":
                return start, end
            self._index += 1

    def _sequence(self) -> _Span:
        start = last = self._state()
        while self._token() not in {"|", ")"}:
            first, end = self._item()
            if self._token() in {"?", "*"}:
                self._free[first].append(end)
            if self._token() in {"+", "*"}:
                self._free[end].append(first)
            if self._token() in {"?", "*", "+"}:
                self._index += 1
            self._free[last].append(first)
            last = end
        return start, last

    def _item(self) -> _Span:
        mark = self._token()
        self._index += 1
        if mark[0] == _OPEN:
            start, end = self._alternatives()
            self._index += 1
            if mark == "(?:":
                return start, end
            start, end = self._state(), self._state()  # a look around takes no character
            self._free[start].append(end)
            return start, end
        start, end = self._state(), self._state()
        self._edges[start] = (None if mark == "_" else self._charset[mark], end)
        return start, end
