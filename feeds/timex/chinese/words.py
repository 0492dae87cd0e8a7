"""The words of Chinese time expressions, by category, and the macros of the rules."""

# ruff: noqa: E501 -- lines of at most 120 characters: those of East Asia count double

from collections.abc import Mapping
from itertools import product
from typing import Any

from feeds.timex.chinese.characters import both
from feeds.timex.units import Part, Unit

_DIGITS = "一二三四五六七八九"
_ZEROS = "〇零○"
_WEEK_NAMES = ("周", "週", "星期", "礼拜")
_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}


def _number(number: int) -> str:
    """A number from 1 to 99 in characters."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens - 1]}十"
    return head + (_DIGITS[ones - 1] if ones else "")


def _years() -> dict[str, int]:
    """Years told figure by figure, with each character for nought."""
    return {
        "".join(zero if figure == "0" else _DIGITS[int(figure) - 1] for figure in str(year)): year
        for year, zero in product(range(1900, 2060), _ZEROS)
    }


_DAYPARTS = {
    "凌晨": "MO", "清晨": "MO", "早晨": "MO", "早上": "MO", "上午": "MO", "中午": "MI", "正午": "MI", "下午": "AF", "午后": "AF",
    "傍晚": "EV", "晚上": "NI", "晚间": "NI", "夜间": "NI", "深夜": "NI", "午夜": "NI", "夜里": "NI",
}  # fmt: skip
_NUMBERS = {_number(number): number for number in range(1, 100)}

WORDS: Mapping[str, Mapping[str, Any]] = {
    # Calendar days
    "YEAR": _years(),
    "SIGNEDMONTH": {_number(month): month for month in range(1, 13)},
    "MONTHSIGN": {"月份": None},
    "DAY": {_number(day): day for day in range(1, 32)},
    "DAYSIGN": {"日前": None},
    "YEARSIGN": {"年度": None},
    "WEEKDAY": both({f"{week}{sign}": day for week in _WEEK_NAMES for sign, day in _WEEKDAYS.items()}),
    # Days told from the day of writing, and parts of the day
    "NEARDAY": both({
        "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "本日": 0, "明天": 1, "明日": 1,
        "后天": 2, "后日": 2, "大后天": 3,
    }),
    "NEARPART": {
        "今晨": (0, "MO"), "今早": (0, "MO"), "今晚": (0, "NI"), "今夜": (0, "NI"), "昨晚": (-1, "NI"), "昨夜": (-1, "NI"),
        "昨晨": (-1, "MO"), "前晚": (-2, "NI"), "明晚": (1, "NI"), "明早": (1, "MO"), "明晨": (1, "MO"),
    },
    "DAYPART": both(_DAYPARTS) | {"晚": "NI", "早": "MO", "晨": "MO", "夜": "NI"},
    "NAMEDPART": both(_DAYPARTS),
    "HOUR": {_number(hour): hour for hour in range(1, 25)} | {"两": 2, "兩": 2},
    "HOURSIGN": both({"时": None, "点": None, "点钟": None}),
    "SIXTY": {_number(minute): minute for minute in range(1, 60)} | {"半": 30},
    "MINUTESIGN": {"分": None},
    # Numbers
    "NUM": both(_NUMBERS | {"两": 2, "半": 0.5} | {f"{_DIGITS[digit - 1]}百": digit * 100 for digit in range(1, 10)})
    | both({"两百": 200}),
    "VAGUE": both(dict.fromkeys(("几", "数", "多", "好几", "若干", "数十", "几十", "十几", "十多", "十余"))),
    "MORE": both(dict.fromkeys(("多", "余", "半"))),
    "GE": both({"个": None}),
    "APPROX": both(dict.fromkeys(("约", "大约", "近", "至少", "超过", "不到", "整整", "长达", "过去", "最近", "未来", "今后"))),
    "ORDINAL": {"第": None},
    "QUARTERORD": {"一": 1, "二": 2, "三": 3, "四": 4} | {str(number): number for number in range(1, 5)},
    # Units. LONGUNIT are those that a side stands before; UNITS come after the counter of months.
    "UNIT": both({
        "秒": Unit.SECOND, "秒钟": Unit.SECOND, "分钟": Unit.MINUTE, "小时": Unit.HOUR, "钟头": Unit.HOUR, "天": Unit.DAY,
        "昼夜": Unit.DAY, "周": Unit.WEEK, "星期": Unit.WEEK, "礼拜": Unit.WEEK, "季度": Unit.QUARTER, "年": Unit.YEAR,
        "世纪": Unit.CENTURY,
    }) | {"週": Unit.WEEK},
    "DAYUNIT": {"日": Unit.DAY},
    "UNITS": {"月": Unit.MONTH},
    "LONGUNIT": both({
        "周": Unit.WEEK, "星期": Unit.WEEK, "礼拜": Unit.WEEK, "周末": Unit.WEEKEND, "月": Unit.MONTH,
        "季度": Unit.QUARTER, "季": Unit.QUARTER, "世纪": Unit.CENTURY, "年度": Unit.YEAR,
    }) | {"週": Unit.WEEK, "週末": Unit.WEEKEND},
    "WEEKENDUNIT": {"周末": Unit.WEEKEND, "週末": Unit.WEEKEND},
    "QUARTERUNIT": {"季度": Unit.QUARTER},
    "SEASONUNIT": {"季": Unit.QUARTER},
    "HALFUNIT": {"半年": Unit.HALF},
    "HALFORD": {"上": 1, "下": 2},
    "CENTURYSIGN": both({"世纪": None}),
    "DECADESIGN": {"年代": None},
    "DECADENAME": {str(decade): 1900 + decade for decade in range(10, 100, 10)}
    | {_number(decade): 1900 + decade for decade in range(20, 100, 10)},
    "CENTURYNUM": {str(century): century for century in range(1, 22)} | {_number(n): n for n in range(1, 22)},
    # Sides and parts of a span
    "SIDE": both({"上": -1, "上个": -1, "本": 0, "这": 0, "这个": 0, "本个": 0, "下": 1, "下个": 1}),
    "FARSIDE": both({"上上": -2, "上上个": -2, "下下": 2, "下下个": 2}),
    "NEARYEAR": both({"前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}),
    "PART": {"底": Part.END, "末": Part.END, "初": Part.START},
    "YEARPART": both({"年底": Part.END, "年末": Part.END, "年初": Part.START, "岁末": Part.END}),
    "MONTHPART": {"月底": Part.END, "月末": Part.END, "月初": Part.START},
    "THIRD": {"上旬": Part.START, "中旬": Part.MID, "下旬": Part.END},
    "EARLY": both({"早些时候": Part.START, "晚些时候": Part.END, "稍早": Part.START, "初": Part.START}),
    # Seasons
    "SEASON": {
        f"{sign}{tail}": season
        for (sign, season), tail in product({"春": "SP", "夏": "SU", "秋": "FA", "冬": "WI"}.items(), "天季")
    },
    "NEARSEASON": {
        f"{near}{sign}": (offset, season)
        for (near, offset), (sign, season) in product(
            {"今": 0, "去": -1, "明": 1}.items(), {"春": "SP", "夏": "SU", "秋": "FA", "冬": "WI"}.items()
        )
    },
    # What comes before or after a length of time
    "BEFORE": dict.fromkeys(("前", "之前", "以前")),
    "AFTER": both(dict.fromkeys(("后", "之后", "以后", "过后"))),
    "WITHIN": both(dict.fromkeys(("内", "之内", "以内"))),
    "EVERY": dict.fromkeys(("每", "每个", "每個", "每逢", "每隔")),
    "TO": dict.fromkeys(("至", "到")),
    "OTHERDAY": both({
        "当天": 0, "当日": 0, "同日": 0, "同一天": 0, "次日": 1, "翌日": 1, "第二天": 1, "隔天": 1, "前一天": -1, "前一日": -1,
    }),
    "OTHERYEAR": {"同年": 0, "次年": 1, "翌年": 1},
    "SINCE": dict.fromkeys("在于於自从從到至"),
    # What makes `13日` a number of days, and `冬季` a name
    "STREAK": both(dict.fromkeys(("连续", "为期", "历时", "长达", "近", "每", "每隔", "这", "第", "前", "后", "头", "共", "过去", "未来"))),
    "DAYSLONG": both(dict.fromkeys(("游", "间", "来", "以来", "票", "无理由"))),
    # Vague times
    "PRESENT": both(dict.fromkeys(("目前", "现在", "如今", "当前", "眼下", "当今"))),
    "RECENTLY": both(dict.fromkeys(("近日", "日前", "最近", "不久前", "近期", "近来", "近年", "近年来", "近几年"))),
    "SOON": both(dict.fromkeys(("稍后", "不久后", "不久的将来", "很快"))),
    "FREQUENCY": {"一年一度": Unit.YEAR},
    "FEAST": both({
        "元旦": (1, 1), "情人节": (2, 14), "妇女节": (3, 8), "植树节": (3, 12), "愚人节": (4, 1), "劳动节": (5, 1),
        "儿童节": (6, 1), "建党节": (7, 1), "建军节": (8, 1), "教师节": (9, 10), "国庆节": (10, 1), "平安夜": (12, 24), "圣诞节": (12, 25),
    }),
}  # fmt: skip

MACROS: Mapping[str, str] = {
    "YEAR_": "YEAR∘YEARSIGN∘",
    "ANYYEAR_": "(YEAR∘YEARSIGN∘|NEARYEAR∘)",
    "DATE": "SIGNEDMONTH∘MONTHSIGN∘DAY∘DAYSIGN",
    "HOURS": "(HOUR∘HOURSIGN(∅SIXTY(∅MINUTESIGN)?)?|HOUR:SIXTY)",
    "TAIL": "∘(DAYPART(∘HOURS)?|HOURS)",
    "COUNT": "NUM;DIGITS|NUM·DIGITS|NUM|VAGUE",
    "LENGTH": "((COUNT)(∅MORE)?∘(GE∘)?UNIT(∅MORE)?|(COUNT)(∅MORE)?∘GE(∅MORE)?∘UNITS)",
}
