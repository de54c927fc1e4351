"""Words that name a kind of actor or place and not one of them, folded (lower-case ASCII); an alias made of them alone
would make «/events groupe» answer with whatever group an article last called so.

Left out on purpose: adjectives of nations («irakienne») and names that are words too («Talibans», «Casques blancs»),
since with them a form does tell one from another.
"""

GENERIC = frozenset(
    """
    a au aux avec ce ces cet cette contre d dans de des du en et l la le les leur leurs par pour sa ses son sous
    sur un une adversaire adversaires agresseur agresseurs allie allies alliance appareil armee armees arme
    armes armement assaillant assaillants attaquant attaquants autorite autorites aviation avion avions
    bataillon brigade camp capitale cellule chasse chef chefs chretiens civil civile civils coalition combattant
    combattants commandant commandement commandants commando commandos communaute compagnie conseil convoi cour
    delegation dirigeant dirigeants diplomatie diplomate diplomates djihadiste djihadistes elements ennemi
    ennemis equipe etat etats etranger etrangere etrangeres etrangers extremiste extremistes faction factions
    famille familles femme femmes force forces formation front garde gardes general generaux gens gouvernement
    groupe groupes groupuscule guerre habitant habitants homme hommes institution instance insurge insurges
    insurrection islamiste islamistes jeune jeunes jihadiste jihadistes journaliste journalistes leader leaders
    maire manifestant manifestants medecin medecins membre membres milice milices milicien miliciens militaire
    militaires militant militants ministere ministre ministres mouvement musulmans nation national nationale
    nationales nationaux officiel officiels officier officiers opposant opposants opposition organisation
    organisations otage otages parlement parti partis partisans patron pays personne personnes peuple police
    policier policiers politique population populations porte parole pouvoir premier president prisonnier
    prisonniers procureur puissance puissances rebelle rebelles rebellion refugies regime religieux representant
    representants republique responsable responsables reseau ressortissants royaume securite service services
    societe soldat soldats source sources special speciale speciales speciaux suspect suspects terrorisme
    terroriste terroristes tribu tribunal tribus troupe troupes unite unites victime victimes aeroport
    agglomeration aire base bourg bourgade canton centre checkpoint cite colline commune cote desert departement
    district endroit est fleuve fief frontiere frontieres gouvernorat hameau hopital ile lac lieu lieux littoral
    localite localites marche mer metropole mont montagne montagnes mosquee moyen nord ouest palais place plaine
    poche pont port poste proche province provinces quartier quartiers region regions rive riviere route rue
    sanctuaire secteur secteurs site sud territoire territoires vallee vieille vieux ville villes village
    villages voisin voisine zone zones army armed authorities city civilians fighters government group groups
    military militia minister movement of officials organization party people rebels soldiers state terrorists
    the town troops
    """.split()  # noqa: SIM905 (a list of 340 lines would be no easier to read)
)
