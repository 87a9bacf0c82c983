"""Texts that leave out their stops: there a capital inside a line begins a sentence."""

from cleaner import Cleaner

SPOKEN = (
    "En este punto está aún más empinada Pero hay otro método bastante bonito El gráfico no siempre es la mejor ayuda "
    "Este producto es lo mismo que la suma anterior Las curvas tienen un par de puntos y eso basta para todos."
)


def test_a_capital_that_stands_for_a_stop_stays() -> None:
    assert Cleaner("article").clean(SPOKEN) == SPOKEN


def test_a_false_capital_among_sentences_with_stops_goes() -> None:
    damaged = "La granja vende leche al pueblo Y queso a los turistas. El gráfico no ayuda. Este producto es caro."
    assert Cleaner("article").clean(damaged) == damaged.replace(" Y ", " y ")


def test_a_capital_makes_a_name_of_a_function_word() -> None:
    kept = "Het hoofdstuk bleek over de rivier de And te gaan, in het noorden. De jongen zag het and hij lachte niet."
    assert "rivier de And te gaan" in Cleaner("article").clean(kept)
