"""What is left of a phone, an identity number and an address when nobody asked for it."""

import pytest

from huashu.desk.people.masking import mask_address, mask_id, mask_phone

PHONES = [
    ("10000000123", "100••••0123"),
    ("+86 100 0000 0123", "100••••0123"),
    ("0086-100-0000-0123", "100••••0123"),
    ("86 10000000123", "100••••0123"),
    ("(010) 1234 5678", "010••••5678"),
    ("+1 555 010 1234", "155••••1234"),
    ("555-0123", "••••0123"),
    ("0101234567", "••••4567"),
    ("12345", "••••"),
    ("call the shop", "••••"),
    ("", ""),
    ("  ", ""),
]
IDS = [("110101190001010023", "••••••0023"), ("11010119000101002X", "••••••002X"), ("1234567", "••••••"), ("", "")]
ADDRESSES = [
    ("浙江省杭州市西湖区样例路 1 号", "浙江省 ••••"),
    ("北京市朝阳区样例街 2 号", "北京市 ••••"),
    ("内蒙古自治区呼和浩特市样例路", "内蒙古自治区 ••••"),
    ("香港特别行政区样例道 3 号", "香港特别行政区 ••••"),
    ("香港特別行政區樣例道 3 號", "香港特別行政區 ••••"),
    ("臺北市樣例路 4 號", "臺北市 ••••"),
    ("Springfield, 5 Sample Street", "Springfield ••••"),
    ("5 Sample Street, Springfield", "••••••"),
    ("样例路 6 号", "••••••"),
    ("", ""),
]


@pytest.mark.parametrize(("given", "wanted"), PHONES)
def test_phone(given, wanted):
    assert mask_phone(given) == wanted


@pytest.mark.parametrize(("given", "wanted"), IDS)
def test_id(given, wanted):
    assert mask_id(given) == wanted


@pytest.mark.parametrize(("given", "wanted"), ADDRESSES)
def test_address(given, wanted):
    assert mask_address(given) == wanted
