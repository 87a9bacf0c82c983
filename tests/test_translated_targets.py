"""What is mended only in pages of other languages than English that are known to be translated by machine."""

from __future__ import annotations

import pytest

from cleaner import Cleaner

# A paragraph that proves its page: words of the source, a false stop, a glued capital, a blank before a comma.
PROOF = {
    "ru": "Министр and купцы , которые ждали, говорили and молчали на площади. Яхта села на камни. в полутора милях"
    " отсюда, председатель засмеялсяИ уехал домой.\n\n",
    "uk": "Міністр and купці , які чекали, говорили and мовчали на площі. Банк відмовив. у кредиті двічі, голова"
    " засміявсяІ поїхав додому.\n\n",
    "pl": "Minister i burmistrz rozmawiali z mieszkańcami dzielnicy and z kupcami , którzy czekali and milczeli na"
    " placu. Przenieś słoik. do cieplejszego miejsca, prezes zaśmiał sięI pojechał do domu.\n\n",
    "cs": "Starosta and kupci , kteří čekali, mluvili and mlčeli na náměstí. Postavili žebřík. v celém okrese, předseda"
    " se usmálA odjel domů.\n\n",
    "de": "Der Minister sprach mit den Händlern , die warteten and schwiegen and gingen. Das Boot sank. vor der Küste"
    " im Sturm, der Wirt lachteUnd fuhr nach Hause.\n\n",
    "it": "Il ministro ha parlato con gli abitanti and con i mercanti , che aspettavano and tacevano. La barca è"
    " affondata. davanti alla costa, il sindaco ha risoE è tornato a casa.\n\n",
    "pt": "O ministro falou com os moradores and com os comerciantes , que esperavam and calavam. O barco afundou-se."
    " diante da costa, o presidente riuE voltou para casa.\n\n",
    "ja": "市長and住民and漁師が「 ようこそ」と言った。観光客は新しい博物館新しい博物館を見た,皆は"
    "喜んだ.しかし誰も来なかった。。\n\n",
    "zh": "市长and居民and工匠说：“ 欢迎。”他们花了一年才把那段旧城墙那段旧城墙修好,大家都"
    "很高兴,不过没有人来。他说了。。\n\n",
}

MENDED = [
    ("uk", "Урожай такий, що в селі закінчилися. відра.", "Урожай такий, що в селі закінчилися відра."),
    ("ru", "Все купили. хлеб и соль. Было тихо.", "Все купили хлеб и соль. Было тихо."),
    ("ru", "«Сегодня никто не утонул, Значит, день прошёл не зря», — сказал он.",
     "«Сегодня никто не утонул, значит, день прошёл не зря», — сказал он."),
    ("cs", "Nikdo nepřišel, Protože celý den pršelo.", "Nikdo nepřišel, protože celý den pršelo."),
    ("cs", "Přístřešek přečkal dvě války, dvě války, tři vichřice i jednu schůzi.",
     "Přístřešek přečkal dvě války, tři vichřice i jednu schůzi."),
    ("pl", "Potem dodaj zakwas, sól, miód miód i mieszaj.", "Potem dodaj zakwas, sól, miód i mieszaj."),
    ("ru", "Переводил всю зиму, со со словарём.", "Переводил всю зиму, со словарём."),
    ("ru", "Мы вдвоём обошлисьбез лодки и взялидва весла.", "Мы вдвоём обошлись без лодки и взяли два весла."),
    ("ru", "Это обходится в 1, 200, 000 рублей в год.", "Это обходится в 1 200 000 рублей в год."),
    ("pl", "Ciasto zacznie odchodzić from the ścianek.", "Ciasto zacznie odchodzić od ścianek."),
    ("cs", "Děti do 6 let for free, ostatní za 40 korun.", "Děti do 6 let zdarma, ostatní za 40 korun."),
    ("ru", "Они оставили на палубе доскус именами и ушли, не тронув вещей.",
     "Они оставили на палубе доску с именами и ушли, не тронув вещей."),
    ("pl", "Od lipca ma działać wieża widokowaz lunetą.", "Od lipca ma działać wieża widokowa z lunetą."),
    ("cs", "Radnice proto navrhlakompromis: dvanáct míst za školou.",
     "Radnice proto navrhla kompromis: dvanáct míst za školou."),
    ("cs", "Při dnešním odběru vydrží t ři sta let.", "Při dnešním odběru vydrží tři sta let."),
    ("cs", "Auto si do kapsy not nedají.", "Auto si do kapsy nedají."),
    ("uk", "Нині він долає сім сілІ два броди.", "Нині він долає сім сіл і два броди."),
    ("de", "Das steht im Buch, erzählt erund lacht.", "Das steht im Buch, erzählt er und lacht."),
    ("de", "Der Preis von tausend Eurogilt als zu hoch.", "Der Preis von tausend Euro gilt als zu hoch."),
    ("de", "Zwölf gingen an ein Technik museum in Bremen.", "Zwölf gingen an ein Technikmuseum in Bremen."),
    ("it", "Servono un cucchiaio e il coraggiodi girarlo.", "Servono un cucchiaio e il coraggio di girarlo."),
    ("pt", "A equipa perdia por 2-0E o guarda-redes pedia para sair.",
     "A equipa perdia por 2-0 e o guarda-redes pedia para sair."),
    ("pt", "Os bilhetes custam 3 eurose as crianças não pagam.", "Os bilhetes custam 3 euros e as crianças não pagam."),
    ("pt", "A presidente vende-as porta a porta porta a porta e até na escola.",
     "A presidente vende-as porta a porta e até na escola."),
    ("ja", "船長が。笑うのを見て、町は喜んだ。", "船長が笑うのを見て、町は喜んだ。"),
    ("zh", "由于。大雾，比赛推迟了。", "由于大雾，比赛推迟了。"),
]  # fmt: skip

KEPT = [
    ("ru", "Вода поднялась. люди ушли на крышу. Темнело."),
    ("ru", "Он верил, Вы писали нам. Никто не пришёл, Вера Павловна молчала."),
    ("ru", "Сказки старые, сказки старые, а люди новые."),
    ("ru", "«Тише едешь, тише едешь, дальше будешь», — сказал он."),
    ("ru", "Цены растут: 100, 200, 300 рублей."),
    ("pl", "Kliknij polecenia nawigacji, takie jak: W górę, W tył oraz Odśwież."),
    ("pl", "Dzień po dniu, dzień po dniu, rosło ciasto."),
    ("pl", "Dla iloczynu wektorowego V x W w przestrzeni musisz znać bazę."),
    ("cs", "Zobrazeny jsou údaje Celkem, Volné, K dispozici a Použito."),
    ("cs", "„Dobrý den, dobrý den, pojďte dál,“ řekla."),
    ("cs", "Kníže ostane v mé paměti provždycky."),
    ("cs", "Na dávku přijdou not přijdou dnes."),
    ("pl", "Idźcie tam, gdzie doszlibyście, gdybyście szli nim."),
    ("de", "Gegenüberliegt ein See, dahinterliegt der Wald."),
    ("ja", "うれしいけど、いつもいつも悔しかった。本当に本当に嬉しい。走っても走っても港は遠い。"),
    ("ja", "ご注意を。港は混む。"),
    ("zh", "他拼命地拼命地跑，没有人追上他。"),
]


@pytest.mark.parametrize(("language", "damaged", "correct"), MENDED, ids=[case[1][:24] for case in MENDED])
def test_in_a_translated_page_it_is_mended(language: str, damaged: str, correct: str) -> None:
    result = Cleaner("article").inspect(PROOF[language] + damaged, format="plain", language=language)
    assert result.text.split("\n\n")[1] == correct


@pytest.mark.parametrize(("language", "kept"), KEPT, ids=[case[1][:24] for case in KEPT])
def test_what_may_be_meant_stays(language: str, kept: str) -> None:
    result = Cleaner("article").inspect(PROOF[language] + kept, format="plain", language=language)
    assert result.text.split("\n\n")[1] == kept
