"""Pages of our own in the manners of newspapers, agencies and blogs; what they tell is invented."""

from __future__ import annotations

BODY = (
    "L'armée irakienne a repris mercredi le village de Tall Banat, au sud de Sinjar, aux combattants de Daesh.",
    "Selon un porte-parole des forces armées, trois soldats ont été tués et onze autres blessés dans les combats, qui "
    "ont duré deux jours. Les démineurs ont commencé à fouiller les maisons du village.",
    "Des milliers d'habitants avaient fui la région depuis le début du mois, d'après une association locale qui leur "
    "vient en aide dans les camps des environs.",
)
TITLE = "Irak : l'armée reprend Tall Banat"
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)

_MENU = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("monde", "politique", "sport", "culture"))
_ELSEWHERE = (
    "<aside><h3>À lire aussi</h3><ul><li><a href='/1'>Le prix du pain augmente encore à Tunis</a></li>"
    "<li><a href='/2'>Football : la finale reportée</a></li></ul></aside>"
)

MODERN = f"""<!DOCTYPE html>
<html lang="fr-FR"><head><meta charset="utf-8"><title>{TITLE} | Le Quotidien du Fleuve</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="Le Quotidien du Fleuve">
<meta property="og:type" content="article">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "{TITLE}",
"datePublished": "2017-05-19T08:12:00+02:00", "dateModified": "2017-05-21T10:00:00+02:00",
"publisher": {{"@type": "Organization", "name": "Le Quotidien du Fleuve"}}}}</script>
<script>var consent = {{"cookies": true}};</script></head>
<body><header><nav><ul>{_MENU}</ul></nav></header>
<main><article><h1>{TITLE}</h1><div class="byline">Par la rédaction</div><div class="article-body">{PARAGRAPHS}</div>
<div class="share"><a href="#">Partager</a> <a href="#">Envoyer</a></div></article>{_ELSEWHERE}</main>
<section class="comments"><h2>Commentaires</h2><p>Quelle tristesse, tout cela, écrit un lecteur.</p></section>
<footer>© 2014-2017 Le Quotidien du Fleuve. Tous droits réservés. Nous utilisons des cookies.</footer></body></html>"""

TABLES = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">
<title>{TITLE}</title><meta name="date" content="2017-05-19"></head>
<body bgcolor="#ffffff"><table width="760"><tr>
<td width="150"><a href="a.html">Accueil</a><br><a href="b.html">Archives</a>
</td><td><font size="5"><b>{TITLE}</b></font><br>{PARAGRAPHS}</td></tr></table></body></html>"""

BLOG = f"""<!doctype html><html lang="fr"><head>
<meta charset="utf-8"><title>{TITLE} – Carnets de Mésopotamie</title></head>
<body class="single-post"><div id="page"><div id="content"><article class="post hentry">
<header class="entry-header"><h1 class="entry-title">{TITLE}</h1>
<time class="entry-date published" datetime="2017-05-19T09:00:00+00:00">19 mai 2017</time></header>
<div class="entry-content">{PARAGRAPHS}</div></article></div>
<div id="secondary"><h2>Archives</h2><ul><li><a href="/2016/04">avril 2016</a></li></ul></div></div></body></html>"""

METADATA_ONLY = f"""<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{TITLE}</title>
<meta property="article:published_time" content="2017-05-19T22:30:00+03:00">
<meta property="og:site_name" content="Agence du Tigre"></head>
<body><div class="content"><h1>{TITLE}</h1>{PARAGRAPHS}</div></body></html>"""

UNDATED = f"""<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{TITLE}</title></head>
<body><div class="top"><ul>{_MENU}</ul></div><div class="content"><h1>{TITLE}</h1>{PARAGRAPHS}</div>
<div class="footer">© 2014 Agence du Tigre</div></body></html>"""

COOKIE_WALL = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Le Quotidien du Fleuve</title></head>
<body><div class="wall"><h1>Votre vie privée nous importe</h1>
<p>Avec votre accord, nos partenaires et nous utilisons des cookies ou traceurs pour stocker et consulter des données
personnelles comme votre visite sur ce site. Vous pouvez retirer votre consentement à tout moment.</p>
<p>Nos 842 partenaires traitent des données personnelles pour mesurer l'audience et afficher des publicités.</p>
<button>Accepter</button> <button>Paramétrer les cookies</button></div></body></html>"""

EMPTY_SHELL = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Chargement</title>
<script src="/app.js"></script></head><body><div id="root"></div>
<noscript>Activez JavaScript pour lire cette page.</noscript></body></html>"""

ARABIC = """<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>الجيش يستعيد قرية</title>
<meta property="article:published_time" content="2017-05-19T10:00:00+03:00"></head><body><article>
<h1>الجيش يستعيد قرية</h1><p>استعادت القوات العراقية السيطرة على قرية قرب تلعفر بعد معارك عنيفة استمرت يومين مع مسلحي
التنظيم، وفق ما أعلن متحدث باسم الجيش يوم الأربعاء.</p><p>وقتل ثلاثة جنود وأصيب أحد عشر آخرون بجروح في المعارك التي
دارت في محيط القرية، في حين فر آلاف السكان من المنطقة.</p></article></body></html>"""
