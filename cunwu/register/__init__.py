"""The register (台账): entries of live cases, only ever added to, in one chain.

It knows nothing of law: a body is what its writer puts into it.
"""

from __future__ import annotations

from cunwu.register.chain import GENESIS
from cunwu.register.entries import Broken, CaseHead, Draft, Entry, Head
from cunwu.register.errors import ConflictError, NumberTakenError
from cunwu.register.store import Register

__all__ = ["GENESIS", "Broken", "CaseHead", "ConflictError", "Draft", "Entry", "Head", "NumberTakenError", "Register"]
