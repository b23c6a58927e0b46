"""The translation tool on a small desk of its own, and the desk's own catalogues."""

import sys
from pathlib import Path

import polib
import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"
PYTHON = """
from django.utils.translation import gettext as _, gettext_noop as later, ngettext, pgettext
from django.utils import translation
def words(n):
    days = ngettext("%(n)s day", "%(n)s days", n)
    return [_("Plain"), later("Two " "parts %(name)s"), days, pgettext("verb", "Close"), translation.gettext("Dotted")]
other("Not a text")
"""
TEMPLATE = """{% load i18n %}<html>
  {% trans "In a tag" %} {% trans "Named" as name %} {{ _("In a variable") }} (a ( lonely parenthesis
    {% blocktranslate with who=person.name %}Hello <b>{{ who }}</b>, 100%{% endblocktranslate %}
{% blocktranslate count counter=n trimmed %}
  {{ counter }} case
{% plural %}
  {{ counter }} cases
{% endblocktranslate %}{% trans "Close" context "noun" %}
{# Translators: not a text #}
"""
ROOM = 'WORDS = "what a room "\\\n    "says"\nOTHER = f"not {WORDS}"\n'
FRAGMENT = """
msgid "Plain"
msgstr "平白的软件"

msgid "Two parts %(name)s"
msgstr "%(name)s 的两部分"

msgid "%(n)s day"
msgid_plural "%(n)s days"
msgstr[0] "%(n)s 天"

msgctxt "verb"
msgid "Close"
msgstr "关闭"

msgid "Dotted"
msgstr "带点的"

msgid "In a tag"
msgstr "标签“里”"

msgid "Named"
msgstr "有名的"

msgid "In a variable"
msgstr "变量里"

msgid "Hello <b>%(who)s</b>, 100%%"
msgstr "<b>%(who)s</b> 您好，100%%"

msgid "%(counter)s case"
msgid_plural "%(counter)s cases"
msgstr[0] "%(counter)s 个案件"

msgctxt "noun"
msgid "Close"
msgstr "日终"

msgid "what a room says"
msgstr "某个房间说的话"
"""


@pytest.fixture
def tool(monkeypatch):
    monkeypatch.syspath_prepend(str(TOOLS))
    import translations  # noqa: PLC0415 - found on the path just added

    yield translations
    for name in ("translations", "source_texts"):
        sys.modules.pop(name, None)


@pytest.fixture
def desk(tmp_path):
    """A desk with one Python file, one template, one fragment, and a room below it that knows no translation."""
    desk = tmp_path / "desk"
    files = {
        "desk/app/views.py": PYTHON,
        "desk/app/templates/page.html": TEMPLATE,
        "lending/words.py": ROOM,
        "desk/locale/fragments/app.zh_Hans.po": FRAGMENT,
        "desk/locale/zh_Hant.corrections.txt": "# found\twanted\n“\t「\n”\t」\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return desk


def texts(desk, language):
    entries = polib.pofile(str(desk / "locale" / language / "LC_MESSAGES" / "django.po"))
    return {(entry.msgctxt, entry.msgid): entry.msgstr or entry.msgstr_plural[0] for entry in entries}


def replace(desk, old, new, name="locale/fragments/app.zh_Hans.po"):
    path = desk / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_every_kind_of_text_is_found_and_translated(tool, desk, capsys):
    assert tool.main(["update", "--desk", str(desk)]) == 0
    assert capsys.readouterr().out == "12 texts, 0 without a translation.\n"
    assert texts(desk, "zh_Hans") == {
        (None, "Plain"): "平白的软件",
        (None, "Two parts %(name)s"): "%(name)s 的两部分",
        (None, "%(n)s day"): "%(n)s 天",
        ("verb", "Close"): "关闭",
        (None, "Dotted"): "带点的",
        (None, "In a tag"): "标签“里”",
        (None, "Named"): "有名的",
        (None, "In a variable"): "变量里",
        (None, "Hello <b>%(who)s</b>, 100%%"): "<b>%(who)s</b> 您好，100%%",
        (None, "%(counter)s case"): "%(counter)s 个案件",
        ("noun", "Close"): "日终",
        (None, "what a room says"): "某个房间说的话",
    }


def test_traditional_is_converted_word_by_word_and_corrected(tool, desk):
    tool.main(["update", "--desk", str(desk)])
    traditional = texts(desk, "zh_Hant")
    assert traditional[None, "Plain"] == "平白的軟體"
    assert traditional[None, "In a tag"] == "標籤「裡」"
    assert traditional[None, "%(n)s day"] == "%(n)s 天"


def test_compile_makes_what_gettext_reads(tool, desk):
    tool.main(["update", "--desk", str(desk)])
    assert tool.main(["compile", "--desk", str(desk)]) == 0
    compiled = polib.mofile(str(desk / "locale" / "zh_Hant" / "LC_MESSAGES" / "django.mo"))
    assert compiled.find("Plain").msgstr == "平白的軟體"


def test_a_desk_in_order_passes_and_update_changes_nothing_more(tool, desk, capsys):
    tool.main(["update", "--desk", str(desk)])
    before = (desk / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po").read_bytes()
    tool.main(["update", "--desk", str(desk)])
    assert (desk / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po").read_bytes() == before
    assert tool.main(["check", "--desk", str(desk)]) == 0
    assert capsys.readouterr().err == ""


WRONG = [
    ("missing", 'msgid "Named"\nmsgstr "有名的"', "", "not translated: 'Named' (app/templates/page.html)"),
    ("empty", 'msgstr "有名的"', 'msgstr ""', "not translated: 'Named'"),
    ("stale", 'msgid "Named"', 'msgid "Nameless"', "not in the source any more: 'Nameless'"),
    ("doubtful", 'msgid "Named"', '#, fuzzy\nmsgid "Named"', "app.zh_Hans.po: doubtful (fuzzy): 'Named'"),
    ("place lost", "%(name)s 的两部分", "两部分", "must have exactly these marks: %(name)s"),
    ("place misspelt", "%(name)s 的两部分", "%(nmae)s 的两部分", "must have exactly these marks: %(name)s"),
    ("place of a plural", "%(n)s 天", "几天", "must have exactly these marks: %(n)s"),
    ("tag lost", "<b>%(who)s</b> 您好", "%(who)s 您好", "must have exactly these marks: %% %(who)s </b> <b>"),
    ("line break", 'msgstr "有名的"', 'msgstr "有名的\\n"', "must both begin, and both end, with a line break or without"),
    (
        "contradiction",
        'msgid "Named"',
        'msgid "Plain"\nmsgstr "朴素"\n\nmsgid "Named"',
        "'Plain' is '朴素' here and '平白的软件' in app.zh_Hans.po",
    ),
]


@pytest.mark.parametrize(("case", "old", "new", "words"), WRONG, ids=[row[0] for row in WRONG])
def test_check_says_what_is_wrong(case, old, new, words, tool, desk, capsys):
    replace(desk, old, new)
    tool.main(["update", "--desk", str(desk)])
    capsys.readouterr()
    assert tool.main(["check", "--desk", str(desk)]) == 1
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("app/views.py", '_("Plain")', '_("Plain"), _("New")'),
        ("locale/fragments/app.zh_Hans.po", "有名的", "有名"),
        ("locale/zh_Hant.corrections.txt", "「", "『"),
    ],
)
def test_check_says_when_the_catalogues_are_out_of_step(name, old, new, tool, desk, capsys):
    tool.main(["update", "--desk", str(desk)])
    replace(desk, old, new, name)
    assert tool.main(["check", "--desk", str(desk)]) == 1
    assert "locale/zh_Hant is out of step" in capsys.readouterr().err


def test_prune_removes_what_is_gone_and_nothing_else(tool, desk):
    replace(desk, '_("Plain")', '"gone"', "app/views.py")
    tool.main(["update", "--prune", "--desk", str(desk)])
    assert tool.main(["check", "--desk", str(desk)]) == 0
    assert "平白" not in (desk / "locale" / "fragments" / "app.zh_Hans.po").read_text(encoding="utf-8")
    assert len(texts(desk, "zh_Hans")) == 11


def test_the_desks_own_catalogues_are_complete_and_in_step(tool, capsys):
    assert tool.main(["check"]) == 0, capsys.readouterr().err[:2000]
