"""Bytes to text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.records.decode import MOST_BYTES, decode

TEXT = "标题: 某村道路硬化\n金额: 36.5万元\n"
OTHER_WRITING = "標題：甲乙丙丁戊己庚辛壬癸，“宁海县”第二十六条（一）"


@pytest.mark.parametrize("text", [TEXT, OTHER_WRITING, "plain ascii", "", "😀村"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ],
)
def test_unicode_with_and_without_mark(text: str, encoding: str, mark: bytes) -> None:
    assert decode(mark + text.encode(encoding), "案") == (text, ())


@pytest.mark.parametrize("text", [TEXT, OTHER_WRITING])
@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_chinese_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "案") == (text, ())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xff\xff", "R003"),
        (codecs.BOM_UTF8 + b"\xff", "R003"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "R003"),
        ("Привет, мир".encode("koi8-r"), "R003"),
        (b"PK\x03\x04rest", "R005"),
        (b"\xd0\xcf\x11\xe0rest", "R005"),
        (b"%PDF-1.7", "R005"),
        (b"a" * (MOST_BYTES + 1), "R002"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    text, diagnostics = decode(data, "案.yaml")
    assert text is None
    assert [found.code for found in diagnostics] == [code]
    assert "“案.yaml”" in diagnostics[0].message


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_a_message(data: bytes) -> None:
    text, diagnostics = decode(data, "案")
    assert (text is None) is bool(diagnostics)


@given(st.text())
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    data = text.encode()
    if not data.startswith((codecs.BOM_UTF8, b"PK\x03\x04", b"%PDF")):
        assert decode(data, "案") == (text, ())
