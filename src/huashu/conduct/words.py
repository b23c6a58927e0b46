"""The engine's words for people to read: channels, persons, places, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from huashu.conduct.verdict import Text

CHANNEL_WORDS: Final[Mapping[str, Text]] = {
    "call": Text("电话", "a call"),
    "voicemail": Text("语音留言", "a voicemail"),
    "ringless_voicemail": Text("静默语音留言", "a ringless voicemail"),
    "robocall": Text("自动外呼", "an automatic call"),
    "sms": Text("短信", "a text message"),
    "email": Text("电子邮件", "an e-mail"),
    "chat": Text("聊天消息", "a chat message"),
    "letter": Text("信函", "a letter"),
    "postcard": Text("明信片", "a postcard"),
    "visit": Text("上门", "a visit"),
    "social_private": Text("社交软件私信", "a private message on social media"),
    "social_public": Text("社交平台公开发布", "a public post"),
    "public_notice": Text("公共场所张贴", "a public notice"),
}
PERSON_WORDS: Final[Mapping[str, Text]] = {
    "customer": Text("客户", "the customer"),
    "guarantor": Text("保证人", "the guarantor"),
    "co_borrower": Text("共同借款人", "the co-borrower"),
    "spouse": Text("配偶", "the spouse"),
    "parent": Text("父母", "a parent"),
    "child": Text("子女", "a child"),
    "relative": Text("亲属", "a relative"),
    "friend": Text("朋友", "a friend"),
    "colleague": Text("同事", "a colleague"),
    "employer": Text("用人单位", "the employer"),
    "attorney": Text("律师", "the lawyer"),
    "contact_person": Text("联系人", "the contact person"),
    "stranger": Text("无关人员", "a stranger"),
}
PLACE_WORDS: Final[Mapping[str, Text]] = {
    "home": Text("住处", "home"),
    "work": Text("工作单位", "work"),
    "hospital": Text("医院", "hospital"),
    "other": Text("其他地方", "another place"),
}
ZONE_WORDS: Final[Mapping[str, Text]] = {
    "Asia/Shanghai": Text("北京", "Beijing"),
    "Asia/Urumqi": Text("乌鲁木齐", "Urumqi"),
    "Asia/Taipei": Text("台北", "Taipei"),
    "Asia/Hong_Kong": Text("香港", "Hong Kong"),
    "Asia/Macau": Text("澳门", "Macau"),
    "Asia/Tokyo": Text("东京", "Tokyo"),
    "Asia/Seoul": Text("首尔", "Seoul"),
    "Asia/Singapore": Text("新加坡", "Singapore"),
    "Asia/Kuala_Lumpur": Text("吉隆坡", "Kuala Lumpur"),
    "Asia/Bangkok": Text("曼谷", "Bangkok"),
    "Asia/Kolkata": Text("印度", "India"),
    "Asia/Dubai": Text("迪拜", "Dubai"),
    "Europe/London": Text("伦敦", "London"),
    "Europe/Paris": Text("巴黎", "Paris"),
    "Europe/Berlin": Text("柏林", "Berlin"),
    "Europe/Moscow": Text("莫斯科", "Moscow"),
    "Australia/Sydney": Text("悉尼", "Sydney"),
    "Pacific/Auckland": Text("奥克兰", "Auckland"),
    "America/New_York": Text("纽约", "New York"),
    "America/Chicago": Text("芝加哥", "Chicago"),
    "America/Denver": Text("丹佛", "Denver"),
    "America/Phoenix": Text("凤凰城", "Phoenix"),
    "America/Los_Angeles": Text("洛杉矶", "Los Angeles"),
    "America/Anchorage": Text("安克雷奇", "Anchorage"),
    "Pacific/Honolulu": Text("檀香山", "Honolulu"),
    "America/Puerto_Rico": Text("波多黎各", "Puerto Rico"),
    "America/Toronto": Text("多伦多", "Toronto"),
    "America/Vancouver": Text("温哥华", "Vancouver"),
}
BREACH_WORDS: Final[Mapping[str, Text]] = {
    "threat_violence": Text("暴力威胁", "Threat of violence"),
    "threat_unlawful_action": Text("威胁采取违法措施", "Threat of unlawful action"),
    "impersonate_official": Text("冒充公职人员", "Posing as an official"),
    "insult": Text("辱骂", "Insult"),
    "shaming": Text("公开羞辱", "Shaming"),
    "third_party_disclosure": Text("向第三人透露债务", "Telling a third person of the debt"),
    "third_party_pressure": Text("以第三人施压", "Pressure through third persons"),
    "third_party_demand": Text("要求第三人还款", "Asking a third person to pay"),
    "false_amount": Text("金额不实", "False amount"),
    "false_statement": Text("不实陈述", "False statement"),
    "private_account": Text("付到私人账户", "Payment to a private account"),
    "induce_borrowing": Text("诱导借新还旧", "Inducing new borrowing"),
    "ignored_stop": Text("无视停止要求", "Ignoring a request to stop"),
    "guarantee_approval": Text("保证批贷", "Promising approval"),
    "misleading_cost": Text("误导成本", "Misleading on cost"),
    "coached_applicant": Text("教唆申请人造假", "Coaching an applicant to lie"),
    "over_collection": Text("过度收集信息", "Collecting too much data"),
}


def early_words(first_day: date) -> Text:
    """What is added to a sentence of a rule that isn't in force yet; it follows a full stop."""
    return Text(
        f"该规定自{first_day}起有效；此前的规定本手册没有收录，无法判断。",
        f" The rule is in force from {first_day}; what held before isn't in the lawbook, so nobody can tell.",
    )


def zone_words(name: str) -> Text:
    """A time zone by the place that people know it by; one without a name here is called by its IANA name."""
    return ZONE_WORDS.get(name) or Text(name, name.rsplit("/", 1)[-1].replace("_", " "))
