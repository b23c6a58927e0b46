"""A quote is always a true piece of the original, however it was written; and a text read plainly leads back to it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huashu.conduct.scan import Remark, phrases_load, scan
from huashu.language.plain import is_traditional, plain

PHRASES = phrases_load()
PIECES = (
    "明天就去你家砸门", "你這個無賴", "我們會打給妳公司主管", "Ｉ'll break your legs",
    "you're a liar", "YOU ARE GOING TO JAIL", "，", "。", "\n", "\n\n",
    " ", "　", "!", "？", "…", "不会", "如果有人说", "转 到 我 的 卡 上",
    "\u200b", "①", "ﬁ", "İ", "欠１２００元", "😡", "“", "」", "but", "ß", "㎏",
)  # fmt: skip


def check(text):
    for breach in scan(Remark("1", text), PHRASES):
        assert breach.quote
        assert text[breach.start : breach.start + len(breach.quote)] == breach.quote


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_quotes_of_mixed_pieces_are_true(text):
    check(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_quotes_of_any_text_are_true(text):
    check(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_every_plain_character_knows_its_place(text):
    words = plain(text)
    assert len(words.text) == len(words.at)
    assert list(words.at) == sorted(words.at)
    assert all(0 <= place < len(text) for place in words.at)
    for position in range(len(words.text)):
        first, last = words.clause(position)
        assert first <= position < last
        assert words.sentence(position)[0] <= first < last <= words.sentence(position)[1]


# written, as the rules read it
READINGS = {
    "traditional": ("妳欠錢不還", "你欠钱不还"),
    "full width": ("ＩＰＯ１２", "ipo12"),
    "polite": ("您和她", "你和他"),
    "Cantonese": ("佢哋唔還錢", "他们不还钱"),
    "spaces beside Chinese": ("公 安 局 ABC def", "公安局abc def"),
    "invisible": ("公\u200b安", "公安"),
    "wrapped English": ("break\nyour legs", "break your legs"),
    "lines of Chinese": ("第一行\n第二行", "第一行\n第二行"),
    "quotes": ("don’t", "don't"),
}


@pytest.mark.parametrize("name", READINGS)
def test_reading(name):
    written, read = READINGS[name]
    assert plain(written).text == read


def test_sentences_and_clauses():
    words = plain("你好，张先生。欠12,500.50元！")
    assert [words.text[i:] for i in words.sentences] == ["你好，张先生。欠12,500.50元！", "欠12,500.50元！"]
    assert [words.text[i : i + 2] for i in words.clauses] == ["你好", "张先", "欠1"]


def test_script():
    assert is_traditional("逾期還款")
    assert not is_traditional("逾期还款 late")


# text, quote
QUOTES = {
    "the whole clause": ("您好。再不还，我明天就去你家砸门！听到了吗", "我明天就去你家砸门！"),
    "traditional as written": ("妳好，妳這個無賴，還錢", "妳這個無賴"),
    "full width as written": ("Hi. Ｙｏｕ’ｒｅ　ａ　ｌｉａｒ. Bye.", "Ｙｏｕ’ｒｅ　ａ　ｌｉａｒ"),
}


@pytest.mark.parametrize("name", QUOTES)
def test_quote(name):
    text, quote = QUOTES[name]
    (breach,) = scan(Remark("1", text), PHRASES)
    assert breach.quote == quote


@pytest.mark.parametrize("text", ["", " \n ", "。", "，，，", "\u200b"])
def test_nothing_said_breaks_nothing(text):
    assert scan(Remark("1", text), PHRASES) == ()


def test_a_label_once_a_sentence():
    text = "你这个无赖，不要脸。You're a liar, a thief. 你就是个骗子！"
    breaches = scan(Remark("1", text), PHRASES)
    assert [breach.id for breach in breaches] == ["insult"] * 3
    assert [breach.start for breach in breaches] == sorted(breach.start for breach in breaches)
