"""What of a page goes, what stays, and which blank lines go with it."""

from __future__ import annotations

import pytest

from cleaner import Profile, inspect

PROFILE = Profile("furniture alone", ("furniture",))
FORM = "Leave a Reply\n\nYour email address will not be published. Required fields are marked *"
BODY = "The council voted eleven to eight to keep the night bus, and nobody was surprised by that."


def cleaned(text: str, language: str = "en") -> str:
    return inspect(text, PROFILE, language=language).text


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n", "\r\n\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_block_at_the_end_goes_with_the_blank_lines_before_it(gap: str, end: str) -> None:
    assert cleaned(f"{BODY}{gap}{FORM}{end}") == BODY + end


def test_an_inset_goes_and_one_blank_line_stays() -> None:
    inset = "ALSO READ: Five things we learned from a muddy weekend"
    for before, after in (("\n\n", "\n\n"), ("\n\n", "\n\n\n"), ("\n", "\n\n")):
        assert cleaned(f"{BODY}{before}{inset}{after}{BODY}") == f"{BODY}\n\n{BODY}"
    long = BODY + " " + BODY
    assert cleaned(f"{long}\n{inset}\n{long}") == f"{long}\n{long}"


def test_furniture_takes_the_address_that_stands_in_it() -> None:
    assert cleaned(f"{BODY}\n\nFollow us on Twitter: @nightbus\n\n{FORM}") == BODY
    assert cleaned(f"{BODY}\n\nRead more: https://example.org/bus?id=4\n\n{BODY}") == f"{BODY}\n\n{BODY}"


def test_titles_under_a_heading_go_with_it_at_the_end_only() -> None:
    listed = "Most read\n\nA ferry that never left\n\nWhy the bakery is closed"
    assert cleaned(f"{BODY}\n\n{listed}") == BODY
    assert cleaned(f"{BODY}\n\n{listed}\n\n{BODY}") == f"{BODY}\n\n{listed}\n\n{BODY}"


@pytest.mark.parametrize(
    "text",
    [
        FORM,
        "Share\n\nPrint\n\nShare on Facebook",
        f"{BODY}\n\n(with agencies)\n\nBy Nokuthula Mabena",
        f"{BODY}\n\nThis article has been updated to add comments from the mayor.",
        f"{BODY}\n\nShort.\nSigned.\nPrint",
        f"The form ends with this line:\n\nLeave a Reply\n\n{BODY}",
        f"What should I do when the page asks me to say something?\n\nLeave a comment\n\n{BODY}",
        "“Leave a reply,” he wrote beside an unpaid bill, and the debtor did.",
        f"Leave a Reply\n\n{BODY}\n\n{BODY}",
        f"WATCH: Police chase ends in the river\n\n{BODY}",
        "I wandered lonely as a cloud\nthat floats on high\nPrint\nand then some more",
    ],
)
def test_content_stays(text: str) -> None:
    assert cleaned(text) == text


@pytest.mark.parametrize(
    ("tail", "kept"),
    [
        (" – POLITICO", ""),
        (" | Meridian Review", ""),
        (" – The Kestrel Point Observer", ""),
        (" - kestrelpoint.com", ""),
        (" - Polish dep FM", None),
        (" – review", None),
        (" – EXCLUSIVE", None),
        (" | Book Review", None),
        (" – NATO", None),
        (" | Opinion", None),
    ],
)
def test_the_name_of_a_site_leaves_the_headline(tail: str, kept: str | None) -> None:
    head = "The council votes to keep the night bus"
    body = f"\n\n{BODY}\n\n{BODY} A spokesman for NATO had no comment.\n\n{BODY}"
    assert cleaned(head + tail + body) == head + (tail if kept is None else kept) + body


def test_a_disabled_rule_leaves_its_lines() -> None:
    profile = Profile("no prompts", ("furniture",), disable=frozenset({"furniture/prompt"}))
    text = f"{BODY}\n\nSubscribe to our newsletter"
    assert inspect(text, profile, language="en").text == text


def test_templates_speak_english_in_other_languages_too() -> None:
    body = "Die Imkerin will im Herbst noch einmal nach den Völkern am Bach sehen, sagt sie."
    assert cleaned(f"{body}\n\n{FORM}", "de") == body
    assert cleaned(f"{body}\n\nSchreibe einen Kommentar", "de") == body


# What a page translated into English keeps of its site.
IN_THE_SOURCE_LANGUAGE = """
Mehr zum Thema: Why so few children can swim
Zur Startseite
LEGGI ANCHE: The ten schools where nobody learns to swim
© RIPRODUZIONE RISERVATA
Zobacz też: Why so few children can swim
Przejdź do strony głównej
Réagir à cet article
Lire aussi : Why so few children can swim
Ver comentarios
PUBLICIDADE
Veja mais notícias da região
Haberin devamı için tıklayın
Bu haber 1.204 kez okundu
Lees ook: Why so few children can swim
Deze tekst is automatisch vertaald
Читайте также: Why so few children can swim
Сообщить об ошибке
相关阅读：Why so few children can swim
اقرأ أيضا: Why so few children can swim
Jetzt subscribe to the newsletter
""".strip().split("\n")


@pytest.mark.parametrize("line", IN_THE_SOURCE_LANGUAGE)
def test_an_english_page_keeps_lines_of_its_site_in_the_source_language(line: str) -> None:
    assert cleaned(f"{ARTICLE}\n\n{line}\n\nShare on Facebook") == ARTICLE


@pytest.mark.parametrize(
    "line",
    [
        "Guten Appetit!",
        "Zum Wohl, sagte der Wirt.",
        "Anzeige is a word that troubles new volunteers.",
        "Lire aussi les notes en bas de page.",
        "Heute Abend: Fisch",
        "Vielen Dank für die Blumen",
        "78% of US Facebook users access via mobile at least once a month",
        "Or send us an email to digitalgov@gsa.gov.",
        "Click Update and return",
        "Machine translation is not new.",
        "More from Anna Ford on page 12.",
        "Further reading",
        "See you next week.",
    ],
)
def test_foreign_words_and_steps_stay(line: str) -> None:
    for text in (f"{ARTICLE}\n\n{line}\n", f"{ARTICLE}\n\n{line}\n\n{BODY} {BODY}"):
        assert cleaned(text) == text


def test_the_topics_stand_under_their_label() -> None:
    assert cleaned(f"{ARTICLE}\n\nArchived in\nLighthouses · Coast · Navigation") == ARTICLE
    published = f"{ARTICLE}\n\nPublished in\nThe Meridian Review of Books"
    assert cleaned(published) == published


ARTICLE = (
    "Night bus to stay after narrow vote in the council\n\nBy Nokuthula Mabena\n\n"
    "The council voted eleven to eight on Monday to keep the night bus, and nobody in the crowded hall was surprised "
    "by that, because the mayor had counted the hands a week before.\n\n“It was never about the money,” said the "
    "driver of the last bus.\n\nThe line carries some four hundred people a night, most of them nurses, bakers and "
    "waiters on their way home, and it costs the town less than the flowers on the square."
)
# One line at the end of an article.
AT_THE_END = """
Share this news with your friends
Subscribe to the channel of the Evening Courier on Telegram
Follow the Morning Star on Google News
Read us on Zen
Sign up for the weekly bulletin and receive the best stories in your mailbox
Turn on notifications so as not to miss the most important news
Install our application for Android and iOS
Log in to leave a comment
Rate this article
Vote in our survey
Copy the short link
Report an error in the text
Print version
Send to a friend
Save to favorites
Topics: Housing | Night bus | City council
Tags: housing, night bus, council
Archived in: Politics, Europe
Keywords: ferry / harbour / strike
Filed under Transport, Local
Photo gallery: 12 photos
VIDEO: most watched of the last 7 days
Watch the video of the moment below
Listen to the news
This article is reserved for subscribers
Subscribe for 1 euro per month and read without limits
Already a subscriber? Log in
© 2021 Evening Courier. All rights reserved
Copyright: Evening Courier 2021
Reproduction of the materials is prohibited without the written consent of the editors
Total or partial reproduction prohibited
Font size: A+ A-
0 comments | Report abuse
Sort by: Newest
Like (218) Collect Forward
Updated: 16:20 - Font size - +
To the home page
Scroll down to load the next article
News saved in your profile
You must activate JavaScript to view the comments
EDITOR'S NOTE: Comments containing insults, profanity or links are not approved
Do you have a tip? Send it to our editors by WhatsApp
What is going on in your city? Send photos and videos to our chat bot
More news on our Telegram channel
Quick and short in our Telegram
We are on Facebook, VK and Odnoklassniki
Be the first to know: subscribe to our push notifications
Comments are closed
Add us to your favorite sources
Next article
Join the group of readers on Viber
The opinion of the editors may not coincide with the opinion of the author
To the beginning of the page
Support the editorial team with a donation
Help us become better: take part in the survey of readers
Discuss the news in our chat
Show all comments (14)
Download the free app and read the newspaper on your mobile phone
Press the bell and activate the alerts
Newsletter: the news of the day every morning in your inbox
Accept cookies to watch this content
Reading mode
Share 14 Tweet 3 Send
""".strip().split("\n")

# One line between two paragraphs.
INSIDE = """
Read also: Three bakers and one oven
Read also | The harbour that forgot its ships
SEE ALSO: Why the ferry no longer runs on Sundays
More on the topic: How the night bus was saved twice
You may be interested in: The island where nobody votes
Don't miss: Ten walks for a rainy Sunday in the hills
To read also: The mayor promises another hundred trees
Related: Night bus drivers ask for heaters in winter
Watch the video below: the ferry leaves the harbour for the last time
Continue after the advertising
The text continues below the advertisement
Advertisement
Continue reading after the ad
Subscribe to our channel on Telegram so you don't miss the news
This content is exclusive for subscribers
Follow us on WhatsApp
Recommended: What the new timetable means for commuters
Video: The moment the ferry left the quay for the last time
Listen to the podcast: Why nobody wants to be a mayor any more
Join our channel on Telegram
""".strip().split("\n")

# Wordings the word classes were not made with: most of them must go all the same.
UNSEEN = """
Share in social networks
Subscribe to us in Yandex News
Do not forget to subscribe to our YouTube channel
Get the most important news of the day by e-mail
Register for free to keep reading
Receive our alerts on your mobile phone
Click here to download the application
Tell us what you think in the comments
Write your opinion below
See all the comments
There are no comments yet
Report this comment
Comment on this news
Themes: Council / Transport / Night
Labels: transport, council
More about: Transport Council Ferry
Section: Local
In the same section
Most commented
The most read of the week
See gallery (8 images)
Watch the full video here
Play audio
Listen to this news: 3 minutes
Content for subscribers only
Unlimited access for 0.99 euros a month. Cancel whenever you want
Article only for registered users
Sponsored content
The article continues after the publicity
Keep reading
All rights reserved. The use of materials is only allowed with a link to the source
(c) Evening Courier, 1999-2021
Text size
Reduce font Increase font
Send by e-mail Print PDF
Add to bookmarks
Back to the list
Return to the cover
Previous news
You need to log in to vote
Enable cookies to continue
The comments are moderated before publication
Comments with offensive content will be deleted
Are you a witness of an event? Send us your photos and videos
Noticed a typo? Select it and press Ctrl + Enter
Write to our editorial team on Telegram
Join the discussion on our page on VKontakte
Like our page on Facebook and stay informed
We also recommend
Views: 1,204
Number of views: 312
Share the link
All the news of the day in our app
""".strip().split("\n")

# Content, however much it looks like chrome.
CONTENT = """
Interested parties can register at nachtarbeit@museum.example until 3 May.
Donations can be made with the Pix key 12.345.678/0001-90.
Tickets cost 12 euros and can be booked on the theatre’s website.
The book can be downloaded free of charge from the library’s website.
He did not respond to a request for comment.
This article was updated on 3 June with a comment from the ministry.
Correction: An earlier version of this article misspelled the name of the mayor.
Maria Lopez is a reporter for the Daily News and the author of two books on rivers.
Read the letter aloud, and then burn it.
Watch the sky on Thursday night.
Listen to the wind in the reeds
Follow the river to the second bridge.
Share the bread with the goats.
Save the water for the sauce.
Print the labels and stick them on the jars.
Like a bridge over troubled water
The newsletter has 4,000 subscribers.
Photo: EFE
Photos: Anna Ford and Peter Lang
Source: Reuters
By Jane Doe
Reporting by Jane Doe; Editing by John Smith
With information from AFP
(with agencies)
“Send me the video,” she said.
“Subscribe to our channel,” the boy shouted.
Registration: 555-1234, Monday to Friday from nine to five.
The match can be watched live on Channel 4 from 20:45.
#SaveTheNightBus
Topics such as housing, health and schools dominated the evening.
Comments on the draft may be sent to the ministry until 1 June.
Members of the public can comment on the plan until Friday.
Sign up for the course: Tuesdays, 7 pm, community centre.
Report any sightings of the animal to the police on 0800 123 456.
Anyone with information should call 101.
All rights of the accused were respected, the court said.
See also Matthew 5:3.
Downloads of the app doubled in May.
The app is available for iOS and Android.
The video of the accident was shared on Telegram.
Copyright law will change in 2026.
The channel has two million followers on Telegram.
The vote is on Friday.
Vote for the ferry, they say here, and hold your nose.
Write to the mayor, said the old man, and see what happens.
The newspaper was closed for printing an error.
More than 4,000 comments were received by the council.
Nobody reads the news on the island any more.
The advertisement ran for three weeks in a local newspaper.
Subscribers of the theatre pay half.
The survey was carried out by the university among 1,204 readers.
The next article of the treaty deals with fishing rights.
They follow each other on Instagram, but they do not speak.
The application was rejected by the court.
The group will join the strike on Monday.
Evening Courier, Kestrel Point
Kestrel Point, 3 June 2021
Update 14:20: the ferry has sailed.
“Like and share,” he wrote under the photo of his dog.
Read more books, he told the children.
Not a single comment, not a single like.
Press the button twice and wait for the green light.
The story continues on Saturday with the second leg.
What do you think of when you hear the word ferry?
Send your entries by 3 May to the municipal library, Harbour Street 4.
The exhibition is open daily from ten to six; admission is free.
Further reading: Lindahl, P. (2011), The Ash Loaf, Meridian Press.
Categories: under 12, under 16 and adults.
He now works in advertising.
A story of a friend
""".strip().split("\n")

# Per language a paragraph, lines of chrome, and lines of content.
IN_OTHER_LANGUAGES = {
    "es": (
        "El puerto se draga en primavera, según anunció el lunes la autoridad, y los barcos no podrán "
        "entrar durante tres semanas, que es lo que tardan las máquinas en sacar el barro del fondo.",
        """Síguenos en Google News
Únete al canal de WhatsApp del Diario
Temas: Vivienda | Transporte | Ayuntamiento
Archivado en: Política, Europa
Activa las notificaciones para no perderte nada
Este artículo es exclusivo para suscriptores
Inicia sesión para comentar
Prohibida la reproducción total o parcial
Ver comentarios
Lo más leído
Copiar enlace
Comparte esta noticia en WhatsApp""",
        """Los comentarios al borrador pueden enviarse al ministerio hasta el 1 de junio.
El canal tiene dos millones de seguidores en Telegram.
Foto: EFE
Los interesados pueden inscribirse en la biblioteca.""",
    ),
    "fr": (
        "Le port sera dragué au printemps, a annoncé lundi l’autorité, et les bateaux ne pourront pas "
        "entrer pendant trois semaines, le temps que les machines sortent la boue du fond.",
        """Suivez-nous sur Google News
Cet article est réservé aux abonnés
Téléchargez notre application
Mots-clés : logement, transport
Signaler une erreur dans l'article
Déjà abonné ? Connectez-vous
Rejoignez la chaîne WhatsApp
Reproduction interdite
Les plus lus
Partager sur WhatsApp
Activez les notifications
Recevez chaque matin notre newsletter""",
        """La chaîne compte deux millions d’abonnés sur Telegram.
Le ministère n’a pas souhaité faire de commentaire.
Photo : AFP
Les inscriptions sont ouvertes jusqu’au 3 mai à la bibliothèque.""",
    ),
    "de": (
        "Der Hafen wird im Frühjahr ausgebaggert, teilte die Behörde am Montag mit, und die Schiffe "
        "können drei Wochen lang nicht einlaufen, weil die Maschinen so lange für den Schlamm brauchen.",
        """Folgen Sie uns auf Facebook
Abonnieren Sie unseren Newsletter
Dieser Artikel ist nur für Abonnenten
Jetzt anmelden und kommentieren
Themen: Wohnen, Verkehr, Rathaus
Schlagwörter: Wohnen | Verkehr
Alle Rechte vorbehalten
Artikel drucken
Fehler im Artikel melden
Mehr zum Thema
Laden Sie unsere App herunter
Link kopieren""",
        """Der Kanal hat zwei Millionen Abonnenten auf Telegram.
Das Ministerium wollte sich nicht äußern.
Foto: dpa
Anmeldung bis 3. Mai in der Bibliothek am Hafen.""",
    ),
    "ru": (
        "Порт углубят весной, сообщили в понедельник власти, и суда не смогут заходить в него три "
        "недели, потому что машинам нужно время, чтобы поднять ил со дна гавани.",
        """Подписывайтесь на наш канал в Телеграме
Подписаться на уведомления
Нашли ошибку? Выделите текст и нажмите Ctrl+Enter
Темы: жильё, транспорт
Читайте нас в Дзене
Поделиться в соцсетях
Все права защищены
Добавить комментарий
Самое читаемое
Скачайте наше приложение
Комментарии отключены
Присоединяйтесь к нам во ВКонтакте""",
        """У канала два миллиона подписчиков.
В министерстве отказались от комментариев.
Фото: РИА Новости
Запись на курс открыта до 3 мая.""",
    ),
    "tr": (
        "Liman ilkbaharda taranacak, yetkililer pazartesi günü açıkladı ve gemiler üç hafta boyunca "
        "limana giremeyecek, çünkü makinelerin dipteki çamuru çıkarması bu kadar sürüyor.",
        """Bizi Google Haberler'de takip edin
WhatsApp kanalımıza katılın
Yorum yaz
Etiketler: konut, ulaşım
Tüm hakları saklıdır
Bildirimleri aç
Haberi paylaş
Bültenimize abone olun""",
        """Kanalın iki milyon takipçisi var.
Bakanlık yorum yapmadı.
Fotoğraf: AA""",
    ),
    "ar": (
        "سيتم تعميق الميناء في الربيع، حسبما أعلنت السلطات يوم الاثنين، ولن تتمكن السفن من الدخول لمدة "
        "ثلاثة أسابيع لأن الآلات تحتاج إلى هذا الوقت لإخراج الطين من القاع.",
        """اشترك في قناتنا على تلغرام
تابعونا على فيسبوك
جميع الحقوق محفوظة
شارك الخبر
اقرأ أيضا
أضف تعليق""",
        """للقناة مليونا متابع على تلغرام.
رفضت الوزارة التعليق.
المصدر: وكالات""",
    ),
    "pl": (
        "Port zostanie pogłębiony wiosną, poinformowały w poniedziałek władze, a statki nie będą mogły "
        "wpływać przez trzy tygodnie, bo tyle czasu potrzebują maszyny na wydobycie mułu.",
        """Obserwuj nas w Google News
Zapisz się do newslettera
Ten artykuł jest dostępny tylko dla subskrybentów
Tagi: mieszkania, transport
Wszelkie prawa zastrzeżone
Dołącz do nas na Facebooku
Zgłoś błąd w artykule
Pobierz naszą aplikację""",
        """Kanał ma dwa miliony subskrybentów.
Ministerstwo nie skomentowało sprawy.
Fot. PAP""",
    ),
    "pt": (
        "O porto será dragado na primavera, anunciou na segunda-feira a autoridade, e os navios não "
        "poderão entrar durante três semanas, que é o tempo de que as máquinas precisam.",
        """Siga-nos no Instagram
Entre no canal do WhatsApp do Diário
Este conteúdo é exclusivo para assinantes
Continua após a publicidade
Comunicar erro
Compartilhe esta notícia
Assine a nossa newsletter
Todos os direitos reservados""",
        """O canal tem dois milhões de seguidores no Telegram.
O ministério não quis comentar.
Doações pela chave Pix 12.345.678/0001-90.""",
    ),
    "it": (
        "Il porto sarà dragato in primavera, ha annunciato lunedì l’autorità, e le navi non potranno "
        "entrare per tre settimane, il tempo che serve alle macchine per togliere il fango.",
        """Seguici su Google News
Iscriviti al canale Telegram
Questo articolo è riservato agli abbonati
Argomenti: casa, trasporti
Riproduzione riservata
Scarica la nostra app
Attiva le notifiche
Condividi questa notizia""",
        """Il canale ha due milioni di iscritti su Telegram.
Il ministero non ha voluto commentare.
Foto: Ansa""",
    ),
    "nl": (
        "De haven wordt in het voorjaar uitgebaggerd, meldde de autoriteit maandag, en de schepen "
        "kunnen drie weken lang niet binnenvaren, omdat de machines die tijd nodig hebben.",
        """Volg ons op Instagram
Dit artikel is alleen voor abonnees
Download onze app
Meld je aan voor de nieuwsbrief
Alle rechten voorbehouden
Meer over dit onderwerp
Deel dit artikel
Schrijf een reactie""",
        """Het kanaal heeft twee miljoen abonnees op Telegram.
Het ministerie wilde niet reageren.
Foto: ANP""",
    ),
    "zh": (
        "港口将在春季进行疏浚，当局周一宣布，船只三周内不能进港，因为机器需要这么长时间才能把海底的淤泥清理出来，工程预计五月底之前完成。",
        """关注我们的微信公众号
下载我们的客户端
分享到微信
版权所有
点击查看更多新闻
本文仅限订阅用户阅读
打印 收藏 分享
最新评论""",
        """该频道有两百万订阅用户，每天都在增长。
外交部拒绝发表评论。
图片来源：新华社""",
    ),
}


@pytest.mark.parametrize("line", AT_THE_END)
def test_chrome_goes_from_the_end(line: str) -> None:
    assert cleaned(f"{ARTICLE}\n\n{line}\n") == ARTICLE + "\n"


@pytest.mark.parametrize("line", INSIDE)
def test_chrome_goes_from_between_two_paragraphs(line: str) -> None:
    assert cleaned(f"{ARTICLE}\n\n{line}\n\n{BODY} {BODY}") == f"{ARTICLE}\n\n{BODY} {BODY}"


@pytest.mark.parametrize("line", CONTENT)
def test_content_in_words_of_chrome_stays(line: str) -> None:
    for text in (f"{ARTICLE}\n\n{line}\n", f"{ARTICLE}\n\n{line}\n\n{BODY} {BODY}"):
        assert cleaned(text) == text


def test_unseen_wordings_are_known_by_their_words() -> None:
    gone = sum(cleaned(f"{ARTICLE}\n\n{line}") == ARTICLE for line in UNSEEN)
    assert gone >= 0.8 * len(UNSEEN)


@pytest.mark.parametrize("language", IN_OTHER_LANGUAGES)
def test_the_grammar_holds_in_other_languages(language: str) -> None:
    paragraph, chrome, content = IN_OTHER_LANGUAGES[language]
    text = f"{paragraph}\n\n{paragraph}"
    for line in chrome.split("\n"):
        assert cleaned(f"{text}\n\n{line}", language) == text, line
    for line in content.split("\n"):
        assert cleaned(f"{text}\n\n{line}", language) == f"{text}\n\n{line}"


def test_titles_under_a_lead_go_between_two_paragraphs_too() -> None:
    inset = "You may be interested in\n\nThe island where nobody votes\n\nThree bakers and one oven"
    assert cleaned(f"{ARTICLE}\n\n{inset}\n\n{BODY} {BODY}") == f"{ARTICLE}\n\n{BODY} {BODY}"


@pytest.mark.parametrize(
    "line", ["Download the app", "Join our group of users on Telegram", "See also", "Report an error"]
)
def test_a_handbook_speaks_of_what_a_page_does(line: str) -> None:
    text = f"Bell\n\nRings at the hour.\n\nInstallation\n\n{BODY}\n\nUsage\n\n{BODY}\n\nLinks\n\n{line}"
    assert cleaned(text) == text
