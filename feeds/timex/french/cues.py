"""Words that show the tense of a clause."""

# ruff: noqa: SIM905 -- a list of words reads best as a line of words

FUTURE = frozenset(
    """
    va vont doit doivent devrait devraient prévu prévue prévus prévues prochain prochaine prochains prochaines
    prochainement bientôt planifié planifiée programmé programmée attendu attendue commence commencent débute débutent
    célèbre organise démarre accueille invite inscrivez rejoignez
    """.split()
) | {"a lieu", "ont lieu", "se tient", "se tiennent"}

FUTURE_ENDINGS = ("era", "eront", "ira", "iront", "dra", "dront", "aura", "auront", "rra", "rront", "vra", "vront")
"""`sera`, `tiendra`, `pourront`: the third persons of the future."""

REPORTING = frozenset(
    """
    annoncé déclaré dit affirmé indiqué rapporté publié confirmé précisé ajouté expliqué révélé dévoilé assuré estimé
    souligné dénoncé signalé communiqué
    """.split()
)

PAST = frozenset(
    """
    été eu fait pris mis reçu tenu vu lu élu sorti sortie sortis fini choisi rendu paru parue mort morte morts ouvert
    ouverte ouverts fut furent eut eurent prit offert permis reconnu disparu obtenu perdu produit réuni subi suivi
    survenu survenue vécu vendu venu venue quitté quittée invité visité participé vient viennent dernier était étaient
    avait avaient
    """.split()
) | {"eu lieu", "y a"}

_CONSONANTS = (
    "c",
    "ch",
    "d",
    "g",
    "gn",
    "l",
    "m",
    "n",
    "p",
    "s",
    "v",
    "r",
    "i",
    "u",
    "ill",
    "jout",
    "port",
    "sent",
    "cept",
)
PAST_ENDINGS = (
    *(f"{stem}é" for stem in _CONSONANTS),
    *(f"{stem}és" for stem in _CONSONANTS),
    *(f"{stem}ée{plural}" for stem in ("c", "ch", "i", "l", "s", "cept", "port", "jout") for plural in ("", "s")),
    "êté", "êtés", "ébuté", "oté", "tait", "taient", "vait", "vaient", "nait", "lait", "sait", "saient", "èrent",
)  # fmt: skip
"""Participles and imperfects, but for those endings that belong to nouns as well (`sécurité`, `journée`, `année`)."""

AUXILIARIES = frozenset({"être", "sera", "seront", "soit"})

BYLINES = frozenset({"publié", "publiée", "posté", "mis à jour", "date"})
"""What stands before a text's own date at the head of a line."""
