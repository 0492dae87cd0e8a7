"""French feasts."""

from feeds.timex.feasts import beside_easter, on_date, on_weekday

FEASTS = (
    on_date("Pour [l'Épiphanie] ils", 1, 6, "(l')?épiphanie"),
    on_date("À [la Chandeleur] ils", 2, 2, "(la )?chandeleur"),
    on_date("Pour [la Saint-Valentin] ils", 2, 14, "(la )?saint-valentin"),
    beside_easter("Vu [Mardi gras] ici", -47),
    beside_easter("Vu [le mercredi des Cendres] ici", -46, "(le )?mercredi des cendres"),
    on_date(
        "Pour [la Journée internationale des droits des femmes] ils",
        3,
        8,
        "(la )?journée internationale (des droits des|des|de la) (femmes|femme)",
    ),
    beside_easter("Vu [le dimanche des Rameaux] ici", -7, "(le )?dimanche des rameaux"),
    beside_easter("Vu [le Vendredi saint] ici", -2, "(le )?vendredi saint"),
    beside_easter("Vu [le lundi de Pâques] ici", 1, "(le )?lundi de pâques"),
    beside_easter("Avant [Pâques] ils", 0, "(le dimanche de |dimanche de )?pâques"),
    beside_easter("Vu [le jeudi de l'Ascension] ici", 39, "(le )?jeudi de l'ascension"),
    beside_easter("Vu [le lundi de Pentecôte] ici", 50, "(le )?lundi de pentecôte"),
    beside_easter("Avant [la Pentecôte] ils", 49, "la pentecôte|(le )?dimanche de pentecôte"),
    on_weekday("Pour [la fête des Mères] ils", 5, 6, -1, "(la )?fête des mères"),
    on_date("Pour [la Fête de la musique] ils", 6, 21, "(la )?fête de la musique"),
    on_date("Avant [l'Assomption] ils", 8, 15, "l'assomption"),
    on_date("À [la Toussaint] ils", 11, 1, "(la )?toussaint"),
    on_date("À [la Saint-Sylvestre] ils", 12, 31, "(la )?saint-sylvestre"),
)
