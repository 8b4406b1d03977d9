"""What a rule of the linter may look at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from dsl.compile import Compiled
from dsl.diagnostics.nodes import Span
from dsl.diagnostics.source import SourceText
from dsl.lint.statutes import StatuteIndex
from dsl.lint.uses import Uses, uses_of
from dsl.lint.walk import walk
from dsl.literate import rule_text
from dsl.model.blocks import Block, group
from dsl.model.nodes import Rule, RuleSet
from dsl.norms.nodes import Norm
from dsl.surface.lexer import tokenise
from dsl.surface.nodes import Attribute, Literal, SurfaceExpr
from dsl.surface.tokens import Token

SCENARIO = "用例"
_EXPLAINED = frozenset({"词汇", "机构", "行为", "读法", "程序"})
"""Blocks whose header may end in a text that says what they mean."""


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
    statutes: StatuteIndex = field(default_factory=StatuteIndex)

    @property
    def norms(self) -> tuple[Norm, ...]:
        """The file's own norms."""
        return self.compiled.program.norms if self.compiled.program else ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The file's rules, those that are rows of tables among them."""
        return (*self.model.rules, *(row for table in self.model.tables for row in table.rows))

    @property
    def text(self) -> str:
        """The file's text."""
        return self.compiled.source.text

    @property
    def declares_only(self) -> bool:
        """Whether the file asks nothing itself: it holds words for others."""
        program = self.compiled.program
        return program is None or not (program.norms or program.refinements)

    @cached_property
    def rules_source(self) -> SourceText:
        """The text with all that isn't rules blanked out (literate files), for reading its tokens."""
        return rule_text(self.text, self.compiled.source.name)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in the order of the file, steps among them."""
        tops, _ = group(self.compiled.surface)
        return tuple(one for top in tops for one in (top, *top.children))

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The file's tokens."""
        return self._lexed[0]

    @cached_property
    def parsed_tokens(self) -> tuple[Token, ...]:
        """The tokens without those of plain texts (补正：重新公示满15日), in which nothing is parsed."""
        texts = [
            (item.label_span.end, item.span.end)
            for item in self.compiled.surface.items
            if isinstance(item, Attribute) and item.text and not item.values
        ]
        starts = [start for start, _ in texts]

        def plain(token: Token) -> bool:
            before = bisect_right(starts, token.start) - 1
            return before >= 0 and token.start < texts[before][1]

        return tuple(token for token in self.tokens if not plain(token))

    @property
    def comments(self) -> tuple[Token, ...]:
        """The file's comments."""
        return self._lexed[1]

    @cached_property
    def _lexed(self) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
        tokens, comments, _ = tokenise(self.rules_source)
        return tokens, comments

    @cached_property
    def uses(self) -> Uses:
        """The names that the file itself and those below it use."""
        files = (self.compiled, *self.lowers)
        return Uses.joined(
            [uses_of(f.model, f.program) for f in files if f.model is not None and f.program is not None]
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
        values = [block.header.values, *(e.item.values for e in block.entries)]
        for exception in block.exceptions:
            values += [exception.head.values, *(c.values for c in exception.clauses)]
        for node in walk(values):
            if isinstance(node, SurfaceExpr):
                yield node

    def quoted_texts(self) -> Iterator[Token]:
        """Quoted texts that people read: 补正, 说明 and the like, and what a word means."""
        starts: set[int] = set()
        for block in self.blocks:
            if block.header.word in _EXPLAINED:
                starts |= {v.span.start for v in block.header.values if isinstance(v, Literal)}
            for entry in block.entries if block.header.word != SCENARIO else ():
                item = entry.item
                if isinstance(item, Attribute) and item.text and not item.values:
                    starts.add(item.label_span.end)
        for before, token in zip((None, *self.tokens), self.tokens, strict=False):
            after_label = before is not None and before.kind == "COLON" and before.start in starts
            if token.kind == "STRING" and (token.start in starts or after_label):
                yield token
