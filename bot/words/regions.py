"""First-level regions whose English or Arabic name no source tells as the press writes it. Data alone.

French | English | Arabic; written for this project. The others have theirs from the gazetteer.
"""

_TABLE = """
Badghis | Badghis | بادغيس
Baghlan | Baghlan | بغلان
Bamiyan | Bamyan | باميان
Daïkondi | Daykundi | دايكندي
Djozdjan | Jowzjan | جوزجان
Faryab | Faryab | فارياب
Ghor | Ghor | غور
Hérat | Herat | هرات
Kapissa | Kapisa | كابيسا
Kounar | Kunar | كونر
Laghman | Laghman | لغمان
Logar | Logar | لوكر
Nimroz | Nimruz | نيمروز
Nouristan | Nuristan | نورستان
Parwan | Parwan | بروان
Samangan | Samangan | سمنكان
Sar-e Pol | Sar-e Pol | سربل
Uruzgan | Uruzgan | أروزكان
Wardak | Wardak | وردك
Zabol | Zabul | زابل
Kunduz | Kunduz | قندوز
Centre-Est | Centre-Est | الوسط الشرقي
Centre-Nord | Centre-Nord | الوسط الشمالي
Centre-Sud | Centre-Sud | الوسط الجنوبي
Hauts-Bassins | Hauts-Bassins | أو-باسان
Centre | Centre | الوسط
Adamaoua | Adamawa | أداماوا
Centre (Cameroun) | Centre | الوسط
Est (Cameroun) | East | الشرق
Littoral (Cameroun) | Littoral | الساحلي
Nord (Cameroun) | North | الشمال
Nord-Ouest (Cameroun) | Northwest | الشمال الغربي
Ouest (Cameroun) | West | الغرب
Sud (Cameroun) | South | الجنوب
Sud-Ouest (Cameroun) | Southwest | الجنوب الغربي
Extrême-Nord | Far North | أقصى الشمال
Ombella-M'Poko | Ombella-M'Poko | أومبيلا مبوكو
Mbomou | Mbomou | مبومو
Haut-Mbomou | Haut-Mbomou | مبومو العليا
Haute-Kotto | Haute-Kotto | كوتو العليا
Basse-Kotto | Basse-Kotto | كوتو السفلى
Ouham | Ouham | أوهام
Ouham-Pendé | Ouham-Pendé | أوهام بيندي
Ouaka | Ouaka | أواكا
Vakaga | Vakaga | فاكاغا
Bamingui-Bangoran | Bamingui-Bangoran | بامينغي بانغوران
Bas-Uele | Bas-Uele | أويلي السفلى
Haut-Uele | Haut-Uele | أويلي العليا
Haut-Lomami | Haut-Lomami | لومامي العليا
Kasaï-Oriental | Kasai-Oriental | كاساي الشرقية
Kongo central | Kongo Central | الكونغو الوسطى
Maniema | Maniema | مانييما
Maï-Ndombe | Mai-Ndombe | ماي ندومبي
Tshopo | Tshopo | تشوبو
Tanganyika (province) | Tanganyika | تنجانيقا
Équateur (province) | Équateur | الاستوائية
Harari | Harari | هرر
Sidama | Sidama | سيداما
Somali (région) | Somali | الصومال
Éthiopie centrale | Central Ethiopia | وسط إثيوبيا
Éthiopie du Sud | South Ethiopia | جنوب إثيوبيا
Éthiopie du Sud-Ouest | South West Ethiopia | جنوب غرب إثيوبيا
Alborz | Alborz | ألبرز
Ardabil | Ardabil | أردبيل
Azerbaïdjan occidental | West Azerbaijan | أذربيجان الغربية
Azerbaïdjan oriental | East Azerbaijan | أذربيجان الشرقية
Bouchehr | Bushehr | بوشهر
Fars (province) | Fars | فارس
Golestan | Golestan | كلستان
Guilan | Gilan | كيلان
Hamadan | Hamadan | همدان
Hormozgan | Hormozgan | هرمزكان
Ilam | Ilam | إيلام
Kermanchah | Kermanshah | كرمانشاه
Khorassan méridional | South Khorasan | خراسان الجنوبية
Khorassan septentrional | North Khorasan | خراسان الشمالية
Khorassan-e Razavi | Razavi Khorasan | خراسان الرضوية
Kurdistan iranien | Iranian Kurdistan | كردستان إيران
Lorestan | Lorestan | لرستان
Markazi | Markazi | مركزي
Mazandaran | Mazandaran | مازندران
District central (Israël) | Central District | المنطقة الوسطى
District nord (Israël) | Northern District | المنطقة الشمالية
District sud (Israël) | Southern District | المنطقة الجنوبية
Deir ez-Zor | Deir ez-Zor | دير الزور
Homs | Homs | حمص
Soueïda | Sweida | السويداء
Hassaké | Hasakah | الحسكة
Rif Damas | Rif Dimashq | ريف دمشق
Adyguée | Adygea | أديغيا
Bachkirie | Bashkortostan | باشكورتوستان
Bouriatie | Buryatia | بورياتيا
Kabardino-Balkarie | Kabardino-Balkaria | قبردينو بلقاريا
Kalmoukie | Kalmykia | كالميكيا
Karatchaïevo-Tcherkessie | Karachay-Cherkessia | قراتشاي تشيركيسيا
Ossétie du Nord | North Ossetia | أوسيتيا الشمالية
Région de Koursk | Kursk Oblast | مقاطعة كورسك
Région de Leningrad | Leningrad Oblast | مقاطعة لينينغراد
Région de Rostov | Rostov Oblast | مقاطعة روستوف
Région de Krasnoïarsk | Krasnoyarsk Krai | إقليم كراسنويارسك
Région de Stavropol | Stavropol Krai | إقليم ستافروبول
Région de Mourmansk | Murmansk Oblast | مقاطعة مورمانسك
Région de Sverdlovsk | Sverdlovsk Oblast | مقاطعة سفيردلوفسك
Région de Tcheliabinsk | Chelyabinsk Oblast | مقاطعة تشيليابينسك
Tatarstan | Tatarstan | تتارستان
Mer Rouge (État) | Red Sea | البحر الأحمر
Nil (État) | River Nile | نهر النيل
Nil Blanc | White Nile | النيل الأبيض
État du Nord (Soudan) | Northern | الشمالية
Bas-Juba | Lower Juba | جوبا السفلى
Moyen-Juba | Middle Juba | جوبا الوسطى
Benadir | Banadir | بنادر
Bari | Bari | بري
Bay | Bay | باي
Bakool | Bakool | بكول
Galguduud | Galguduud | غلغدود
Gedo | Gedo | غدو
Mudug | Mudug | مدق
Nugaal | Nugaal | نغال
Sanaag | Sanaag | سناج
Sool | Sool | سول
Togdheer | Togdheer | توغدير
Awdal | Awdal | أودل
Bahr el-Ghazal du Nord | Northern Bahr el Ghazal | شمال بحر الغزال
Bahr el-Ghazal occidental | Western Bahr el Ghazal | غرب بحر الغزال
Lacs (État) | Lakes | البحيرات
Unité (État) | Unity | الوحدة
Warrap | Warrap | واراب
Équatoria-Oriental | Eastern Equatoria | شرق الاستوائية
Hatay | Hatay | هاتاي
Hakkari | Hakkari | هكاري
Mersin | Mersin | مرسين
Sanliurfa | Sanliurfa | شانلي أورفا
Mus | Mus | موش
Agri | Agri | آغري
Oblast de Dnipropetrovsk | Dnipropetrovsk Oblast | مقاطعة دنيبروبيتروفسك
Oblast de Louhansk | Luhansk Oblast | مقاطعة لوغانسك
Oblast de Kirovohrad | Kirovohrad Oblast | مقاطعة كيروفوهراد
Oblast de Vinnytsia | Vinnytsia Oblast | مقاطعة فينيتسيا
Oblast de Tcherkassy | Cherkasy Oblast | مقاطعة تشيركاسي
Oblast de Tchernivtsi | Chernivtsi Oblast | مقاطعة تشيرنيفتسي
Oblast d'Ivano-Frankivsk | Ivano-Frankivsk Oblast | مقاطعة إيفانو فرانكيفسك
Oblast de Khmelnytskyï | Khmelnytskyi Oblast | مقاطعة خملنيتسكي
Transcarpatie | Zakarpattia | زاكارباتيا
Volhynie | Volyn | فولين
Gaza (Mozambique) | Gaza | غزة
Zambézie | Zambezia | زامبيزيا
Niassa | Niassa | نياسا
Sud-Sinaï | South Sinai | جنوب سيناء
Assiout (gouvernorat) | Asyut | أسيوط
Gizeh (gouvernorat) | Giza | الجيزة
Matrouh | Matrouh | مطروح
État Chin | Chin | تشين
État Karen | Kayin | كايين
État Môn | Mon | مون
Azad Cachemire | Azad Kashmir | آزاد كشمير
Gilgit-Baltistan | Gilgit-Baltistan | غلغت بلتستان
Pendjab pakistanais | Punjab | البنجاب
Sind | Sindh | السند
Pendjab indien | Punjab | البنجاب
Jammu-et-Cachemire | Jammu and Kashmir | جامو وكشمير
Delhi (territoire) | Delhi | دلهي
Bengale-Occidental | West Bengal | البنغال الغربية
Assam | Assam | آسام
Gujarat | Gujarat | غوجارات
Alibori | Alibori | أليبوري
Atacora | Atakora | أتاكورا
Borgou | Borgou | بورغو
Savanes | Savanes | السافانا
Mandera (comté) | Mandera | مانديرا
Wajir (comté) | Wajir | واجير
Turkana | Turkana | توركانا
Corse | Corsica | كورسيكا
Île-de-France | Île-de-France | إيل دو فرانس
Californie | California | كاليفورنيا
Floride | Florida | فلوريدا
Texas | Texas | تكساس
Virginie | Virginia | فرجينيا
Bavière | Bavaria | بافاريا
Basse-Saxe | Lower Saxony | ساكسونيا السفلى
Saxe | Saxony | ساكسونيا
Sicile | Sicily | صقلية
Sardaigne | Sardinia | سردينيا
Andalousie | Andalusia | الأندلس
Pays basque | Basque Country | إقليم الباسك
"""

REGIONS: dict[str, dict[str, str]] = {
    french: {"en": english, "ar": arabic}
    for french, english, arabic in (line.split(" | ") for line in _TABLE.strip().splitlines())
}
"""English and Arabic names by the French one of the gazetteer."""
