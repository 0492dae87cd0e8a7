"""Words that show the tense of a clause."""

# ruff: noqa: E501, SIM905 -- a list of words reads best as a line of words, and characters of East Asia count double

from feeds.timex.chinese.characters import both_of

FUTURE = both_of(
    """
    将 将于 即将 将会 将在 拟 拟于 计划 计划于 预计 预计于 预定 预定于 有望 打算 准备 定于 定在 料将 或将 将要 会在 会于
    会从 开放报名 截止 生效 敬请 欢迎参加 訂於 預定於 定於 將於 擬於 計畫 計劃於 預計於
    """.split()
)

REPORTING = both_of(
    """
    表示 说 宣布 宣佈 报道 報導 报导 称 指出 透露 强调 公布 公佈 发布 發佈 通报 证实 披露 警告 呼吁 认为 告诉 介绍 承认 否认
    谴责 批评 回应 获悉 消息 发表 据悉
    """.split()
)

PAST = both_of(
    """
    了 已 已经 已於 曾 曾经 曾在 曾于 去世 逝世 病逝 遇难 遇害 身亡 当选 爆发 发生 抵达 击败 召开 闭幕 落幕 遭 遭到 被捕 被
    获得 夺得 赢得 签署 通过 结束 终结 会见 会晤 袭击 坠毁 倒塌 降落 辞职 完成 以来
    """.split()
)

AUXILIARIES = both_of("将 将于 将在 将会 即将 拟 预计 计划 有望 料将 或将 将要 待 未 尚未 不 不会 没有".split())

BYLINES = both_of("发布时间 发布日期 发表于 发布于 更新时间 日期 时间".split())
"""What stands before a text's own date at the head of a line."""
