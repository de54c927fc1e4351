"""What French articles call people who have no name of their own, in English and in Arabic. Data alone.

French | English | Arabic, in the number and with the article-less form that lists show.
"""

PEOPLE = """
adolescents | teenagers | مراهقون
armée | army | جيش
armée de l'air | air force | القوات الجوية
armée du régime | regime army | جيش النظام
assaillants | attackers | مهاجمون
assaillant | attacker | مهاجم
associations | associations | جمعيات
autorités | authorities | السلطات
aviation | air force | سلاح الجو
avocats | lawyers | محامون
bandits | bandits | قطاع طرق
blessés | wounded people | جرحى
captifs | captives | أسرى
casques bleus | peacekeepers | قوات حفظ السلام
chauffeurs | drivers | سائقون
chiites | Shiites | شيعة
chrétiens | Christians | مسيحيون
civils | civilians | مدنيون
civil | civilian | مدني
coalition | coalition | التحالف
coalition arabe | Arab coalition | التحالف العربي
coalition internationale | international coalition | التحالف الدولي
combattants | fighters | مقاتلون
combattants kurdes | Kurdish fighters | مقاتلون أكراد
commando | commando | وحدة خاصة
commerçants | traders | تجار
communauté internationale | international community | المجتمع الدولي
contestataires | protesters | محتجون
coalition dirigée par les États-Unis | US-led coalition | التحالف بقيادة الولايات المتحدة
croyants | worshippers | مصلون
déplacés | displaced people | نازحون
députés | members of parliament | نواب
détenus | detainees | معتقلون
diplomates | diplomats | دبلوماسيون
djihadistes | jihadists | جهاديون
donateurs | donors | مانحون
élèves | pupils | تلاميذ
enfants | children | أطفال
enseignants | teachers | معلمون
état-major | general staff | هيئة الأركان
étudiants | students | طلاب
experts | experts | خبراء
familles | families | عائلات
famille | family | عائلة
femmes | women | نساء
fidèles | worshippers | مصلون
filles | girls | فتيات
fonctionnaires | civil servants | موظفون
force | force | قوة
forces | forces | قوات
forces armées | armed forces | القوات المسلحة
forces de l'ordre | security forces | قوات الأمن
forces de sécurité | security forces | قوات الأمن
forces gouvernementales | government forces | القوات الحكومية
forces loyalistes | loyalist forces | القوات الموالية
forces progouvernementales | pro-government forces | القوات الموالية للحكومة
forces spéciales | special forces | القوات الخاصة
foule | crowd | حشد
frondeurs | rebels | متمردون
garde présidentielle | presidential guard | الحرس الرئاسي
gardes-frontières | border guards | حرس الحدود
gendarmes | gendarmes | دركيون
gendarmerie | gendarmerie | الدرك
gouvernement | government | الحكومة
gouvernement d'union nationale | national unity government | حكومة الوحدة الوطنية
groupe armé | armed group | جماعة مسلحة
groupes armés | armed groups | جماعات مسلحة
groupes rebelles | rebel groups | جماعات متمردة
habitants | residents | سكان
hommes | men | رجال
hommes armés | armed men | مسلحون
hommes cagoulés | hooded men | ملثمون
hommes masqués | masked men | ملثمون
humanitaires | aid workers | عمال إغاثة
inconnus | unknown persons | مجهولون
individus | individuals | أشخاص
insurgés | insurgents | متمردون
islamistes | Islamists | إسلاميون
jeunes | young people | شبان
jihadistes | jihadists | جهاديون
journalistes | journalists | صحفيون
journaliste | journalist | صحفي
justice | courts | القضاء
kamikaze | suicide bomber | انتحاري
kamikazes | suicide bombers | انتحاريون
kurdes | Kurds | أكراد
lycéens | secondary pupils | تلاميذ ثانويات
malades | patients | مرضى
manifestants | protesters | متظاهرون
marins | sailors | بحارة
médecins | doctors | أطباء
médias | media | وسائل إعلام
mercenaires | mercenaries | مرتزقة
mercenaires étrangers | foreign mercenaries | مرتزقة أجانب
migrants | migrants | مهاجرون
militaires | soldiers | عسكريون
militants | activists | ناشطون
milices | militias | ميليشيات
milice | militia | ميليشيا
miliciens | militiamen | عناصر ميليشيا
ministère | ministry | الوزارة
musulmans | Muslims | مسلمون
officiers | officers | ضباط
ONG | NGOs | منظمات غير حكومية
opposants | opponents | معارضون
opposition | opposition | المعارضة
otages | hostages | رهائن
ouvriers | workers | عمال
ouvriers étrangers | foreign workers | عمال أجانب
parlement | parliament | البرلمان
parquet | public prosecutor | النيابة العامة
passants | passers-by | مارة
pèlerins | pilgrims | حجاج
personnes | people | أشخاص
pirates | pirates | قراصنة
police | police | الشرطة
policiers | police officers | شرطيون
policier | police officer | شرطي
population | population | السكان
pouvoir | authorities | السلطة
présidence | presidency | الرئاسة
prisonniers | prisoners | سجناء
putschistes | coup plotters | انقلابيون
ravisseurs | kidnappers | خاطفون
rebelles | rebels | متمردون
réfugiés | refugees | لاجئون
régime | regime | النظام
renseignements militaires | military intelligence | الاستخبارات العسكرية
reporters | reporters | مراسلون
riverains | residents | سكان
sécessionnistes | secessionists | انفصاليون
séparatistes | separatists | انفصاليون
services de sécurité | security services | الأجهزة الأمنية
soldats | soldiers | جنود
soldat | soldier | جندي
sunnites | Sunnis | سنة
supplétifs | auxiliaries | قوات رديفة
suspects | suspects | مشتبه بهم
syndicats | trade unions | نقابات
témoins | witnesses | شهود
terroristes | terrorists | إرهابيون
tireurs | gunmen | مسلحون
tribus | tribes | قبائل
troupes | troops | قوات
unités antiterroristes | counter-terrorism units | وحدات مكافحة الإرهاب
villageois | villagers | قرويون
"""
