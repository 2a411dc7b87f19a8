from elearn.domain.content.digest import of_block, short

BLOCK = """\
### Fråga: Vem delar du din oro med först?

En kollega har hört en elev säga att en grupp människor ”borde bort”.
Det är inte akut.

> **Ledtråd:** Finns det en rutin på din arbetsplats?

1. [ ] Polisen, på 112
    > 112 är för akut fara. Här behövs i stället en samlad bild.
2. [x] Närmaste chef eller kommunens samordnare, {{lokal.samordnare}}
    > Ja. De känner rutinen och kan väga ihop fler iakttagelser.
3. [ ] Ingen – jag väntar tills jag är säker
    > Du behöver inte vara säker för att dela en oro.

> **Förklaring:** Dela tidigt, dela fakta, dela med rätt person.[^rutin]
"""


def test_the_short_version_of_the_format_s_own_example():
    assert short(of_block(BLOCK.split("\n"))) == "b9ce1591"


def test_white_space_and_composition_make_no_difference():
    spaced = BLOCK.replace(" ", "  \n").replace("å", "a\u030a")

    assert of_block(spaced.split("\n")) == of_block(BLOCK.split("\n"))
