"""``huashu playbook``: tracks checked, shown and listed, run as a person runs it."""

import subprocess
import sys

from huashu.playbook.loading.shipped import shipped_texts

COUNTS = "13 steps, 31 wordings, 17 side questions, 8 arguments, 15 reasons, 11 closings"
FIRST = shipped_texts()["overdue_first_call.zh-Hans.yaml"]


def run(*words):
    command = [sys.executable, "-m", "huashu.cli.main", "playbook", *map(str, words)]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_good_and_bad_files_are_told_apart(tmp_path):
    good, bad, other = tmp_path / "good.yaml", tmp_path / "bad.yaml", tmp_path / "other.yaml"
    good.write_text(FIRST, encoding="utf-8-sig")
    bad.write_text(FIRST.replace("version: 1", "version: one").replace("stage: early", "stage: late"), encoding="utf-8")
    other.write_bytes(FIRST.encode("gb18030"))
    code, out, err = run("check", good, bad, other)
    assert (code, err) == (1, "")
    assert out.splitlines() == [
        f"{good}: OK: overdue_first_call version 1 (zh-Hans), {COUNTS}.",
        f"{bad}: Line 3, version: found 'one', wanted a whole number from 1 to 1000000000.",
        f"{bad}: Line 8, stage: found 'late', wanted one of any, before_due, early, firm.",
        f"{other}: Line 1, file: found bytes that aren't UTF-8, wanted UTF-8 text. Save the file as UTF-8.",
    ]
    assert run("check", good)[0] == 0


def test_no_file_is_a_wrong_call(tmp_path):
    assert run("check")[0] == 2
    assert run("check", tmp_path / "none.yaml")[0] == 2


def test_a_track_is_shown_with_invented_figures():
    code, out, err = run("show", "overdue_first_call")
    assert (code, err) == (0, "")
    lines = [line.strip() for line in out.splitlines()]
    assert lines[0] == "首次逾期电话 (overdue_first_call, zh-Hans, version 1)"
    assert "8. 复述并结束" in lines
    assert "> 这一期逾期4,120元，罚息36元，今天一共4,156元。" in lines
    assert "- 没说日子: 尽快 / 过几天 / 有了就还 -> stay (not met)" in lines
    assert "{" not in out


def test_language_version_and_files(tmp_path):
    code, out, _ = run("show", "verification", "--language", "en", "--version", "1")
    assert code == 0
    assert "[employer] ask openly, 8 points" in out
    code, _, err = run("show", "verification", "--version", "2")
    assert (code, err) == (1, "huashu: 'verification' has version 1, not 2. Other versions are kept in the desk.\n")
    code, _, err = run("show", "nothing")
    assert code == 1
    assert err.startswith("huashu: There is no track 'nothing' in zh-Hans and no such file. Shipped: due_reminder, financing_talk, firm,")
    mine = tmp_path / "mine.yaml"
    mine.write_text(FIRST.replace("title: 首次逾期电话", "title: 我们的首次电话"), encoding="utf-8")
    assert run("show", mine)[1].startswith("我们的首次电话 (overdue_first_call")
    mine.write_text("track: mine", encoding="utf-8")
    code, _, err = run("show", mine)
    assert code == 1
    assert "version: nothing there" in err


def test_the_list_has_every_shipped_track():
    code, out, _ = run("list")
    assert code == 0
    assert len(out.splitlines()) == len(shipped_texts()) == 24
    assert "third_person         zh-Hant    1  別人接的、打錯了" in out
