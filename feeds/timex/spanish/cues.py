"""Words that show the tense of a clause."""

# ruff: noqa: SIM905 -- a list of words reads best as a line of words

FUTURE = frozenset(
    """
    va van vamos debe deben comienza comienzan empieza empiezan inicia finaliza finalizan concluye acaba termina
    celebra celebran previsto prevista previstos previstas planificado planificada planeado planeada programado
    programada programados programadas propuesta próximo próxima próximos próximas próximamente esperamos espera
    invitamos invita organiza
    """.split()
) | {"tiene lugar", "tienen lugar", "tendrá lugar", "tendrán lugar", "se espera"}

FUTURE_ENDINGS = ("ará", "arán", "erá", "erán", "irá", "irán", "drá", "drán", "brá", "brán", "rrá", "rrán", "aremos")
"""`publicará`, `tendrán`: the third persons of the future."""

REPORTING = frozenset(
    """
    anunció anunciado dijo informó informado declaró afirmó aseguró confirmó confirmado indicó señaló explicó reveló
    publicó publicado comunicó
    """.split()
)

PAST = frozenset(
    """
    fue fueron ha han había habían hubo era eran estaba estaban tuvo tuvieron hizo hicieron dijo vino puso pudo quiso
    dio vio murió sido pasado pasada
    """.split()
) | {"tuvo lugar", "tuvieron lugar"}

PAST_ENDINGS = (
    *(f"{consonant}ó" for consonant in "bcdfgijlmnñprstuvyz"),
    "aron", "ieron", "jeron", "eyeron", "aban",
)  # fmt: skip
"""Preterites (`anunció`, `murieron`) and imperfects."""

AUXILIARIES = frozenset({"ser", "será", "serán", "sea"})

BYLINES = frozenset({"publicado", "publicada", "actualizado", "fecha"})
"""What stands before a text's own date at the head of a line."""
