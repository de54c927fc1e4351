"""What harms people without a doer: disasters, diseases, accidents, animals. No logic; see `nlp.trigger_nature`.

Of 2,859 annotated articles not one tells of an event that one of these did.
"""

# ruff: noqa: SIM905 (long word lists read better as text)

# Absent on purpose: «feu» and «flammes» (somebody lit them in most dispatches), «marée» (of people), «branche» (armed),
# «réplique» (of an army), «pierre» (thrown), «lion», «tigre», «loup» (by which armed groups call themselves).
FORCES = frozenset(
    """
    cyclone typhon inondation crue foudre séisme tsunami raz-de-marée mousson sécheresse canicule verglas gel neige vent
    bourrasque averse grêlon volcan lave boue éboulement éboulis glissement tremblement secousse glacier
    épidémie pandémie choléra ebola virus coronavirus covid covid-19 paludisme malaria rougeole fièvre grippe peste
    maladie famine faim malnutrition tuberculose méningite poliomyélite dengue diphtérie typhus bactérie infection
    cancer infarctus noyade
    accident collision carambolage déraillement naufrage crash effondrement bousculade court-circuit grisou
    crocodile requin éléphant hippopotame ours criquet sauterelle serpent moustique abeille frelon rat chenille
    arbre rocher
    """.split()
)

# So are these, but «une pluie d'obus» and «une tempête de feu» are none of nature's.
IMAGES = frozenset("tempête orage ouragan tornade pluie grêle avalanche coulée éruption déluge vague rafale".split())
OF_NATURE = frozenset("neige grêle sable boue terre lave pierre chaleur froid eau roche vent pluie poussière".split())
ONLY_OF_NATURE = frozenset("vague rafale coulée".split())

# Fires and blasts are accidents, unless their sentence tells of weapons or of who did it.
FIRES = frozenset({"incendie", "brasier", "explosion", "déflagration"})
BURSTING = frozenset(
    """
    chaudière citerne camion-citerne bonbonne bouteille gaz gazoduc oléoduc transformateur réservoir pneu chauffe-eau
    réchaud grisou usine raffinerie silo laiterie boulangerie nitrate ammonium butane propane
    """.split()
)
DONE = frozenset(
    """
    criminel volontaire volontairement délibéré délibérément intentionnel allumer bouter piégé piéger saboter sabotage
    attentat attaque assaut raid frappe tir bombe bombardement obus missile roquette drone mine grenade engin explosif
    dynamite cocktail molotov kamikaze toucher abattre dca suicide foncer frapper attaquer bombarder viser
    cibler tirer revendiquer
    """.split()
)

VEHICLES = frozenset(
    """
    train tram tramway bus autocar autobus minibus car camion camionnette voiture véhicule poids-lourd taxi moto
    locomotive tracteur berline avion hélicoptère planeur ferry cargo chalutier pétrolier tricycle motocyclette wagon
    """.split()
)
AIRCRAFT = frozenset({"avion", "hélicoptère", "appareil", "boeing", "airbus", "aéronef", "planeur", "avionnette"})
OBSTACLES = frozenset("arbre poteau pylône parapet platane glissière ravin talus iceberg récif quai vache".split())
COLLIDING = frozenset({"percuter", "heurter", "emboutir", "télescoper", "tamponner", "faucher", "renverser", "écraser"})
# What befalls those who are in an accident, as the trigger of an event.
BEFALLING = frozenset(
    """
    tuer blesser mourir périr décéder succomber perdre emporter ensevelir brûler noyer écraser électrocuter asphyxier
    carboniser détruire ravager dévaster endommager disparaître engloutir faucher piétiner
    """.split()
)
