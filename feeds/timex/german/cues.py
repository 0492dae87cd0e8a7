"""Words that show the tense of a clause."""

# ruff: noqa: SIM905 -- a list of words reads best as a line of words

FUTURE = frozenset(
    """
    wird werden soll sollen wollen will findet finden feiert feiern beginnt beginnen startet starten endet enden lädt
    geplant plant planen voraussichtlich bevorstehend bevorstehende bevorstehenden kommenden demnächst erwartet
    erwarten angesetzt vorgesehen eröffnet stattfinden stattfindet anmelden einladen eingeladen teilnehmen kündigt
    """.split()
)

REPORTING = frozenset(
    """
    sagte sagten teilte erklärte erklärten berichtete berichteten meldete meldeten bestätigte betonte kündigte
    veröffentlichte mitgeteilt angekündigt bekanntgegeben
    """.split()
)

PAST = frozenset(
    """
    wurde wurden war waren hat haben hatte hatten fand fanden gab gaben starb starben verstarb gestorben verstorben
    kam kamen ging gingen begann begannen traf trafen hielt hielten stand standen erschien erschienen verließ verlor
    verloren gewann gewannen schrieb schrieben trat ließ nahm nahmen stattgefunden stattfand stattfanden schloss
    geboren gewesen worden gegründet wählten wählte sprach lief liefen zog zogen stieg
    """.split()
)

_STEMS = ("ig", "ier", "lich", "ell", "eil", "ühr", "ick", "ack", "ahl", "änder", "inder", "eit", "end", "und", "eier")
PAST_ENDINGS = tuple(f"{stem}{ending}" for stem in _STEMS for ending in ("te", "ten", "ete", "eten"))
"""Regular past forms (`kündigte`, `organisierten`) by endings that few other words have."""

AUXILIARIES = frozenset({"wird", "werden", "sein", "soll", "sollen", "kann", "können"})

BYLINES = frozenset({"veröffentlicht", "aktualisiert", "stand", "datum"})
"""What stands before a text's own date at the head of a line."""
