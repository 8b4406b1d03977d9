"""What a rule of the linter may look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dsl.compile import Compiled
from dsl.diagnostics.nodes import Span
from dsl.lint.statutes import StatuteIndex
from dsl.lint.uses import Uses, uses_of
from dsl.lint.walk import walk
from dsl.model.blocks import Block, group
from dsl.model.nodes import RuleSet
from dsl.norms.nodes import Norm
from dsl.surface.lexer import tokenise
from dsl.surface.nodes import Attribute, SurfaceExpr
from dsl.surface.tokens import Token

SCENARIO = "用例"


@dataclass(frozen=True)
class LintContext:
    """One compiled file without errors, and what stands above and below it.

    ``uppers`` are all rulesets above it from the highest down; ``lowers`` are
    files that build on it, as far as they are known: what they use is used.
    """

    compiled: Compiled
    model: RuleSet
    uppers: tuple[RuleSet, ...] = ()
    lowers: tuple[Compiled, ...] = ()
    statutes: StatuteIndex = StatuteIndex()

    @property
    def norms(self) -> tuple[Norm, ...]:
        """The file's own norms."""
        return self.compiled.program.norms if self.compiled.program else ()

    @property
    def text(self) -> str:
        """The file's text."""
        return self.compiled.source.text

    @property
    def declares_only(self) -> bool:
        """Whether the file has no norms of its own: it holds words for others."""
        return not self.norms

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in the order of the file, steps among them."""
        tops, _ = group(self.compiled.surface)
        return tuple(one for top in tops for one in (top, *top.children))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The file's tokens."""
        return tokenise(self.compiled.source)[0]

    @cached_property
    def comments(self) -> tuple[Token, ...]:
        """The file's comments."""
        return tokenise(self.compiled.source)[1]

    @cached_property
    def uses(self) -> Uses:
        """The names that the file itself and those below it use."""
        files = (self.compiled, *self.lowers)
        return Uses.joined(
            [uses_of(f.model, f.program.norms if f.program else ()) for f in files if f.model is not None]
        )

    def block(self, span: Span) -> Block | None:
        """The block whose header has that span, as the nodes of the model do."""
        return next((b for b in self.blocks if b.header.span == span), None)

    def name(self, span: Span) -> Span:
        """The place of the name behind a header with that span; ``span`` itself for anything else."""
        found = self.block(span)
        return found.header.name_span if found else span

    def clause(self, span: Span, word: str) -> Span:
        """The place of the 当 or 应当 of the block with that header, else of the block's name."""
        found = self.block(span)
        clauses = [c for c in found.clauses() if c.word == word] if found else []
        return clauses[0].span if clauses else self.name(span)

    def label(self, span: Span, label: str) -> Span:
        """The place of an entry of the block with that header, else of the block's name."""
        found = self.block(span)
        entries = found.attributes(label) if found else []
        return entries[0].item.span if entries else self.name(span)

    def expressions(self) -> Iterator[SurfaceExpr]:
        """Every expression of the file and all inside it, scenarios left out."""
        for block in self.blocks:
            if block.header.word != SCENARIO:
                yield from self._inside(block)

    def _inside(self, block: Block) -> Iterator[SurfaceExpr]:
        clauses = [c for e in block.exceptions for c in (e.head, *e.clauses)]
        for item in (block.header, *(e.item for e in block.entries), *clauses):
            for node in walk(item.values):
                if isinstance(node, SurfaceExpr):
                    yield node

    def quoted_texts(self) -> Iterator[tuple[Attribute | None, Token]]:
        """Quoted texts that people read, each with the entry that it is the value of (None: in a header)."""
        starts = {}
        for block in self.blocks:
            if block.header.word != SCENARIO:
                starts.update({e.item.span.start: e.item for e in block.entries if isinstance(e.item, Attribute)})
        return _texts(self.tokens, starts)


def _texts(tokens: tuple[Token, ...], entries: dict[int, Attribute]) -> Iterator[tuple[Attribute | None, Token]]:
    for label, colon, text in zip(tokens, tokens[1:], tokens[2:], strict=False):
        entry = entries.get(label.start)
        if entry is not None and not entry.values and colon.kind == "COLON" and text.kind == "STRING":
            yield entry, text
