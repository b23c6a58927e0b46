"""Word lists that the invented people are put together from: names, places that aren't on any map, cars of the market.

Cars are real models with round prices, because an officer knows them; everything else is made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


def _each(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SURNAMES: Final = tuple(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN_OF_MEN: Final = _each(
    "志远 国强 海涛 建军 伟 磊 俊杰 浩然 子轩 宇航 振华 文博 立新 永康 家豪 晓东 大勇 春生 长河 正平 德明 一鸣 向阳 "
    "鹏飞 思源 金宝 少华 宏图 景明 泽民 新宇 卫东 玉龙 福生 广田 天佑 启明 若愚 嘉木 树人"
)
GIVEN_OF_WOMEN: Final = _each(
    "晓雯 敏 秀英 丽 静 婷婷 桂兰 雨桐 欣怡 思涵 美玲 红梅 春燕 玉珍 佳宁 雪 凤霞 淑芬 子涵 梦瑶 海燕 慧敏 彩云 "
    "若兰 紫薇 月娥 小满 巧玲 爱华 冬梅 诗雨 乐怡 青禾 可心 文静 亚楠 素琴 知夏 锦绣 采薇"
)

SURNAMES_TRADITIONAL: Final = tuple(
    "陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾游詹胡施沈余盧梁趙顏柯翁魏孫戴范歐區"
)
GIVEN_TRADITIONAL: Final = _each(
    "志豪 俊傑 淑芬 雅婷 怡君 家銘 冠宇 宗翰 美玲 欣怡 建宏 淑惠 承恩 彥廷 佩珊 詩涵 柏翰 筱涵 麗華 國樑 嘉欣 詠詩 "
    "子軒 家俊 穎儀 志強 雪儀 文傑 慧玲 偉倫"
)

SURNAMES_ENGLISH: Final = _each(
    "Ashdown Barlow Calloway Drummond Eastwick Fairley Garland Hollis Ingram Jarvis Kettle Lowell Marlow Norwood "
    "Okafor Pemberton Quigley Radcliffe Sandoval Thackeray Underhill Vance Whitlock Yardley Abara Castellano "
    "Delgado Farouk Halloran Iverson"
)
GIVEN_ENGLISH: Final = _each(
    "Alice Ben Clara Daniel Elena Frank Grace Henry Isla Jonah Kate Liam Maya Noah Olive Peter Quinn Rosa Samuel "
    "Tessa Umar Vera Walter Yasmin Amara Colin Diana Edwin Fiona Gareth"
)

CITIES: Final = ("云亭市", "青禾市", "望澜市", "锦屿市", "松陵市", "白鹭洲市", "南栀市", "北桐市")
CITIES_TRADITIONAL: Final = ("雲亭市", "青禾市", "望瀾市", "錦嶼市")
CITIES_ENGLISH: Final = ("Alderbrook", "Port Tamsin", "Wexmere", "Cloverford")
DISTRICTS: Final = ("东篱区", "西畴区", "南渡新区", "北辰里区", "云河区", "樱园区")
DISTRICTS_TRADITIONAL: Final = ("東籬區", "西疇區", "南渡新區", "雲河區")
STREETS: Final = ("七里路", "听雨街", "石榴巷", "星汉大道", "半山路", "采石街", "长亭路", "稻香路", "渔火街", "明烛路")
STREETS_TRADITIONAL: Final = ("七里路", "聽雨街", "石榴巷", "星漢大道", "漁火街", "稻香路")
STREETS_ENGLISH: Final = ("Alder Court", "Lantern Street", "Mill Row", "Heron Way", "Orchard Close", "Quarry Lane")
ESTATES: Final = ("梧桐里", "春和苑", "清溪花园", "望月湾", "金穗家园", "松涛雅居")


@dataclass(frozen=True, slots=True)
class Car:
    """A model on sale.

    Args:
        chinese: Name in China.
        english: Name abroad.
        price_yuan: A usual price, new.
        is_truck: Whether it earns its keep.
    """

    chinese: str
    english: str
    price_yuan: int
    is_truck: bool = False


CARS: Final = (
    Car("五菱宏光 MINIEV", "Wuling Hongguang Mini EV", 45_000),
    Car("五菱之光 货车", "Wuling Zhiguang van", 52_000, is_truck=True),
    Car("五菱宏光 S", "Wuling Hongguang S", 65_000),
    Car("比亚迪 海鸥", "BYD Seagull", 72_000),
    Car("吉利 帝豪", "Geely Emgrand", 88_000),
    Car("长安 逸动", "Changan Eado", 92_000),
    Car("比亚迪 秦PLUS DM-i", "BYD Qin Plus DM-i", 105_000),
    Car("日产 轩逸", "Nissan Sylphy", 108_000),
    Car("比亚迪 海豚", "BYD Dolphin", 112_000),
    Car("大众 朗逸", "Volkswagen Lavida", 115_000),
    Car("哈弗 H6", "Haval H6", 118_000),
    Car("丰田 卡罗拉", "Toyota Corolla", 122_000),
    Car("长安 CS75 PLUS", "Changan CS75 Plus", 128_000),
    Car("江淮 帅铃 轻卡", "JAC Shuailing light truck", 132_000, is_truck=True),
    Car("福田 欧马可 轻卡", "Foton Aumark light truck", 148_000, is_truck=True),
    Car("比亚迪 宋PLUS DM-i", "BYD Song Plus DM-i", 152_000),
    Car("吉利 星越L", "Geely Xingyue L", 158_000),
    Car("本田 CR-V", "Honda CR-V", 185_000),
    Car("丰田 凯美瑞", "Toyota Camry", 190_000),
    Car("零跑 C11", "Leapmotor C11", 165_000),
    Car("别克 GL8", "Buick GL8", 245_000),
    Car("特斯拉 Model 3", "Tesla Model 3", 240_000),
    Car("理想 L6", "Li Auto L6", 255_000),
    Car("问界 M7", "Aito M7", 275_000),
    Car("奥迪 A4L", "Audi A4L", 285_000),
    Car("宝马 3系", "BMW 3 Series", 305_000),
)
