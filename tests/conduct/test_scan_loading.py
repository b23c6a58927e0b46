"""A phrase file that lacks something is refused with a sentence that says what; so is a remark."""

import shutil
from decimal import Decimal

import pytest
import yaml

from huashu.conduct.scan import phrases_load, remark_from_record
from huashu.conduct.scan.patterns import PatternFault, words_expanded
from huashu.conduct.scan.phrases import FOLDER, InvalidPhrases
from huashu.errors import InvalidValue, MissingValue


def changed(**changes):
    return lambda content: content.update(changes)


def dropped(name):
    return lambda content: content.pop(name)


def in_frames(**changes):
    return lambda content: content["frames"][0].update(changes)


# name: (file, change, words of the refusal)
BAD_FILES = {
    "another label": ("insult", changed(label="shaming"), "must be 'insult' like its name"),
    "no law": ("insult", dropped("law"), "law must name rule and citation"),
    "a law without citation": ("insult", lambda content: content["law"]["UK"].pop("citation"), "law.UK lacks rule or citation"),
    "no examples": ("insult", dropped("fires_on"), "fires_on must hold examples"),
    "no traditional examples": ("insult", lambda content: content["silent_on"].pop("zh-Hant"), "silent_on must hold examples"),
    "no frames": ("insult", dropped("frames"), "frames must be a list"),
    "an empty group": ("insult", lambda content: content["frames"].append({"name": "x"}), "'x' has no patterns"),
    "an unknown lexicon": ("insult", in_frames(zh=["{nobody}"]), "there is no lexicon 'nobody' for zh"),
    "a broken pattern": ("insult", in_frames(en=["(a"]), "isn't a regular expression"),
    "an unknown field": ("insult", changed(colour="red"), "the unknown field 'colour'"),
    "an unknown call kind": ("insult", in_frames(when={"call_kinds": ["chat"]}), "'chat' isn't one of"),
    "an unknown fact": ("insult", in_frames(when={"case": {"rich": True}}), "'rich' isn't one of"),
    "unknown figures": ("insult", in_frames(figures="guesses"), "'guesses' isn't one of"),
    "an unknown scope": ("guards", lambda content: content["guards"][0].update(scope="page"), "scope of guard 'denied' is 'page'"),
    "a guard without patterns": ("guards", lambda content: content["guards"].append({"name": "x", "scope": "text"}), "'x' has no patterns"),
    "a lexicon of signs": ("lexicon", lambda content: content["zh"].update(we=["a+"]), "isn't a word or a short form"),
    "a lexicon that is a word": ("lexicon", lambda content: content["zh"].update(we="a"), "a lexicon is a list of words"),
    "one language only": ("lexicon", dropped("en"), "lacks the lexicons of en"),
}


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "phrases")


@pytest.mark.parametrize("name", BAD_FILES)
def test_file_is_refused(folder, name):
    file, change, words = BAD_FILES[name]
    path = folder / f"{file}.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    with pytest.raises(InvalidPhrases, match=f"{file}.yaml") as refusal:
        phrases_load(folder)
    assert words in refusal.value.message


def test_missing_file_is_refused(folder):
    (folder / "shaming.yaml").unlink()
    with pytest.raises(InvalidPhrases, match=r"shaming.yaml can't be used: it doesn't exist"):
        phrases_load(folder)


def test_stray_file_is_refused(folder):
    shutil.copy(folder / "shaming.yaml", folder / "gossip.yaml")
    with pytest.raises(InvalidPhrases, match="isn't named after a breach"):
        phrases_load(folder)


@pytest.mark.parametrize("text", ["a: [", "- a"], ids=["not YAML", "a list"])
def test_file_of_another_kind_is_refused(folder, text):
    (folder / "insult.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidPhrases, match=r"insult.yaml"):
        phrases_load(folder)


def test_short_forms():
    assert words_expanded("打(断|残)(了|)") == ("打断了", "打断", "打残了", "打残")
    assert words_expanded("neighbo(u|)r(s|)") == ("neighbours", "neighbour", "neighbors", "neighbor")
    assert words_expanded("(a(b|)|c)") == ("ab", "c", "a", "c")
    with pytest.raises(PatternFault):
        words_expanded("打(断")


# every record with its refusal and the field it names
BAD_REMARKS = {
    "no id": ({"text": "a"}, MissingValue, "id"),
    "no text": ({"id": "1"}, MissingValue, "text"),
    "text that is a number": ({"id": "1", "text": 1}, InvalidValue, "text"),
    "an unknown language": ({"id": "1", "text": "a", "language": "fr"}, InvalidValue, "language"),
    "an unknown kind": ({"id": "1", "text": "a", "call_kind": "chat"}, InvalidValue, "call_kind"),
    "an unknown listener": ({"id": "1", "text": "a", "to": "dog"}, InvalidValue, "to"),
    "an unknown pack": ({"id": "1", "text": "a", "pack": "FR"}, InvalidValue, "pack"),
    "a case that is a list": ({"id": "1", "text": "a", "case": []}, InvalidValue, "case"),
    "an unknown currency": ({"id": "1", "text": "a", "case": {"currency": "XXX"}}, InvalidValue, "currency"),
    "a sum below zero": ({"id": "1", "text": "a", "case": {"overdue_minor": -1}}, InvalidValue, "case.overdue_minor"),
    "a sum that is true": ({"id": "1", "text": "a", "case": {"fees_minor": True}}, InvalidValue, "case.fees_minor"),
    "a fact that is a word": ({"id": "1", "text": "a", "case": {"suit_filed": "yes"}}, InvalidValue, "case.suit_filed"),
    "a rate that is a word": ({"id": "1", "text": "a", "case": {"annual_rate": "low"}}, InvalidValue, "case.annual_rate"),
    "a rate below zero": ({"id": "1", "text": "a", "case": {"annual_rate": Decimal("-0.1")}}, InvalidValue, "case.annual_rate"),
    "a rate without bounds": ({"id": "1", "text": "a", "case": {"annual_rate": "1e999999999"}}, InvalidValue, "case.annual_rate"),
}


@pytest.mark.parametrize("name", BAD_REMARKS)
def test_remark_is_refused(name):
    record, refusal, field = BAD_REMARKS[name]
    with pytest.raises(refusal) as raised:
        remark_from_record(record)
    assert raised.value.field == field
