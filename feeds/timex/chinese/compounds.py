"""Longer words that hold a word of the tables and mean something else; the longest word at a place wins.

Only words are listed that could be met where a rule looks: `月球` after a figure, but not `月经`, as `10月经济` is likelier.
"""

# ruff: noqa: E501 -- lines of at most 120 characters: those of East Asia count double

from itertools import product

from feeds.timex.chinese.characters import both_of

_OF_YEARS = "年级 年龄 年轻 年薪 年青 年纪 百年 千年 半年轻 周年"
_OF_MONTHS = "月球 月亮 月薪 月饼 月龄 五月花 十月革命 二月革命"
_OF_WEEKS = "周期 周边 周岁 周刊 四周 周日本 周杰伦 周恩来 周星驰 周润发"
_OF_DAYS = """
    日本 日元 日均 日内瓦 天气 天津 天空 天然 天河 天安门 天下 天使 天才 天主 后天性 先天 今天下 一天到晚 三天两头 一日千里 两天一夜 一年四季
    今日头条 今日俄罗斯 今日美国 明日之星 昨日重现
    """
_OF_SIDES = """
    基本 成本 版本 资本 根本 样本 剧本 书本 课本 文本 标本 网上 线上 以上 海上 世上 马上 路上 地上 事实上 街上 以下 线下 旗下 地下 之下
    前往 前后 前景 前线 前锋 前进 前来 前夕 后勤 后卫 后果 后续 后来 后期 后台 初中 初期 初次 初步 初级 初赛 初选
    """
_OF_SEASONS = """
    冬季奥运会 夏季奥运会 冬季运动 冬季项目 冬季残奥会 夏季残奥会 夏季达沃斯 夏季联赛 春季学期 秋季学期
    """
_OF_CUES = """
    将军 将士 将领 将来 将近 大将 名将 老将 小将 麻将 中将 少将 上将 了解 了不起 为了 除了 罢了 不了 不已 而已 未曾 不曾 曾荫权 曾庆红 曾国藩
    说明 小说 传说 学说 说法 说服 演说 名称 职称 对称 称号 称赞 简称 号称 统称
    """
_COUNTED = {
    f"{every}{week}{count}{thing}"
    for every, week, count, thing in product(("", "每"), ("周", "週", "星期"), "一二三四五六", "次天期场节个小更本篇课")
    if every or thing == "次"
}
"""`每周三次` is three times a week, not on Wednesdays."""

COMPOUNDS = both_of(
    " ".join((_OF_YEARS, _OF_MONTHS, _OF_WEEKS, _OF_DAYS, _OF_SIDES, _OF_SEASONS, _OF_CUES, *_COUNTED)).split()
)
