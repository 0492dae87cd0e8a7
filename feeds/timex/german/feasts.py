"""German feasts."""

from feeds.timex.feasts import beside_easter, on_date, on_weekday

FEASTS = (
    on_date("Am [Dreikönigstag] ist", 1, 6, "dreikönigstag|heilige drei könige"),
    beside_easter("Am [Rosenmontag] ist", -48),
    beside_easter("Am [Aschermittwoch] ist", -46),
    on_date("Am [Weltfrauentag] ist", 3, 8, "weltfrauentag|internationaler frauentag|internationalen frauentag"),
    beside_easter("Am [Gründonnerstag] ist", -3),
    beside_easter("Am [Karfreitag] ist", -2),
    beside_easter("Vor [Ostern] ist", 0, "ostern|ostersonntag"),
    beside_easter("Am [Ostermontag] ist", 1),
    beside_easter("An [Christi Himmelfahrt] ist", 39),
    on_weekday("Am [Muttertag] ist", 5, 6, 2),
    beside_easter("Vor [Pfingsten] ist", 49, "pfingsten|pfingstsonntag"),
    beside_easter("Am [Pfingstmontag] ist", 50),
    beside_easter("An [Fronleichnam] ist", 60),
    on_date("Am [Tag der Deutschen Einheit] ist", 10, 3),
    on_date("Am [Reformationstag] ist", 10, 31),
    on_date("An [Allerheiligen] ist", 11, 1),
    on_date("Am [Nikolaustag] ist", 12, 6),
)
