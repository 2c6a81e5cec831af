"""Frozen dataclasses that are made as fast as plain ones; that nobody assigns to them is left to the type checker.

The standard library's guard assignments at run time, and their own constructors pay for it, four times the price of a plain one.
Reading makes several hundred values an article; facts, which leave the reader, keep the guard.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from dataclasses import dataclass as _plain

    def dataclass(*, frozen: bool, slots: bool) -> object:
        """Return the decorator of a plain dataclass that compares and hashes like a frozen one."""
        return _plain(slots=slots, unsafe_hash=frozen)


__all__ = ["dataclass"]
