"""Refusals about units, roles, duties, routes and people, as the administration meets them."""

from collections.abc import Mapping

from elearn.wording.mark import N_

SENTENCES: Mapping[str, str] = {
    # units
    "unit-not-found": N_("That unit is not there. Choose another."),
    "unit-closed": N_("That unit is closed on that day. Choose another unit or an earlier day."),
    "unit-cycle": N_("A unit cannot stand under itself. Choose another unit above."),
    "unit-exists": N_("That unit is there already."),
    "unit-has-children": N_("Other units stand under it. Move or close them first."),
    "unit-has-people": N_(
        "%(count)s people work there on that day or later. Merge the unit into another, or move "
        "the people first."
    ),
    "unit-name-length": N_("Give the unit a name of at most %(longest)s characters."),
    "unit-code-length": N_("Give the unit a code of at most %(longest)s characters."),
    "unit-code-taken": N_("The code %(code)s is taken. Choose another."),
    "date-before-creation": N_("The unit was not there yet on that day. Choose a later day."),
    "parent-missing": N_("The unit above closes before this one. Choose another unit above."),
    # roles
    "role-not-granted-here": N_("You can give roles in your own units only."),
    "role-held-already": N_("The person has that role there already on some of those days."),
    "role-not-found": N_("That role is no longer there. Open the list again."),
    "role-unknown": N_("Choose one of the roles."),
    "last-administrator": N_(
        "You are the last administrator of the whole municipality. Give somebody else the role "
        "first."
    ),
    "ends-before-it-starts": N_("The last day comes before the first. Change one of them."),
    # duties
    "duty-exists": N_("There is already a duty for this course. Change that one, or end it first."),
    "duty-not-found": N_("That duty is no longer there. Open the list again."),
    "duty-without-modules": N_("Choose at least one module."),
    "duty-without-units": N_("Choose at least one unit."),
    "duty-modules-unknown": N_("A chosen module is no longer published. Choose again."),
    "course-not-found": N_("That course is no longer published. Choose another."),
    "duty-days-outside": N_("Write a whole number of days from 1 to %(longest)s."),
    "due-from-role-without-roles": N_(
        "The days can be counted from a role only when the duty is for roles. Choose one above."
    ),
    "due-without-date": N_("Choose the fixed last day, or let the days be counted instead."),
    "due-date-outside": N_("Choose a last day from %(earliest)s to %(latest)s."),
    "working-days-outside": N_("Write a whole number from 0 to %(most)s."),
    "duty-validity-outside": N_(
        "Write a whole number of days from 1 to %(longest)s, or leave it empty."
    ),
    "duty-first-day-outside": N_("Choose a first day from %(earliest)s to %(latest)s."),
    "days-below-zero": N_("A number of days cannot be below zero."),
    "reminder-before-due-outside": N_(
        "Write 0, or a number of days from %(least)s to %(longest)s."
    ),
    "reminder-before-expiry-outside": N_(
        "Write 0, or a number of days from %(least)s to %(longest)s."
    ),
    "reminder-after-outside": N_("Write a whole number of days from 1 to %(longest)s."),
    "reminder-again-outside": N_("Write 0, or a number of days from %(least)s to %(longest)s."),
    "renewal-not-within-validity": N_(
        "The time for renewal must be shorter than the time the training is valid."
    ),
    "aid-families-malformed": N_(
        "“%(text)s” is not the beginning of an occupation code. Write digits, with spaces between."
    ),
    "duty-ends-before-today": N_("The day has passed. Choose today or a later day."),
    "change-holds-from-later": N_("A change can hold from today or an earlier day."),
    "change-of-the-first-day-too": N_(
        "To change the first day, leave the day from which the change holds empty."
    ),
    "bulk-act-gone": N_("That can no longer be undone."),
    "bulk-act-undone": N_("That has been undone already."),
    # routes
    "route-key-malformed": N_(
        "Write the short name with small letters a to z, digits and hyphens, at most 40."
    ),
    "route-key-taken": N_("There is already a route with that short name."),
    "route-without-way": N_("Give a telephone number or a web address; otherwise nobody gets on."),
    "route-phone-malformed": N_(
        "Write a telephone number with digits, for example 0980-319 200. Words belong in the name "
        "or the hours."
    ),
    "route-url-malformed": N_(
        "Write the whole web address, for example https://www.example.se/contact."
    ),
    "route-not-found": N_("That route is no longer there. Open the list again."),
    "route-in-use": N_(
        "Course texts show this route, so it cannot be taken away: %(where)s. Change it instead."
    ),
    # people
    "person-not-found": N_("That person is no longer there. Open the list again."),
    "person-above": N_(
        "That person holds a role that you do not have. Ask an administrator of the whole "
        "municipality."
    ),
    "email-malformed": N_("That is not an e-mail address. Check it."),
    "email-taken": N_(
        "Another person signs in with that address. If it is the same person, merge the two."
    ),
    "sign-in-name-malformed": N_("Write a user name of at most %(longest)s characters."),
    "sign-in-name-taken": N_(
        "Another person signs in with that name. If it is the same person, merge the two."
    ),
    "sign-in-name-last": N_("It is the only way for the person to sign in. Add another first."),
    "alias-too-long": N_("Shorten the alias to at most %(longest)s characters."),
    "merge-with-self": N_("That is the same person. Choose somebody else."),
    "merge-of-merged": N_("One of the two has been merged already. Open the list again."),
    "merge-not-yourself": N_("You cannot merge yourself away. Begin from the other person's page."),
    "split-not-merged": N_("That person is not merged. Nothing was changed."),
    "several-found": N_("Several people match. Choose one of them."),
    "nobody-found": N_("Nobody matches. Check the spelling, or give the employment number."),
    "many-found": N_("More than %(most)s people match. Write more of the name."),
}
