"""Refusals about units, roles and duties."""

from collections.abc import Mapping

from elearn.wording.mark import N_

SENTENCES: Mapping[str, str] = {
    "package-day-ahead": N_(
        "The day of the counts is not over yet. Choose yesterday or an earlier day."
    ),
    "package-known-until-open": N_(
        "Records of that day can still come in. Choose yesterday or an earlier day."
    ),
    "package-known-before-day": N_(
        "The counts cannot be known before the day that they are of. Choose that day or a later "
        "one under “Completions as known at the end of”."
    ),
    "package-unit-hidden": N_(
        "The figures of the unit you asked for are hidden to protect a small group: fewer than "
        "five people there have to take the course, or a smaller group beside it could be worked "
        "out. Choose the unit above it."
    ),
    "package-unit-not-whole": N_(
        "The unit was not there that day, or a part of it belongs to somebody else today. Choose "
        "another day, or a unit below it."
    ),
    "package-unreadable": N_(
        "The file is no audit package, or it is damaged. Choose the zip file as it came."
    ),
    "day-not-a-date": N_("Write the day as year, month, day, for example 2026-03-31."),
    "day-out-of-reach": N_("Choose a day from %(first)s to %(last)s."),
    "deputy-is-yourself": N_("You have these units already. Choose somebody else."),
    "deputy-begins-in-the-past": N_("The first day has passed. Choose today or a later day."),
    "deputy-ends-before-it-begins": N_("The last day comes before the first. Change one of them."),
    "deputy-too-long": N_(
        "A deputy can stand in for at most %(months)s months. Choose an earlier last day."
    ),
    "deputy-outside-own-units": N_("You can appoint deputies for your own units only."),
    "deputy-already": N_("That person already has this unit on some of those days."),
    "deputy-not-found": N_("That deputy is no longer there. Open the list again."),
    "deputy-nobody-found": N_(
        "Nobody in your units matches. Check the spelling. For somebody in another unit, "
        "give both the employment number and the family name."
    ),
    "deputy-several-found": N_("Several people match. Choose one of them."),
    "deputy-many-found": N_("More than %(most)s people match. Write more of the name."),
}
