"""English words of questions and filters. No logic; the reading stands in `bot.questions` and `bot.query_filters`."""

HAPPENED = """
what happened, what s happened, whats happened, what has happened, what has been happening, what has been going on,
what s been happening, what s been going on, what happend, wat happened, what is happening,
what s happening, whats happening, what is going on, what s going on, whats going on, what went on, what s new,
what is new, whats new, what is the latest, what s the latest, whats the latest, latest, the latest, latest news,
anything new, anything happen, anything happened, something happen, something happened, happened, happening, news,
any news, everything, everything about, all about, events, event, incident, incidents, update, updates, developments,
situation, what do you have,
what do you know, what have you got, what took place, headlines, what was reported, reports, report, activity
"""

HOW_MANY = "how many, number of, the number of, count, count of, total, total number of, toll, death toll, how often"
TIMES = "times"
THINGS = "events, event, incidents, incident, things"

DEAD = """
dead, killed, deaths, death, fatalities, die, died, victims, victim, casualties killed, death toll,
toll, the toll, casualties, lost their lives, kill, kills
"""

PEOPLE = """
civilian, civilians, person, persons, people, soldier, soldiers, women, children, men, inhabitants, policemen,
journalists, hostages, hostage, troops, hospital, hospitals, school, schools, mosque, church, airport, border, convoy,
front, frontline, base, town, towns, city, cities, village, villages, positions, girls, boys, prison, camp, refugees,
market, capital
"""

VICTIMS = {
    "civils": "civilian, civilians",
    "soldats": "soldier, soldiers, troops",
    "policiers": "policeman, policemen, police officers",
    "journalistes": "journalist, journalists, reporters",
    "femmes": "women",
    "enfants": "children",
    "otages": "hostage, hostages",
    "réfugiés": "refugees",
    "humanitaires": "aid workers",
}
"""Those who suffer by what they are, as French articles call them: in a question for their fate, the target."""

WHO = """
who, whos, who s, which armed groups, what armed groups, which group, which groups, which actor, which actors,
what group, what groups, which country,
which countries,
which army, which armies, which militias, which forces, who else, whom
"""
ACTIVE = """
actors, players, armed groups, active, most active, the most active, more active, acting, operates, operating,
operate, involved
"""
WHAT = "what, what s, whats"
DO = "do, does, doing, done, did, been doing, been up to, up to"

SAYS = "say, says, said, saying, reporting, report, reports, reported, write, writes"
ACCORDING = "according to, as reported by, reported by, source, says who, published by, per"

WHERE = "in, at, near, around, inside, from, across, over, into, outside, on, to, throughout, within"
ABOUT = "about, on, regarding, concerning"
AGAINST = "vs, versus, against, targeting, on"
BY = "by, carried out by, committed by, led by"
OF = "of"
BETWEEN = "between"

PLANNED = """
planned, upcoming, announced, scheduled, expected, will happen, going to happen, what will happen, coming up, future,
what is going to happen, coming, what s planned, forthcoming, in preparation, is planned
"""
DENIED = "denied, refuted, disproved, denied attack"
OCCURRED = "confirmed, verified"

PASSIVE = "was, were, been, being, got, is, are, be"
ARTICLES = "the, a, an, some, any, this, these"

SILENT = """
the most recent, the most important, carry out, carried out, carrying out, conduct, conducted,
the, a, an, some, any, this, that, these, those, is, are, was, were, be, been, being, has, have, had, did, does, do,
there, it, they, them, he, she, i, we, you, me, my, us, your, and, or, of, to, for, with, from, in, on, at, by, over,
into, about, what, who, whom, which, when, where, show, show me, give, give me, list, find, tell, tell me, see, know,
want, would, could, can, will, should, like, i d like, id like, let me know, please, pls, plz, thanks, hi, hello, hey,
ok, so, then, also, else, anything, something, all, every, recent, recently, latest, last, current, currently, now,
right now, rn, atm, just, ever, more, most, place, took place, taking place, take place, happen, happens, occur,
occurred,
during, so far, there been, many, new, major, big, main, important, city, town, region, province, village, country,
got, get, their, his, her, its, if, as, up, out, day, days, week, month, year, date, period, reported, im looking for,
looking for, i am looking for, search, search for, look for, look up, interested
"""

TOWNS = "town, towns, city, cities, village, villages, positions, territory, territories"

MAP = "map, maps, a map"
CHART = "timeline, timelines, chart, charts, graph, graphs, histogram"

EXCEPT = "except, except for, excluding, but not, other than, apart from"

RANKED = """
the most, most often, most affected, worst hit, hardest hit, hit most, hit hardest, attacked most, bombed most,
the fewest, the least
"""

WHICH_PLACE = """
where, which town, which towns, which city, which cities, which village, which villages, which region, which regions,
which province, which provinces, which country, which countries, what city, what town, what country, which place
"""

REASONS = (
    "my brother, my sister, my father, my mother, my son, my daughter, my husband, my wife, my family, my friend, "
    "my cousin, my uncle, my aunt, my child, my children, our family, what should i do, who can help, "
    "why, how come, how do, how does, how to, how can, how is, how are, how was, how did, how much, how old, how far"
)

NAMELESS = """
kurds, shiites, sunnis, christians, yazidis, tuaregs, settlers, rebels, rebel, insurgents, jihadists, terrorists,
coalition, regime, opposition, police, army, protesters,
demonstrators, militias, mercenaries, separatists, fighters, government, rebellion, junta, tribes, pirates,
peacekeepers, militants, gunmen, security forces, armed forces, us led coalition, saudi led coalition
"""

VERBS = {
    "ASSAULT.bombing": "bomb",
    "ASSAULT": "attack target kill ambush clash assault raid",
    "ASSAULT.heavy-weapons": "shell",
    "ASSAULT.abduct": "kidnap abduct",
    "ASSAULT.targeted": "assassinate execute murder massacre",
    "ASSAULT.destroy": "destroy torch",
    "ASSAULT.torture": "torture",
    "COERCE.seize": "capture seize conquer occupy recapture retake control",
    "COERCE.arrest": "arrest detain jail imprison",
    "COERCE.restrict": "besiege blockade block",
    "COERCE.deport": "deport",
    "CONSULT": "meet negotiate discuss",
    "CONSULT.visit": "visit",
    "ACCUSE": "accuse blame",
    "ACCUSE.disapprove": "condemn denounce criticise criticize",
    "THREATEN": "threaten",
    "SUPPORT": "back",
    "AID": "deliver help assist evacuate",
    "PROTEST.demo": "protest demonstrate",
    "SANCTION": "sanction",
    "RETREAT.withdraw": "withdraw retreat",
    "RETREAT.release": "release free liberate",
    "RETREAT": "surrender",
    "MOBILIZE.troops": "deploy",
    "REJECT": "reject refuse",
}
FORMS = {
    "ASSAULT": "attacks, fighting, fight, fights, fought, clashes, battle, battles, offensive, offensives, "
    "violence, war, "
    "assaults, incursion, incursions, ambushes, raids, atack, "
    "atacks, attaks, hit, struck, attack, raid, ambush, clash, assault",
    "ASSAULT.bombing": "bombing, bombings",
    "ASSAULT.bombardment": "bombardment, bombardments",
    "ASSAULT.aerial": "air strike, air strikes, airstrike, airstrikes, air raid, air raids, strikes, strike, "
    "aerial bombing, aerial bombardment, barrel bombs",
    "ASSAULT.drone": "drone strike, drone strikes, drone attack, drone attacks, drone, drones",
    "ASSAULT.heavy-weapons": "shelling, rocket, rockets, rocket fire, missile, missiles, artillery, mortar, mortars, "
    "rocket attack, rocket attacks, missile strike, missile strikes, missile attack, missile attacks, artillery fire",
    "ASSAULT.firearms": "shooting, shootings, gunfire, shot",
    "ASSAULT.explosives": "explosion, explosions, blast, blasts, car bomb, car bombs, bomb attack, bomb attacks, ied, "
    "ieds, mine, mines, landmine, landmines, car bombing, car bombings",
    "ASSAULT.suicide-attack": "suicide bombing, suicide bombings, suicide attack, suicide attacks, suicide bomber, "
    "suicide bombers",
    "ASSAULT.primitive": "stabbing, stabbings, knife attack, knife attacks, machete attack",
    "ASSAULT.targeted": "assassination, assassinations, execution, executions, massacre, massacres, murder, murders",
    "ASSAULT.abduct": "kidnapping, kidnappings, abduction, abductions, hostage taking, hostage takings",
    "ASSAULT.destroy": "destruction, arson",
    "ASSAULT.unconventional": "chemical attack, chemical attacks, gas attack, gas attacks, chemical weapons, sarin",
    "ASSAULT.sexual": "rape, rapes, sexual violence",
    "COERCE": "crackdown, crackdowns, repression",
    "COERCE.seize": "took, take, takes, taken, took control, takes control, take control, taken control, "
    "took control of, "
    "taken control of, in control of, controls, overran, overrun, fall, capture, seizure, retook, retaken",
    "COERCE.arrest": "arrests, detention, detentions, imprisonment",
    "COERCE.restrict": "siege, sieges, blockade, blockades, roadblock, roadblocks",
    "COERCE.curfew": "curfew, curfews",
    "COERCE.martial-law": "state of emergency, martial law",
    "COERCE.deport": "deportation, deportations, expulsions, expulsion",
    "COERCE.censor": "censorship",
    "COERCE.cyber": "cyberattack, cyberattacks, cyber attack, cyber attacks, hacking",
    "CONSULT": "met, talks, negotiations, negotiation, meeting, meetings, summit, summits, discussions, peace talks",
    "CONSULT.visit": "visits, trip, trips",
    "CONSULT.third-party": "mediation",
    "CONSULT.phone": "phone call, phone calls",
    "ACCUSE": "accusation, accusations",
    "ACCUSE.disapprove": "condemnation, condemnations, criticism",
    "THREATEN": "threat, threats, ultimatum",
    "PROTEST.demo": "protests, demonstration, demonstrations, demo, demos, rally, rallies, march, marches, unrest",
    "PROTEST.strike": "general strike, general strikes, strike action, workers strike, labour strike, labor strike",
    "PROTEST.riot": "riot, riots, rioting",
    "PROTEST.hunger": "hunger strike, hunger strikes",
    "PROTEST.boycott": "boycott, boycotts",
    "SANCTION": "sanctions, embargo, embargoes",
    "AGREE": "agreement, agreements, deal, deals, treaty, treaties, agreed, accord, accords",
    "SUPPORT": "support, supports, supported",
    "COOPERATE": "cooperation",
    "AID": "aid, humanitarian aid, aid convoy, aid convoys, relief, relief convoy, assistance, arms deliveries, "
    "evacuation, evacuations",
    "CONCEDE": "concession, concessions",
    "REQUEST": "request, requests, appeal, appeals, demand, demands",
    "REJECT": "rejection, refusal",
    "MOBILIZE": "mobilisation, mobilization, reinforcements, deployment, deployments, tanks, build up",
    "MOBILIZE.troops": "troop deployment, troop deployments",
    "RETREAT.withdraw": "withdrawal, withdrawals, pullout, pull out, withdrew, withdrawn",
    "RETREAT.release": "liberation, liberations, "
    "hostages released, hostages freed, hostage released, prisoners released, prisoners freed, "
    "prisoner swap, prisoner exchange, releases, hostage release",
    "RETREAT.ceasefire": "ceasefire, ceasefires, cease fire, truce, truces",
    "RETREAT.disarm": "disarmament",
    "RETREAT.resign": "resignation, resignations, resigned",
}

PATIENT = (
    "COERCE.arrest, COERCE.deport, ASSAULT.targeted, ASSAULT.abduct, ASSAULT.torture, RETREAT.release, COERCE.seize"
)
NOT_TYPES = ""

KEYS = {
    "type": "type, kind, mode, category",
    "since": "since, from, after, start",
    "until": "until, till, before, end, to",
    "during": "date, when, period, during, day, month, year",
    "actor": "actor, who",
    "by": "by, doer, author, perpetrator",
    "against": "target, against, victim",
    "role": "role",
    "place": "place, in, at, where, country, city",
    "publisher": "source, src, publisher, media, according, per",
    "status": "status, state",
}
DATES_LIKE = "2017-05-31, 31/05/2017, May 2017, yesterday, 7d"
"""Dates as a filter reads them, for whoever wrote none."""
STATUSES = {
    "planned": "planned, announced, upcoming, expected, scheduled, future",
    "denied": "denied, refuted",
    "occurred": "occurred, happened, fact, confirmed, reported, done",
}
ROLES = {"source": "source, doer, author, agent, attacker, actor", "target": "target, victim, whom"}

SHOWN = {
    "type": "type", "since": "since", "until": "until", "during": "date", "actor": "actor", "by": "by",
    "against": "target", "role": "role", "place": "place", "publisher": "source", "status": "status",
    "planned": "planned", "denied": "denied", "occurred": "occurred",
}  # fmt: skip
