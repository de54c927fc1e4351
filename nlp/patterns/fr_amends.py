"""French words by which a trigger's type is amended, or the trigger dropped. No logic; see `nlp.trigger_amends`."""

# ruff: noqa: SIM905 (long word lists read better as text)

FREEING = frozenset({"libérer", "délivrer", "affranchir", "extraire", "libération", "délivrance"})
# Held by force, whoever frees them. Absent on purpose: «prisonnier», «détenu», whom a state may hold and let go.
HELD = frozenset("otage captif captive kidnappé kidnappée séquestré séquestrée ravi".split())
HOLDING = frozenset("détenir retenir enlever séquestrer capturer kidnapper emprisonner ravir".split())
# Who frees by force; «force» and «unité» need no kind. Absent on purpose: «commandant», «autorités».
RESCUERS = frozenset(
    """
    armée marine police gendarmerie soldat militaire policier gendarme commando troupe parachutiste force garde-côte
    unité aviation légionnaire fusilier raid gign patrouille bataillon brigade coalition casque peshmerga
    """.split()
)
BY_FORCE = frozenset("raid assaut opération attaque intervention offensive fusillade".split())
BARGAINED = frozenset("échange négociation médiation rançon accord".split())

PROJECTILES = frozenset("missile roquette drone projectile obus fusée engin".split())
NO_FORCES = frozenset(
    "pouvoir attention effort critique essentiel regard richesse espoir travail activité débat enquête".split()
)
HARDWARE = frozenset(
    "char arme avion missile obus munition hélicoptère blindé fusil batterie drone système roquette canon".split()
)

INTENDING = frozenset(
    {"envisager", "compter", "prévoir", "entendre", "projeter", "songer", "décider", "penser", "planifier"}
)
INTENT = frozenset({"intention", "projet"})
"""Verbs and nouns over an infinitive that, negated, tell that nothing is planned."""
# «a assuré son voisin de sa solidarité» is no aside.
BACKING = frozenset({"soutien", "solidarité", "appui", "amitié", "fidélité", "loyauté"})
