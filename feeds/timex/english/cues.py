"""Words that show the tense of a clause."""

# ruff: noqa: SIM905 -- a list of words reads best as a line of words

_AHEAD = (
    "attend testify lead meet host hold deliver visit appear participate take speak begin discuss celebrate "
    "commemorate travel join address mark headline hear consider vote receive return open start launch close end go "
    "kick resume convene"
)
"""Verbs that, in the infinitive, tell what is to come: `invited to testify on May 10`."""

FUTURE = frozenset(
    """
    will ll shall would upcoming scheduled slated expected expects until till plans planned planning hopes
    intends forthcoming looming approach approaches approaching tentatively effective begins starts opens
    closes ends expires falls kicks resumes arrives travels invites takes convenes
    """.split()
) | {
    "to be",
    "set to",
    "going to",
    "about to",
    "aims to",
    "prepares to",
    "preparing to",
    "is to",
    "are to",
    "ready to",
    "won t",
    "is due",
    "are due",
    "was due",
    "were due",
    "ahead of",
    "deadline is",
    "deadline of",
    "deadline to",
    "set for",
    "traveling to",
    "travelling to",
    "takes place",
    "prepare for",
    "preparations for",
    "invited to",
    *(f"to {verb}" for verb in _AHEAD.split()),
}

REPORTING = frozenset(
    """
    said told announced reported issued released published unveiled posted wrote confirmed stated added noted
    declared denied acknowledged disclosed revealed warned urged called introduced praised applauded
    """.split()
)

PAST = frozenset(
    """
    was were had did been has have went took held won met made came left fell rose ran began became broke brought
    built bought caught chose cut drew drove ate felt fought found flew forbade forgot forgave froze gave got grew heard
    hid hit hurt kept knew laid led lent let lay lit lost meant paid put quit read rode rang saw sought sold sent
    set shook shot showed shut sang sank sat slept slid spoke spent spread stood stole stuck struck swore swept swam
    taught tore thought threw understood woke wore withdrew underwent overtook ended arrived
    """.split()
)

PAST_ENDINGS = ("ed",)

BYLINES = frozenset({"posted", "published", "released", "issued", "updated", "dated", "date"})

AUXILIARIES = frozenset({"be", "is", "are", "being", "get", "gets"})

COMPLEMENTIZERS = frozenset({"that"})

UNMARKED = frozenset(
    """
    united need indeed speed feed seed red hundred bed wed fed ted med weed reed greed breed bleed creed deed
    exceed proceed succeed heed sacred naked kindred unmanned advanced limited aged unprecedented infrared
    related
    """.split()
)

LEADS = frozenset({"by", "through"})
