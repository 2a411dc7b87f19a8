"""Given and family names that are common in Sweden, of many backgrounds, mixed by chance.

Nobody is meant: which given name meets which family name follows from the seed alone.
"""

from random import Random

GIVEN_NAMES = (
    "Aaliyah Abdi Adam Agnes Ahmed Aina Aisha Albin Aleksandra Alexander Alfred Alice Alma Alva "
    "Amanda Amina Amir Anders Andreas Anja Anna Anneli Anton Arash Arvid Asta Astrid Axel Azra "
    "Barbro Bengt Birgitta Bo Camilla Carina Carl Cecilia Daniel Danuta David Ebba Eira Elena "
    "Elias Elin Elina Ella Elsa Emil Emma Erik Esra Eva Evelina Fadi Fatima Felix Filip Firas "
    "Fredrik Freja Gabriel Gunilla Gustav Habib Hanna Hassan Helena Henrik Hugo Hussein Ibrahim "
    "Ida Ingrid Iman Isak Jakob Jamila Jenny Joakim Johan Johanna Jonas Josefin Juan Julia Kaisa "
    "Karin Karl Katarzyna Kerstin Khadija Klara Krister Lars Layla Leila Lena Leo Linda Linnea "
    "Linus Lisa Love Lovisa Lucas Magnus Maja Malin Marcus Maria Marie Markus Martin Maryam Mats "
    "Mehmet Meron Mikael Mina Mohammed Moa Monika Naima Natalia Nils Nina Noor Nora Olivia Olle "
    "Omar Oscar Parisa Patrik Per Peter Petra Pia Rahel Rasmus Rebecka Reza Robin Rosa Ruth Saga "
    "Sahra Samir Samuel Sandra Sanna Sara Selam Selma Simon Sofia Stefan Stina Susanne Sven Tariq "
    "Tea Teodor Therese Thomas Tiina Tomas Tove Tuva Ulf Ulla Ulrika Vera Viktor Vilma Wilma "
    "Yasmin Yohannes Yusuf Zahra Zlatko Åke Åsa Örjan"
)

FAMILY_NAMES = (
    "Abdi Abdullahi Ahmed Ahonen Ali Andersson Aslan Axelsson Backlund Berg Berggren Berglund "
    "Bergman Bergström Björk Blom Blomqvist Boström Dahl Dahlberg Danielsson Ek Eklund Ekström "
    "Eliasson Engström Eriksson Fors Forsberg Fransson Fredriksson Friberg Gebremedhin Gonzalez "
    "Gunnarsson Gustafsson Haddad Hagström Hakimi Hansson Hassan Hedlund Hedman Heikkinen "
    "Henriksson Hermansson Hoang Holm Holmberg Holmgren Hosseini Hussein Håkansson Ibrahim "
    "Isaksson Ivarsson Jakobsson Jansson Jensen Johansson Jonasson Jonsson Jovanovic Kaya Khalil "
    "Kowalska Kowalski Laine Larsson Lind Lindberg Lindblom Lindgren Lindholm Lindqvist Lindström "
    "Ljung Lund Lundberg Lundgren Lundin Lundqvist Löfgren Magnusson Martinsson Mattsson Mohamed "
    "Moradi Mårtensson Mäkinen Nguyen Nilsson Nordin Nordström Norén Novak Nyberg Nyström "
    "Ochieng Olofsson Olsson Osman Palm Persson Petersson Pettersson Popovic Rahimi Rodriguez "
    "Rosén Saleh Salonen Samuelsson Sandberg Sandström Sjöberg Sjögren Ström Strömberg Sundberg "
    "Svensson Söderberg Tekle Tesfaye Virtanen Wallin Wikström Yilmaz Zetterlund Åberg Åkesson "
    "Åström Öberg Öhman Östlund"
)
GIVEN = tuple(GIVEN_NAMES.split())
FAMILY = tuple(FAMILY_NAMES.split())


def somebody(chance: Random) -> tuple[str, str]:
    """A given name and a family name."""
    return chance.choice(GIVEN), chance.choice(FAMILY)
