"""Spanish feasts."""

from feeds.timex.feasts import beside_easter, on_date

FEASTS = (
    on_date("El [Día de Reyes] hubo", 1, 6),
    on_date("En [San Valentín] hubo", 2, 14),
    beside_easter("El [Miércoles de Ceniza] hubo", -46),
    on_date("En el [Día Internacional de la Mujer] hubo", 3, 8),
    on_date("En el [Día Mundial del Agua] hubo", 3, 22),
    beside_easter("El [Domingo de Ramos] hubo", -7),
    beside_easter("El [Jueves Santo] hubo", -3),
    beside_easter("El [Viernes Santo] hubo", -2),
    beside_easter("El [Domingo de Resurrección] hubo", 0, "domingo de (resurrección|pascua)"),
    on_date("En el [Día Mundial de la Salud] hubo", 4, 7),
    on_date("En el [Día de la Tierra] hubo", 4, 22),
    on_date("En el [Día del Trabajo] hubo", 5, 1, "día del (trabajo|trabajador)|día internacional de los trabajadores"),
    beside_easter("En el [Corpus Christi] hubo", 60),
    on_date("En el [Día Mundial del Medio Ambiente] hubo", 6, 5),
    on_date("En el [Día de la Hispanidad] hubo", 10, 12),
    on_date("En el [Día de Todos los Santos] hubo", 11, 1),
    on_date("En el [Día de los Muertos] hubo", 11, 2, "día de (los )?muertos"),
)
