"""Figures: one-line documents, damaged ones in the marks of the correction guide, and clean ones that stay."""

from __future__ import annotations

import pytest

from cleaner import Cleaner, Profile
from cleaner.marks import parse

DAMAGED = [
    # A fraction of what can be divided: certain alone.
    "The queue stood for 2⟦N¦,¦.⟧5 hours in the rain.",
    "A tractor passes the school at 58⟦N¦,¦.⟧3 decibels.",
    "The orchard covers 12⟦N¦,¦.⟧5 acres behind the church.",
    "The dollar rose to 118⟦N¦,¦.⟧4 rubles on Friday.",
    "The bridge is 0⟦N¦,¦.⟧85 metres too short.",
    "She walked 7⟦N¦,¦.⟧25 km to the dentist.",
    "The inflation rate fell to 3⟦N¦,¦.⟧75% in May.",
    "The ferry burns 41⟦N¦,¦.⟧6 litres an hour.",
    "a 12⟦N¦,¦.⟧5-kilometre trail along the canal",
    "The harvest brought 6⟦N¦,¦.⟧8 tonnes of plums.",
    "The baby weighed 3⟦N¦,¦.⟧4 kilos and the twin 2⟦N¦,¦.⟧9.",
    "Tickets cost €7⟦N¦,¦.⟧50 at the door.",
    # A bare one beside a certain one.
    "Turnout was 61⟦N¦,¦.⟧5 percent, against 58⟦N¦,¦.⟧2 four years ago.",
    "The fee rose by 4⟦N¦,¦.⟧5 percent to 410⟦N¦,¦.⟧50 in the spring.",
    # What is counted comes in wholes.
    "The pharmacy keeps 2⟦N¦.¦,⟧300 medicines in stock.",
    "The town lends 1⟦N¦.¦,⟧450 bicycles to its guests.",
    "The monks left 1⟦N¦.¦,⟧100 volumes to the city.",
    "The clip was played 310⟦N¦.¦,⟧000 times in a week.",
    "About 25⟦N¦.¦,⟧000 people came to the square.",
    "The roof will cost €12⟦N¦.¦,⟧450 and the door €900.",
    "It went for €140⟦N¦.¦,⟧000 to a collector.",
    "The fund spent 1⟦N¦.¦,⟧240⟦N¦.¦,⟧000 euros on the dome.",
    "The choir has 1⟦N¦.¦,⟧204 members, and the hall is 23⟦N¦,¦.⟧5 metres long.",
    # Seams.
    "The road winds for 1⟦N¦. ¦,⟧120 kilometers through 3⟦N¦, ¦,⟧400 villages.",
    "They planted 2⟦N¦, ¦,⟧600 trees along the track.",
    # Other digits and signs.
    "The station opened in ⟦N¦١٩٤٨¦1948⟧ and closed in ⟦N¦١٩٨٦¦1986⟧.",
    "The school has ⟦N¦٢٤٠¦240⟧ pupils.",
    "The well is 4⟦N¦٬¦,⟧500 years old.",
    "The rate is 1⟦N¦٫¦.⟧8 percent.",
    "About ⟦N¦٪60¦60%⟧ of the wells are dry.",
    "Nearly ⟦N¦%70¦70%⟧ of the shops were shut.",
    "Prices are ⟦N¦%20¦20%⟧ above those of last year.",
    # Units of ten thousand.
    "There were ⟦N¦1万2000¦12,000⟧ people, then ⟦N¦1万500¦10,500⟧ of them.",
    "It cost ⟦N¦3億5000万円¦350 million yen⟧ and ⟦N¦2千万円¦20 million yen⟧ later.",
    # Tenths of a source that writes a comma.
    "They paid 3⟦N¦,¦.⟧5 million for 2⟦N¦, ¦.⟧5 cubic metres, at a cost of 1.⟦N¦ ¦⟧2 million euros in all.",
    # Clocks.
    "The doors open at ⟦N¦9.00 uur¦9:00⟧ on Sunday.",
    "Breakfast is served from ⟦N¦7.30 Uhr¦7:30⟧ in the hall.",
    "The match starts at 16⟦N¦h¦:⟧30 on Saturday.",
    # Numerals with words, dates, money behind the figure.
    "The repair cost about 0⟦N¦,¦.⟧9 Mio. euros.",
    "The town sold nearly ⟦N¦3,2 tys.¦3.2 thousand⟧ tickets.",
    "The quake damaged about ⟦N¦2 bin 300¦2,300⟧ houses.",
    "The bakery opened on 14⟦N¦.¦⟧ March 1931.",
    "A slice of cake costs ⟦N¦5,80 €¦€5.80⟧ at the counter.",
    "The rent rose by 4⟦N¦,¦.⟧5 percent, and 30⟦N¦ ¦⟧% of tenants objected.",
]

CLEAN = [
    "The list was 2, 5 and 7, or 2,5 and 7 in the old print.",
    "The point (3,5) lies on the line from 0,0 to 6,10.",
    "Pick numbers 1,2,3 or 4,5,6 from the hat.",
    "See chapters 1,2 and verses 7,11 of the poem.",
    "as he showed before3,4 and again in 2,4-D and 1,3-butadiene",
    "Genesis 7,11 and John 3,16 were read.",
    "Isolated cores 2,5 and ports 80,443 are open.",
    "It sold 12,500 copies at 2.5 dollars each.",
    "The lens is 1.250 metres from the wall, at 3.125 volts.",
    "The odds are 1.450 to one, and the ratio 2.300 is high.",
    "Women had an average of 2.340 children, men 1.870 siblings.",
    "The mean was 1.250 errors per page, with 0.125 on the first.",
    "See section 1.450 rules and § 1.450 of the act.",
    "Under version 2.400 users may log in twice.",
    "Kernel 2.300 fixes three bugs.",
    "The petrol costs €1.459 a litre, diesel $1.389.",
    "The rate was £1.250 per euro on Monday.",
    "The server 192.168 hosts 10.000 is at 10.0.0.1.",
    "He ran the marathon in 2.08.16 and the mile in 3.58.",
    "It opens at 7.30 and shuts at 5.15.",
    "Dated 14.10.2021, replaced on 3.11.2022 by another.",
    "A match that ended 2-1 after 1-1 at half time.",
    "It costs £2.50, or $3.10, in 1.5 litre bottles.",
    "The yield was 15 % at 20 °C, then 30 % at 40 °C.",
    "The road is 1 200 km long and cost 3 400 000 roubles.",
    "The sign said 5 € a head, and 10 € for two.",
    "At 9, 300 people sat down; at 10, 400.",
    "In 1948, 200 families lived here.",
    "Rooms 1, 200 and 305 are free.",
    "White won after 1.e4 e5 2.Nf3 Nc6 14.Qd5.",
    "Australia were 245 for 3, Smith 101.450 not out.",
    "DOI 10.1000/182 and ISBN 978-3-16-148410-0 are given.",
    "Call 020 794 600 or 0800.555.123 before noon.",
    "A space is written %20 in a URL, and %2F is a slash.",
    "The code %70 of the format prints a letter p.",
    "Use %5 of for the field, then %d and %s.",
    "The Arabic digits ٠١٢٣٤ were brought west.",
    "The year is written ١٩٤٨ in Arabic script.",
    "The shop sign says مكتب ١٢ over the door.",
    'The notice says "um 7.30 Uhr" and nothing else.',
    'He said: "Es kostet 2,5 Mio. Euro und 1.450 Autos", and left.',
    '"Kostet 5,80 €", said the waiter in German.',
    "The trip takes 1h30 by train and 2h15 by bus.",
    "The culture was sampled at 2h, 6h and 12h.",
    "See page 14. March was cold that year.",
    "He lives at no. 14. May I come too?",
    "We kept 2 bin 300 litre tanks in the yard.",
    "We rented 3 Mio boats, and 2 bin bags.",
    "It ended at gate 1. 120 passengers had left.",
    "That was in chapter 3. 500 pages later he died.",
    "Table 2.150 shows it; figure 3.200 as well.",
    "The 1,2 punch put him down.",
    "On days 2,5 weeks apart the dose was given.",
    "Answer questions 3,4 points each.",
    "Items 7,50 in the list are void.",
    "a 9.000 earthquake and a 7.250 aftershock",
    "Python 3.100 and node 18.000 releases differ.",
    "coordinates 41,40 and 2,17 of the map",
    "CSV: 12,5,hours and 3,7,days",
    "It weighs 1.234 pounds and is 3.000 inches long.",
    "The score 9.950 points won gold; 9.900 points won silver.",
    "The team batted .300 and the pitcher had a 2.450 average over 3 seasons.",
]

ALONE = Cleaner(Profile.named("article").with_settings({"passes": ["numbers"]}, "tests"))


def cleaned(line: str) -> str:
    return ALONE.clean(line, language="en")


@pytest.mark.parametrize("annotated", DAMAGED)
def test_a_damaged_figure_is_repaired(annotated: str) -> None:
    damaged, gold, _ = parse(annotated)
    assert cleaned(damaged) == gold
    assert cleaned(gold) == gold


@pytest.mark.parametrize("line", CLEAN)
def test_a_clean_figure_stays(line: str) -> None:
    assert cleaned(line) == line


@pytest.mark.parametrize(
    ("language", "text", "correct"),
    [
        ("es", "La obra costará 1. 250. 000 euros, un 40, 5 % más que la del puente.", "1.250.000 euros, un 40,5 %"),
        ("es", "De los 300, 150 eran mujeres, y los grupos 3, 4 y 5 no llegaron a la ciudad.", ""),
        ("fr", "Sur les 300, 150 sont des femmes, et la route de 3, 4 kilomètres est dans la vallée.", ""),
        ("fr", "La commune a investi 450 .000 euros dans les halles, et le chantier est ouvert.", "450 000 euros"),
        ("de", "Im Dorf lebten damals 2. 300 Menschen, und das Kilo Mehl kostet 4, 80 Euro.", "2.300 Menschen"),
        ("de", "Am 3. 300 Menschen waren da, und in Kapitel 3. 500 Wörter sind nicht viel.", ""),
        ("uk", "Код може бути 200, 404, 403 і так далі, але це не все, що є у списку.", ""),
        ("cs", "Představení začíná v 18: 30 v sále, a v 9: 30 lidí už bylo tu.", "v 18:30 v sále, a v 9: 30 lidí"),
    ],
)  # fmt: skip
def test_seams_of_figures_in_other_languages(language: str, text: str, correct: str) -> None:
    """What is no seam stays: a part of a whole, one figure or the next, dates, numbers of things, lists."""
    clean = Cleaner("article").clean(text, language=language)
    assert correct in clean if correct else clean == text
