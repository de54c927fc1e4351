"""The error browser: an evaluation as one HTML page that needs nothing beside it, to step through what went wrong.

All text is escaped by markupsafe, and the page forbids itself the network. The script filters and steps; what there is
to see stands in the page without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from nlp.evaluation.browser_text import READ, Mark, marked_text
from nlp.evaluation.errors import SLOTS, ErrorKind, Finding, findings
from nlp.evaluation.figures import Judged, evaluate
from nlp.evaluation.report import ERRORS, summary
from nlp.evaluation.slots import Comparison, Value, compare

_HERE = Path(__file__).parent
_PAGE = Markup("""\
<!doctype html>
<html lang="fr"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
script-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Errors: {title}</title><style>{style}</style></head>
<body><header lang="en"><h1>{title}</h1><p class="figures">{figures}</p>
<form>{filters}<label><input type="checkbox" name="right" checked> right ones too</label>
<output></output><span class="keys"><kbd>n</kbd> next <kbd>p</kbd> previous</span>
<span class="legend"><mark class="gold">gold trigger</mark> <mark class="said">said trigger</mark>
<mark class="gold said">both</mark> <mark class="seen">read from</mark></span></form></header>
<main>{articles}<p class="none" lang="en" hidden>Nothing fits these filters.</p></main>
<script>{script}</script></body></html>
""")
_ARTICLE = Markup("""\
<article data-article="{id}"><div class="text"><h2>{id}{off_topic}</h2><p class="about">{about}</p>
<p class="body">{text}</p></div><div class="cards">{cards}</div></article>
""")
_CARD = Markup("""\
<section class="card{state}" id="{id}" tabindex="-1" data-errors="{errors}" data-types="{types}" lang="en">
<h3>{tags}</h3><p class="sentence" lang="fr">{sentence}</p>
<table><tr><th></th><th>gold</th><th>said</th></tr>
<tr{type_class}><th>type</th><td>{gold}</td><td>{said}</td></tr>{rows}</table></section>
""")
_ROW = Markup("<tr{state}><th>{slot}</th><td>{gold}</td><td>{said}</td></tr>")
_SELECT = Markup('<label>{name} <select name="{name}"><option value="">all</option>{options}</select></label>\n')
_NOTHING = Markup('<span class="empty">nothing</span>')
_EMPTY = Markup('<p class="none" lang="en">No event, neither in the gold nor said.</p>')
_WRONG = Markup(' class="wrong"')
_OPTION = Markup('<option value="{value}">{label}</option>')


def page(articles: Sequence[Judged], title: str) -> str:
    """Write the page of an evaluation: every article's text with both sides' triggers, and every event side by side."""
    numbered = [(article, findings(article)) for article in articles]
    return str(
        _PAGE.format(
            title=title,
            style=Markup((_HERE / "browser.css").read_text(encoding="utf-8")),
            script=Markup((_HERE / "browser.js").read_text(encoding="utf-8")),
            figures=_figures(articles),
            filters=_filters(numbered),
            articles=Markup("").join(_article(n, *one) for n, one in enumerate(numbered, 1)),
        )
    )


def _figures(articles: Sequence[Judged]) -> str:
    result = evaluate(articles)
    total = result.total
    shares = {"detect F1": total.detect.f1, **{f"{name} F1": rates.f1 for name, rates in total.names.items()}}
    shares |= dict(total.facts) | {"EVENT F1": total.event.f1}
    counts = f"{result.articles} articles, {total.gold} gold events, {total.said} said"
    return " · ".join([counts, *(f"{name} {value:.1%}" for name, value in shares.items())])


def _filters(numbered: Sequence[tuple[Judged, Sequence[Finding]]]) -> Markup:
    found = [finding for _, some in numbered for finding in some]
    counts = {str(error): sum(error in finding.errors for finding in found) for error in ERRORS}
    kinds = {kind.value: sum(any(e.endswith(kind) for e in f.errors) for f in found) for kind in ErrorKind}
    slots = {slot: sum(any(e.startswith(f"{slot} ") for e in f.errors) for f in found) for slot in SLOTS}
    types: dict[str, int] = {}
    for finding in found:
        for kind in _types(finding):
            types[kind] = types.get(kind, 0) + 1
    ids = {article.gold.article.id: sum(bool(f.errors) for f in some) for article, some in numbered}
    chosen = {"error": counts, "kind": kinds, "slot": slots, "type": dict(sorted(types.items())), "article": ids}
    return Markup("").join(_select(name, options) for name, options in chosen.items())


def _select(name: str, options: dict[str, int]) -> Markup:
    shown = (_OPTION.format(value=v, label=f"{v} ({count})") for v, count in options.items() if count)
    return _SELECT.format(name=name, options=Markup("").join(shown))


def _article(number: int, article: Judged, found: Sequence[Finding]) -> Markup:
    gold = article.gold.article
    named = [(f"a{number}e{position}", finding) for position, finding in enumerate(found, 1)]
    marks = [mark for name, finding in named for mark in (*_triggers(finding, name), *_read(finding, name))]
    about = (gold.title, gold.publisher, gold.published.isoformat())
    return _ARTICLE.format(
        id=gold.id,
        off_topic=" (off topic)" if article.gold.off_topic else "",
        about=" · ".join(part for part in about if part),
        text=marked_text(gold.text, 0, marks),
        cards=Markup("").join(_card(finding, name) for name, finding in named) or _EMPTY,
    )


def _triggers(finding: Finding, name: str) -> list[Mark]:
    sides = (("gold", finding.gold), ("said", finding.said))
    return [Mark(event.trigger, side, name) for side, event in sides if event is not None]


def _read(finding: Finding, name: str) -> list[Mark]:
    """Mark what the said slots were read from."""
    values = (value for row in _comparisons(finding) for value in row.said)
    return [Mark(proof.span, READ, name) for value in values for proof in value.evidence]


def _comparisons(finding: Finding) -> list[Comparison]:
    rows = (compare(slot, finding.said, finding.gold, crossed=finding.crossed) for slot in SLOTS)
    return [row for row in rows if row.gold or row.said]


def _card(finding: Finding, name: str) -> Markup:
    tags = [*finding.errors, *(("sides crossed",) if finding.crossed else ())] or ["right"]
    nothing = [_NOTHING if event is not None else Markup("") for event in (finding.gold, finding.said)]
    return _CARD.format(
        id=name,
        state="" if finding.errors else " right",
        errors="|".join(finding.errors),
        types=" ".join(_types(finding)),
        tags=Markup(" ").join(Markup('<span class="tag">{}</span>').format(tag) for tag in tags),
        sentence=marked_text(finding.sentence.text, finding.sentence.start, _triggers(finding, name)),
        type_class=_WRONG if finding.kind else "",
        gold=summary(finding.gold),
        said=summary(finding.said, with_confidence=True),
        rows=Markup("").join(_row(row, *nothing) for row in _comparisons(finding)),
    )


def _row(row: Comparison, gold_empty: Markup, said_empty: Markup) -> Markup:
    gold, said = _values(row.gold) or gold_empty, _values(row.said) or said_empty
    return _ROW.format(state=_WRONG if row.wrong else "", slot=row.slot, gold=gold, said=said)


def _types(finding: Finding) -> list[str]:
    events = (finding.gold, finding.said)
    return list(dict.fromkeys(event.type.value for event in events if event is not None))


def _values(values: Sequence[Value]) -> Markup:
    return Markup("").join(_value(value) for value in values)


def _value(value: Value) -> Markup:
    state = "" if value.right else Markup(' class="off"')
    also = Markup(' <span class="also" lang="fr">{}</span>').format(" = ".join(value.also)) if value.also else ""
    read = Markup("; ").join(
        Markup('<q lang="fr">{}</q> {} <span class="at">at {}</span>').format(e.span.text, e.reason, e.span.start)
        for e in value.evidence
    )
    proof = Markup('<div class="evidence">{}</div>').format(read) if read else ""
    return Markup('<div{}><b lang="fr">{}</b>{}{}</div>').format(state, value.text, also, proof)
