"""Facts about names that label the gold's actors for the recogniser; common knowledge, written for this project."""


def _names(text: str) -> frozenset[str]:
    return frozenset(name.replace("_", " ") for name in text.split())


# Armed groups, armies and forces under their own name.
GROUPS = _names(
    """
    Daech Daesh EI Etat_islamique État_islamique EIIL ISIS Front_al-Nosra Al-Nosra Nosra Al-Qaïda Al-Qaeda
    Aqmi AQMI Aqpa AQPA Boko_Haram Iswap ISWAP Jnim JNIM GSIM EIGS Ansar_Dine Ansarul_Islam Ansaroul_Islam
    Mujao Al-Mourabitoune Chabab Chebab Shebab Al-Shabaab Al-Shabab al-Shabab Hezbollah Hamas Djihad_islamique
    Jihad_islamique Houthis Houthi Ansarullah Ansar_Allah Hachd Hashd Hachd_al-Chaabi Hached_al-Chaabi
    Peshmergas FDS YPG YPJ PKK Pasdarans Pasdaran Gardiens_de_la_Révolution Tsahal Barkhane Serval Takuba
    Sangaris Misca Minusma MINUSMA Minusca MINUSCA Monusco MONUSCO Finul FINUL Amisom AMISOM Atmis G5_Sahel
    FARDC FAMa FAma FACA Fact FACT M23 ADF Codeco CODECO FDLR Maï-Maï Mai-Mai Wazalendo FSR ANL TPLF OLF Fano
    Séléka Seleka ex-Séléka Anti-balaka CPC Farc FARC ELN Eln Wagner Africa_Corps Azov Rapid_Support_Forces
    Casques_bleus Kataëb_Hezbollah Kataeb_Hezbollah Saraya_al-Salam Asaïb_Ahl_al-Haq Ahrar_al-Cham
    Hayat_Tahrir_al-Cham HTS Armée_syrienne_libre ASL Jaïch_al-Islam Jaich_al-Islam Talibans TTP LRA MNLA CMA
    Gatia Front_Polisario Polisario Komala PDKI Jaish_al-Adl Lashkar-e-Taiba Abou_Sayyaf Abu_Sayyaf Bundeswehr
    Luftwaffe Groupe_de_soutien_à_l'islam_et_aux_musulmans Al-Qaïda_au_Maghreb_islamique VDP CGRI
    Chhatra_League Volontaires_pour_la_défense_de_la_patrie Corps_des_gardiens_de_la_Révolution_islamique
    État_islamique_au_Khorassan Etat_islamique_au_Grand_Sahara État_islamique_au_Grand_Sahara
    """
)

# Media, alliances and bodies of states whose name does not say so.
ORGANISATIONS = _names(
    """
    ONU Onu Otan OTAN Cédéao Cedeao CEDEAO UE UA Union_européenne Union_africaine Ligue_arabe Igad Asean
    Caricom OPEP AIEA OMS UNICEF Unicef HCR HRW CICR MSF OIM CPI Nations_unies Nations_Unies Croix-Rouge
    Croissant-Rouge G7 G20 Al-Manar al-Manar PressTV Press_TV Al-Mayadeen Al-Jazira Al-Jazeera Al_Jazeera
    Al-Arabiya al-Arabiya Anadolu Tasnim Fars Mehr Irna IRNA Isna Mizan Sana SANA Al-Alam al-Alam al-Massirah
    al-Masirah Al-Massirah al-Moustaqbal al-Akhbar Spiegel Washington_Post Wall_Street_Journal New_York_Times
    Guardian Financial_Times Bloomberg BBC CNN RFI AFP AP Reuters TASS Tass Interfax RIA_Novosti KCNA Yonhap
    Xinhua Chine_nouvelle TV5Monde Le_Monde Le_Figaro Libération Rudaw Sabq Haaretz The_Star People_Daily
    Radio_Okapi Télésahel Amnesty_International Human_Rights_Watch Médecins_sans_frontières SOS_Méditerranée
    Alarm_Phone Kremlin Pentagone Maison-Blanche Élysée Elysée Quai_d'Orsay Bundestag Knesset Downing_Street
    Maison_Bleue Naval_Group Ethiopian_Airlines Fatah Pastef Rachad FMI OSDH
    Observatoire_syrien_des_droits_de_l'homme Viasna DAG Dyck_Advisory_Group Hirak DIHA Snai
    """
)

# Places that the country list writes otherwise.
PLACES = _names(
    """
    Arabie_saoudite Émirats Émirats_arabes_unis Emirats_arabes_unis États-Unis Etats-Unis Corée_du_Nord
    Corée_du_Sud Centrafrique RDC Bélarus Biélorussie Birmanie Kurdistan Cisjordanie Gaza Crimée Donbass
    Azawad Haut-Karabakh Sahel Cachemire Somaliland Kosovo Palestine Afrique Europe Asie Amérique
    Proche-Orient Moyen-Orient Maghreb Caire Le_Caire Kiev Washington Pékin Riyad Téhéran Damas Bagdad
    Jérusalem Tel-Aviv Tel_Aviv New_York Genève Bruxelles Côte_d'Ivoire
    """
)

# First words that make a name an armed one.
GROUP_HEADS = _names(
    """
    armée armées force forces brigade brigades bataillon bataillons milice milices front légion garde gardes
    régiment division opération unité unités gendarmerie police marine coalition comités gang résistance
    bouclier escadron
    """
)

# First words that make a name an organisation.
ORG_HEADS = _names(
    """
    conseil comité commission ministère union ligue parti organisation agence observatoire association
    fédération cour tribunal parlement assemblée sénat chambre communauté fonds banque croix-rouge
    croissant-rouge nations programme haut-commissariat institut centre alliance plateforme plate-forme
    gouvernement mission congrès syndicat confédération télévision radio groupe rassemblement bureau société
    compagnie coordination collectif autorité mouvement conférence maison-blanche pentagone kremlin élysée
    elysée quai bundestag knesset otan onu ue cédéao cedeao amnesty human médecins reuters afp
    """
)

# Common nouns and forms of address before a person's name.
TITLES = _names(
    """
    m. mme mm. dr président présidente premier-ministre ministre général colonel commandant capitaine
    lieutenant lieutenant-colonel maréchal amiral cheikh ayatollah imam roi prince émir sultan chancelier
    chancelière député gouverneur maire porte-parole chef chefs ambassadeur secrétaire sénateur sergent major
    professeur avocat journaliste mollah cardinal pape général-major opposant opposante leader patron
    homologue émissaire envoyé vice-président ex-président
    """
)

# Words before a place.
PLACE_CUES = _names("à près vers depuis ville village localité province région district quartier bourg camp aéroport")

# Capitalised words that name nobody.
NOT_NAMES = _names(
    """
    Premier Premier_ministre État Etat États Nord Sud Est Ouest Occident Transition Alliance Mission
    Conférence Constitution Dieu Français Française Américains Russes Ukrainiens Kurdes Turcs Israéliens
    Palestiniens Syriens Irakiens Iraniens Maliens Rwandais Chinois Européens Arabes Occidentaux Burkinabè
    Nigériens Arméniens Azerbaïdjanais Vingt-Sept Finances Défense Intérieur Justice Santé Transports Sécurité
    Affaires Renseignement Britanniques Tchadiens Émiratis
    """
)
