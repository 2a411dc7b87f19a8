"""What an author reads about a course: what is wrong, and what to do about it.

A sentence belongs to a code, its values come with the finding. Swedish is a translation of
these like any other language; the words that authors type, such as `Fråga:`, are not.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from elearn.wording.mark import N_

_BALANCE: Mapping[str, str] = {
    "marker-predicts": N_(
        "“%(about)s” goes with the signals or with the look-alikes (φ = %(share)s; at most 0.05 "
        "either way). Write cases so that it says nothing about which is which."
    ),
    "marker-one-sided": N_(
        "“%(about)s” is only found on one side. Write a case of the other kind with the same "
        "marker."
    ),
    "ideology-one-sided": N_(
        "“%(about)s” is only found among the signals or only among the look-alikes. Write one of "
        "the other kind."
    ),
    "religion-one-sided": N_(
        "“%(about)s” is only found among the signals or only among the look-alikes. Write one of "
        "the other kind."
    ),
    "signal-without-twin": N_(
        "The signal %(about)s has no look-alike with the same markers. Write one, and name it with "
        "twin:."
    ),
    "protected-trait-in-key": N_(
        "The key rests on “%(about)s”, which is protected and never a sign. Let a behaviour decide."
    ),
    "share-of-signals": N_(
        "The share of signals is %(share)s; between 0.25 and 0.40 is right. Most of what one meets "
        "is harmless."
    ),
    "longest-is-right": N_(
        "In %(share)s of the questions in the bank the longest option is right. Lengthen some "
        "wrong ones."
    ),
}
"""By the fault that `recognition.balance` finds."""

SENTENCES: Mapping[str, str] = {
    # The file itself.
    "file-too-large": N_(
        "The file is %(size)s bytes and may be at most %(limit)s. Divide the module, or make "
        "the picture smaller."
    ),
    "file-not-utf-8": N_("This line holds letters that cannot be read. Save the file as UTF-8."),
    "control-character": N_(
        "This line holds an invisible control character. Delete the line and type it again."
    ),
    "hard-space": N_(
        "This line holds a space that only looks like one, as copied from a word processor. Delete "
        "the spaces at its beginning, and those round # - and [x], and type them again."
    ),
    "file-name": N_(
        "A module's file is called two digits, a hyphen and its id, such as "
        "01-early-signs.md. Rename %(name)s."
    ),
    "meeting-page-alone": N_(
        "There is no module %(id)s in this language for the meeting page to stand beside. Write "
        "the module first, or correct the id and the name of the page."
    ),
    "id-not-file-name": N_("The id is %(id)s but the file is called %(name)s. Make them the same."),
    "language-not-folder": N_(
        "The language is “%(language)s” but the folder is “%(folder)s”. Correct one of them."
    ),
    "variant-not-file-name": N_(
        "An easy-read text is called %(name)s with .lattlast before .md, and says variant: "
        "lättläst. Do both or neither."
    ),
    "module-twice": N_(
        "Another file already holds the module %(id)s in this language. Remove one, or change "
        "its id and name."
    ),
    "module-absent": N_(
        "The course lists the module %(id)s, but no file has that id. Write the file or take "
        "the id out of the list."
    ),
    "module-not-listed": N_(
        "This module is not in its course. Add its id in course.yaml: modules: [%(id)s]"
    ),
    "bank-listed": N_(
        "%(id)s is a bank of cases and no step of the course. Take it out of modules in "
        "course.yaml."
    ),
    "forms-without-bank": N_(
        "Only a bank of cases has forms. Write kind: bank as well, or take forms away."
    ),
    "form-unknown": N_(
        "The bank has no form “%(form)s”. Choose one of its forms (%(forms)s), or add it at the "
        "top: forms: [A, B, C]."
    ),
    "case-without-concept": N_(
        "A case in a bank says what it practises. Add it to the comment: concept: isolering (a key "
        "of _shared/glossary.yaml)."
    ),
    "course-id-not-folder": N_(
        "The course says id %(id)s but lies in the folder %(folder)s. Make them the same."
    ),
    "media-kind": N_("Files that end in %(suffix)s cannot be shown. Use one of: %(allowed)s."),
    "media-active": N_(
        "This drawing holds script, fetches something from elsewhere or has a style that does more "
        "than give colours and sizes. Save it again as a plain SVG."
    ),
    # Settings at the top and in the registers.
    "front-matter-missing": N_(
        "The module does not begin with its settings. Begin the file with a line of three hyphens "
        "(---), lines such as id: fraga-i-tid, and three hyphens again."
    ),
    "front-matter-unclosed": N_(
        "The settings at the top never end. Put a line of three hyphens (---) after them."
    ),
    "yaml-broken": N_(
        "This line cannot be read. Write key: value, and put quotes round a value that holds a "
        'colon: title: "Oro: vad gör jag?"'
    ),
    "yaml-not-a-mapping": N_("Lines of key: value are expected here, such as owner: samordnaren."),
    "yaml-too-clever": N_(
        "Anchors (&), references (*) and tags (!) are not used here. Write the value out, in "
        "quotes if it begins with such a sign."
    ),
    "yaml-too-deep": N_("There are too many levels inside each other here. Write it flatter."),
    "register-not-a-list": N_("Below %(name)s there is a list; begin each entry with a hyphen."),
    "key-twice": N_("%(key)s is there twice. Keep one."),
    "key-of-entry-twice": N_("Two entries have the key %(key)s. Give each a key of its own."),
    "key-unknown": N_("There is no setting called “%(key)s”. Correct it or take it out."),
    "key-missing": N_("%(key)s is missing or empty. Add it on a line of its own: %(key)s: …"),
    "key-not-supported": N_("%(key)s is not supported yet. Take it out for now."),
    "value-not-text": N_(
        "%(key)s takes one text, not a list. Write it without brackets: %(key)s: …"
    ),
    "value-not-a-list": N_("%(key)s takes a list such as [one, two]."),
    "value-not-an-id": N_(
        "“%(value)s” cannot be used for %(key)s. Use the letters a to z, digits and hyphens, such "
        "as tidiga-tecken."
    ),
    "value-not-a-language": N_("“%(value)s” is no language code. Write sv or en, for instance."),
    "value-not-by-language": N_(
        "%(key)s takes a text per language, such as {sv: Oro, en: Concern}."
    ),
    "value-not-a-date": N_(
        "“%(value)s” is no date. Write %(key)s as year-month-day, such as 2026-09-15."
    ),
    "value-not-a-number": N_(
        "“%(value)s” does not fit %(key)s. Write a whole number from 1 to %(most)s, such as "
        "%(key)s: 5."
    ),
    "value-not-a-percentage": N_(
        "“%(value)s” is no percentage. Write %(key)s as, for instance, 70 %%."
    ),
    "value-not-yes-or-no": N_(
        "“%(value)s” does not fit %(key)s. Write %(key)s: yes or %(key)s: no."
    ),
    "value-not-allowed": N_("“%(value)s” does not fit %(key)s. Choose one of: %(allowed)s."),
    # The text.
    "raw-html": N_(
        "HTML is not used here. Write it in Markdown, such as **bold**, or put a backslash before "
        "the sign: \\<"
    ),
    "fence-unclosed": N_(
        "The code block that begins here never ends, so nothing after it could be read. Close it "
        "with the same signs on a line of their own, such as ```."
    ),
    "comment-unclosed": N_(
        "The comment that begins here never ends, so nothing after it could be read. Close it with "
        "--> before the next heading, as in <!-- id: something -->."
    ),
    "comment-malformed": N_(
        "This comment cannot be read. It begins with <, ! and two hyphens and ends with two "
        "hyphens and >: <!-- id: something -->. A word processor makes dashes of hyphens."
    ),
    "text-after-comment": N_(
        "Text stands on the same line as the end of a comment. Move it to the line below -->."
    ),
    "label-twice": N_(
        "[%(label)s] is already defined on line %(first)s. Give this one another name, such as "
        "[%(label)s-2]."
    ),
    "heading-without-space": N_(
        "Put a space after # to make a heading (%(heading)s), or a backslash before it to make it "
        "text (\\#)."
    ),
    "heading-inside-list-or-quote": N_(
        "A heading cannot stand in a list or a quote. Begin it at the left edge, on a line of its "
        "own: %(heading)s"
    ),
    "heading-underlined": N_(
        "A line of hyphens right below text makes a heading of it. Write ## before the heading (## "
        "Så gör du), or put an empty line between."
    ),
    "heading-empty": N_(
        "This heading has no text. Write one, such as ## Så gör du, or take it away."
    ),
    "title-twice": N_(
        "The module already has a title on line %(first)s. Begin this heading with ## instead of #."
    ),
    "title-not-first": N_(
        "The title comes first. Move this heading to the top, or begin it with ## instead of #."
    ),
    "nesting-too-deep": N_(
        "There are too many lists or quotes inside each other here. Write it flatter."
    ),
    "roles-malformed": N_(
        "This comment names no role. Write for instance <!-- roles: skola, fritid --> (school, "
        "leisure)."
    ),
    "roles-unclosed": N_(
        "The text for certain roles that begins here never ends. Write <!-- /roles --> after it, "
        "before the next heading."
    ),
    "roles-unopened": N_(
        "No text for certain roles has begun. Write <!-- roles: skola --> before it, or take this "
        "line away."
    ),
    "roles-not-here": N_(
        "In an exercise everybody is asked the same. Move the text for certain roles out of it, "
        "under a heading of its own."
    ),
    "include-not-supported": N_("Shared blocks are not supported yet. Copy the text in here."),
    # Blocks and their settings.
    "id-missing": N_(
        "This block has no id. Write <!-- id: something --> under the heading, or run courses "
        "check with --fix."
    ),
    "id-malformed": N_(
        "“%(id)s” cannot be an id. Use a to z, digits and hyphens, such as <!-- id: forsta-kontakt "
        "-->; “lead” is taken."
    ),
    "id-twice": N_(
        "The id %(id)s is already used on line %(first)s. Give this block another, such as <!-- "
        "id: %(id)s-2 -->."
    ),
    "of-malformed": N_(
        "“%(of)s” is no mark of a source text. Take it out and run courses check with --fix."
    ),
    "setting-malformed": N_(
        "“%(text)s” cannot be read. Write settings as id: something; tags: one, two."
    ),
    "setting-twice": N_("%(key)s is there twice in this comment. Keep one."),
    "setting-unknown": N_(
        "There is no setting called “%(key)s” here. Correct it or take it out. There are: "
        "%(allowed)s."
    ),
    "setting-value": N_("“%(value)s” does not fit %(key)s. Choose one of: %(allowed)s."),
    "settings-misplaced": N_(
        "These settings belong to no block. Put the comment on the line right under the heading: "
        "## Så gör du, and below it <!-- id: sa-gor-du -->."
    ),
    # Exercises.
    "type-unknown": N_(
        "There is no exercise type called “%(type)s”. Correct it, or write type: text if this "
        "is ordinary text."
    ),
    "keyword-unknown": N_(
        "This looks like an exercise, but “%(keyword)s” is no kind of exercise. Write ### "
        "Fråga: (### Question:), or type: text in the comment if this is ordinary text."
    ),
    "keyword-without-colon": N_(
        "This looks like an exercise, but there is no colon after “%(keyword)s”. Add it: "
        "%(heading)s"
    ),
    "exercise-level": N_(
        "This looks like an exercise, but its heading begins with %(level)s. Begin it with ###: "
        "%(heading)s"
    ),
    "exercise-indented": N_(
        "This looks like an exercise, but its heading is indented, so it would be shown as code. "
        "Begin it at the left edge: %(heading)s"
    ),
    "part-level": N_(
        "This looks like a part of an exercise, but its heading begins with %(level)s. Begin it "
        "with ####: %(heading)s (or, if this is ordinary text, write type: text in the comment)."
    ),
    "part-indented": N_(
        "This looks like a part of an exercise, but its heading is indented, so it would be shown "
        "as code. Begin it at the left edge: %(heading)s"
    ),
    "exercise-without-keyword": N_(
        "A ticked list with quotes looks like an exercise. Begin its heading with ### Fråga: "
        "(### Question:), or take the quotes out of the list."
    ),
    "exercise-without-heading": N_(
        "This looks like the heading of an exercise, but it is text, and the answers would be "
        "shown. Write it as a heading: %(heading)s"
    ),
    "exercise-without-question": N_(
        "Nothing stands after the keyword. Write the question there: ### Fråga: Vad gör du? (### "
        "Question: What do you do?)"
    ),
    "exercise-without-options": N_(
        "This exercise has no options. Write 1. [x] and 1. [ ] for one answer, - [x] and - [ "
        "] for several."
    ),
    "exercise-without-list": N_(
        "This exercise (%(kind)s) has no list that can be read. Begin each line of it as here: "
        "%(example)s"
    ),
    "exercise-without-passage": N_(
        "This exercise has no text to mark in. Write it as a quote, with each phrase as "
        "[phrase][k1]: > She has [stopped eating lunch][k1]."
    ),
    "exercise-without-parts": N_(
        "This exercise has no parts. Write each under a heading of its own: %(example)s."
    ),
    "options-not-here": N_(
        "This exercise takes no options and no feedback. Take away the boxes and the indented "
        "quotes, or begin its heading with ### Fråga: (### Question:)."
    ),
    "marks-outside-exercise": N_(
        "[%(label)s] marks a phrase, but no exercise has it. Put it below ### Markera: "
        "(### Mark:) and write [phrase][%(label)s] in the quote there."
    ),
    "mark-unused": N_(
        "No phrase in the quote refers to [%(label)s]. Write [phrase][%(label)s] there, or take "
        "the line away."
    ),
    "mark-undefined": N_(
        '[%(label)s] is not defined. Write a line such as [%(label)s]: #tecken "why" (#signal), '
        "#neutralt (#neutral) or #skydd (#protective)."
    ),
    "mark-target": N_(
        "[%(label)s] leads to “%(target)s”, which is no kind of mark. Write [%(label)s]: #tecken "
        '"why" (#signal), #neutralt (#neutral), #skydd (#protective) or #saknas (#missing).'
    ),
    "mark-malformed": N_(
        "The mark of [%(label)s] cannot be read. Write it on one line at the left edge, with a "
        'colon and quotes: [%(label)s]: #tecken "why" (#signal).'
    ),
    "passage-link": N_(
        "The quote of this exercise holds nothing but text and marked phrases, such as "
        "[phrase][k1]. Move other links and pictures above it."
    ),
    "text-after-passage": N_(
        "Text after the quote is not shown. Move it above the quote, or make it an explanation: "
        "> **Förklaring:** (> **Explanation:**)."
    ),
    "part-unknown": N_(
        "This heading belongs to no part of the exercise. Begin it with one of: %(allowed)s. For "
        "a heading in the text, use #####."
    ),
    "part-name": N_(
        "“%(name)s” cannot be a name here. Use a to z, digits and hyphens, such as #### Steg: "
        "fraga (#### Step: ask)."
    ),
    "part-twice": N_(
        "The name %(name)s is already used on line %(first)s. Give this part another, such as "
        "%(name)s-2, for links lead to names: #steg-%(name)s-2 (#step-…)."
    ),
    "way-without-link": N_(
        "Under a heading of this kind, each choice is a link to the next: 1. [I ask how things "
        "are.](#steg-fraga) (#step-ask)."
    ),
    "arrow-twice": N_(
        "There are two arrows on this line. Keep one: - left → right. Take the others out of the "
        "text."
    ),
    "alternative-absent": N_(
        "%(id)s is no other exercise in this module. Write the id of the exercise that those get "
        "who skip this one, such as alternative: ett-lugnare-fall."
    ),
    "alternative-other-concept": N_(
        "%(id)s practises another concept than this exercise. Choose one with the same concept: "
        "setting."
    ),
    "list-should-be-numbered": N_(
        "The list of this exercise (%(kind)s) is numbered. Write a number and a full stop instead "
        "of the hyphen: %(example)s"
    ),
    "order-without-numbers": N_(
        "What is to be put in order is numbered: 1. 2. 3., in the right order and without boxes. "
        "Write numbers instead of the hyphens."
    ),
    "list-should-be-bulleted": N_(
        "The list of this exercise (%(kind)s) has hyphens. Write a hyphen instead of the number: "
        "%(example)s"
    ),
    "options-too-many": N_(
        "A list of this kind has at most %(most)s lines, and readers have had enough long before "
        "that. Make two exercises of it."
    ),
    "list-mixed": N_(
        "This option is numbered and the others are not, or the other way round. Numbers mean one "
        "answer (1. [x] Ja), hyphens several (- [x] Ja); use one kind."
    ),
    "list-broken": N_(
        "The options are one list, without other text in between. Move hints and explanations "
        "above or below it."
    ),
    "box-malformed": N_(
        "This box cannot be read. Write [x] for right or [ ] for wrong, and a space after it, such "
        "as [x] Ja."
    ),
    "option-without-box": N_(
        "This option has no box. Write [x] for right or [ ] for wrong before it, such as [ ] Nej."
    ),
    "box-not-here": N_(
        "The lines of this list have no boxes: their order, their arrows or the votes of a panel "
        "are the key. Take [ ] away."
    ),
    "option-empty": N_(
        "This option has no text. Write it after the box or sign, such as [ ] Jag väntar, or take "
        "the line away."
    ),
    "option-indented": N_(
        "This option is indented. Move it to the left edge; only feedback on an option stands four "
        "spaces in, as > Därför."
    ),
    "feedback-not-indented": N_(
        "This quote stands among the options but belongs to none. Put four spaces before it, "
        "or a label such as **Förklaring:** (**Explanation:**)."
    ),
    "text-after-options": N_(
        "Text after the options is not shown. Move it above them, or make it an explanation: "
        "> **Förklaring:** (> **Explanation:**). Begin each line of a feedback with >."
    ),
    "label-unknown": N_(
        "“%(label)s” is no label. Write > **Ledtråd:** (Hint), **Förklaring:** (Explanation), "
        "**Exempelsvar:** (Model answer), **Svar:** (Answer) or **Obs:** (Notice)."
    ),
    "label-not-bold": N_(
        "A quote that begins with %(label)s: would be read as part of the text. Write two "
        "asterisks on each side: > **%(label)s:** …"
    ),
    "label-empty": N_(
        "Nothing stands after %(label)s. Write it there, > **%(label)s:** …, or take the line away."
    ),
    "label-not-here": N_(
        "A quote labelled %(label)s does not belong here. Make it > **Förklaring:** (> "
        "**Explanation:**), or move it right under the exercise's heading."
    ),
    "label-repeated": N_(
        "There are two quotes labelled %(label)s. Write them together under one > **%(label)s:** "
        "…; only hints may be several."
    ),
    "label-repeated-in-part": N_(
        "This part has two quotes labelled %(label)s. What is said of the whole exercise stands "
        "above the first heading with ####, and is read last all the same. Move it there, or write "
        "both together."
    ),
    "confidence-labels": N_(
        "How sure one is has three different answers, from unsure to sure: **Säkerhet:** gissar | "
        "ganska säker | helt säker (**Confidence:** guessing | fairly sure | quite sure)."
    ),
    "confidence-not-here": N_(
        "This exercise cannot ask how sure one is: its answer says so already, or nothing in it is "
        "right or wrong. Take the line away."
    ),
    "confidence-twice": N_("An exercise asks once how sure one is. Keep one of the lines."),
    "choice-too-few-options": N_(
        "A question has at least two options. Add one, such as [ ] Jag väntar."
    ),
    "choice-nothing-right": N_("No option is right. Write [x] before the right one."),
    "choice-nothing-wrong": N_(
        "Every option is right, so there is nothing to choose. Add a wrong one, such as [ ] Jag "
        "väntar."
    ),
    "pair-without-arrow": N_(
        "“%(text)s” lacks its other half. Write, for instance, Fire → 112, with spaces on both "
        "sides of the arrow."
    ),
    "pairs-too-few": N_("There are fewer than two pairs to find. Add one, such as - Fire → 112."),
    "pairs-all-alike": N_(
        "All pairs end alike, so there is nothing to choose. Add one that ends otherwise, or a "
        "false option with nothing before the arrow: - → The switchboard."
    ),
    "distractor-is-a-partner": N_(
        "“%(text)s” stands alone after an arrow, but is also how another line ends. Take this "
        "line away, or write something else after its arrow."
    ),
    "order-too-short": N_(
        "There are at least two things to put in order. Add one, such as 2. Ask a colleague."
    ),
    "number-unreadable": N_(
        "“%(text)s” is no number that can be checked. Write 30, 5–8 or 10 ± 2. The unit goes "
        "into the comment under the heading: unit: days. What is answered in words begins with "
        "### Skriv: (### Write:)."
    ),
    "number-backwards": N_(
        "“%(text)s” begins with the larger number. Write the smaller one first, such as 5–8."
    ),
    "mistake-is-right": N_(
        "“%(text)s” is marked as wrong, but is accepted as right already. Take the line away, or "
        "make what is right narrower, such as 9–11 in place of 10 ± 5."
    ),
    "words-with-mark-up": N_(
        "“%(text)s” holds bold, a link or a local value, which nobody types. Write the bare "
        "words. * is any letters; put back-ticks (`) round what is meant literally."
    ),
    "words-accept-anything": N_(
        "“%(text)s” would accept any answer. Write letters beside the *, such as orosanmäl*."
    ),
    "words-too-long": N_(
        "This answer is longer than the %(most)s letters that can be typed. Shorten it, or put * "
        "in place of some of it."
    ),
    "answer-not-here": N_(
        "A quote labelled Svar (Answer) belongs to a Regel: (Rule:). Make it an explanation: "
        "> **Förklaring:** (> **Explanation:**)."
    ),
    "model-answer-not-here": N_(
        "A quote labelled Exempelsvar (Model answer) belongs to a Reflektera: (Reflect:). Make "
        "it an explanation: > **Förklaring:** (> **Explanation:**)."
    ),
    "rule-without-answer": N_(
        "This card has no back. Write the answer in a quote with a label: > **Svar:** Ring 112. "
        "(> **Answer:** Call 112.)"
    ),
    "worked-case-empty": N_("This case has no text. Write under the heading what happened."),
    "scenario-band-missing": N_(
        "The step “%(name)s” has levels but does not say which are accepted. Write <!-- band: 1–2 "
        "--> under its heading."
    ),
    "scenario-band-unmet": N_(
        "No choice of the step “%(name)s” has an accepted level. Correct its band, or give a "
        'choice one: [text](#steg-b "nivå 1") (level 1).'
    ),
    "scenario-box-outside-band": N_(
        "This choice is ticked, but its level is not an accepted one. Write [ ], or correct the "
        "level or the band."
    ),
    "scenario-choices-outside": N_(
        "This choice stands above the first step. Move it below a heading such as #### Steg: "
        "samtal (#### Step: talk)."
    ),
    "scenario-counter-unknown": N_(
        "Nothing ever raises “%(counter)s”. Correct the name, or raise it in the title of a "
        'choice: "+%(counter)s".'
    ),
    "scenario-duty-band": N_(
        "The step “%(name)s” has a legal duty, so only level 4 is accepted. Take its band out, or "
        "write band: 4."
    ),
    "scenario-end-empty": N_(
        "The end “%(name)s” has no text. Write under the heading how it ended, such as Familjen "
        "får ett möte inom en vecka."
    ),
    "scenario-end-with-choices": N_(
        "The end “%(name)s” has choices. Make it a step, or take the choices away."
    ),
    "scenario-guard-impossible": N_(
        "Nobody can ever choose this, because “%(guard)s” never holds here. Change the number, or "
        'let an earlier choice change the counter: [text](#steg-b "+tillit").'
    ),
    "scenario-no-exit": N_(
        "From the step “%(name)s” no choice ever leads to an end. Let one of them lead to an end, "
        "such as [text](#slut-hjalp) (#end-help)."
    ),
    "scenario-no-exit-counted": N_(
        "Who comes to the step “%(name)s” with %(counters)s never gets to an end. Let a choice "
        "that is open then lead to one, such as [text](#slut-hjalp) (#end-help)."
    ),
    "scenario-no-good-way": N_(
        "The choices that are right never lead all the way to an end. Let a right choice be open "
        "at every step on the way."
    ),
    "scenario-nothing-recommended": N_(
        "No choice of the step “%(name)s” is recommended. Write [x] before the one that is."
    ),
    "scenario-rung-missing": N_(
        "The step has accepted levels, but this choice has none. Write one in its title: "
        '[text](#steg-b "nivå 2") (level 2).'
    ),
    "scenario-trust": N_(
        "“%(value)s” is no counter whose value can be told as trust. Name one that a choice raises "
        "and another asks about, or take the setting out."
    ),
    "scenario-setting-above": N_(
        "“%(key)s” is about one step. Move it into a comment under the heading of that step: <!-- "
        "%(key)s: … -->"
    ),
    "scenario-step-unjudged": N_(
        "Other steps say which choice is right, but “%(name)s” does not. Write [x] and [ ] before "
        "its choices too."
    ),
    "scenario-step-without-choice": N_(
        "The step “%(name)s” has no choices. Write them as links, such as 1. [x] [Jag "
        "frågar.](#steg-b), or make it an end."
    ),
    "scenario-stuck": N_(
        "Who comes to the step “%(name)s” with %(counters)s has nothing to choose. Add a choice "
        "that is always open, one without om (if)."
    ),
    "scenario-target": N_(
        "“%(target)s” leads to no step and no end of this scenario. Correct the link, or write the "
        "heading that it leads to, such as %(heading)s."
    ),
    "scenario-level": N_(
        "“%(value)s” is no level. Write nivå (level) and one of these: 0 the ordinary relation, 1 "
        "talk and support, 2 ask a colleague or manager, 3 specialist support without naming the "
        "person, 4 the formal route, such as a report to social services or 112."
    ),
    "scenario-band": N_(
        "“%(value)s” does not say which levels are accepted. Write one or two of 0 to 4, the lower "
        "first, such as band: 2 or band: 1–2. 0 is the ordinary relation, 1 talk and support, 2 "
        "ask a colleague or manager, 3 specialist support, 4 the formal route."
    ),
    "scenario-title": N_(
        "“%(value)s” cannot be read. Write the title as in "
        '"nivå 2; +tillit; om oro>=1" (level 2; +trust; if worry>=1).'
    ),
    "scenario-too-large": N_(
        "This scenario can take too many turns to be checked; the limit is %(limit)s. Use fewer "
        "steps or counters."
    ),
    "scenario-unreachable": N_(
        "No choice leads to “%(name)s”. Link to it from another step, with [text](#steg-%(name)s) "
        "or [text](#slut-%(name)s) (#step-…, #end-…), or take it away."
    ),
    "scenario-without-end": N_(
        "This scenario has no end. Write one, such as #### Slut: hjalp (#### End: help)."
    ),
    "scenario-without-step": N_(
        "This scenario has no step. Write one, such as #### Steg: samtal (#### Step: talk)."
    ),
    "truth-missing": N_(
        "Nothing says what this case is. Write truth: signal, truth: lookalike or truth: grey in "
        "the comment below the heading."
    ),
    "case-without-text": N_(
        "This case has no text. Write below the heading what somebody sees and hears."
    ),
    "panel-setting": N_(
        "“%(value)s” says nothing about a panel. Write panel: none, or panel: 8/10 when ten were "
        "asked and eight agreed."
    ),
    "form-of-grey-case": N_(
        "A grey case has no right answer, so nothing can be measured with it. Take form: out of "
        "the comment, or write truth: lookalike or truth: signal."
    ),
    "anchor-truth": N_(
        "A case with truth: %(truth)s cannot be the anchor %(anchor)s. Write anchor: clear-signal "
        "for a signal, and clear-ordinary or classic-lookalike for a look-alike."
    ),
    "twins-not-two": N_(
        "Twins are two cases, and here are %(count)s. Write #### Fall: a and #### Fall: b (#### "
        "Case: a, #### Case: b)."
    ),
    "twins-alike": N_(
        "Both cases have the same text, so there is nothing to compare. Change one thing in this "
        "one."
    ),
    "twins-markers-differ": N_(
        "One case is a signal and the other is not, but their markers differ too. Write the same "
        "under both, such as markers: luva, so that only behaviour tells them apart."
    ),
    "twins-setting-above": N_(
        "Each of the two cases has its own %(key)s. Move it into a comment below each heading: "
        "<!-- %(key)s: … --> under #### Fall: a (#### Case: a)."
    ),
    "notes-count": N_(
        "A course of events has %(fewest)s to %(most)s notes, and this one has %(count)s. Write "
        "each as 1. [ ] and its text."
    ),
    "notes-two-changes": N_(
        "Concern becomes warranted on one note only. Keep the first [x] and write [ ] here."
    ),
    "panel-arrow": N_(
        "An arrow makes pairs, and a panel chooses between single options. Write the option in "
        "words: - I ask how things are: 7."
    ),
    "panel-votes-lacking": N_(
        "“%(text)s” has no number, but other options have. Write how many of the panel chose it, "
        "also when nobody did: - I wait: 0."
    ),
    "panel-votes-malformed": N_(
        "“%(text)s” does not end with a number of people. Write it as - I wait: 3, or put words "
        "after the colon."
    ),
    "mark-too-few-lures": N_(
        "At least %(fewest)s phrases are harmless, and here are %(count)s. Mark more as [k2]: "
        '#neutralt "why" (#neutral) or #skydd (#protective).'
    ),
    "mark-without-signal": N_(
        'No phrase is a signal. Write [k1]: #tecken "why" (#signal), or clean: yes in the comment '
        "when there is nothing to find."
    ),
    "mark-clean-with-signal": N_(
        "The comment says clean: yes, but a phrase is a signal. Take one of them out."
    ),
    "mark-twice": N_(
        "Two phrases refer to [%(label)s]. Give each its own: [phrase][k1] and [phrase][k2]."
    ),
    "mark-missing-malformed": N_(
        "“%(label)s” is shown as it is and cannot hold < > or &. Write words, such as [The date]: "
        '#saknas "why" (#missing).'
    ),
    # Rules that are errors.
    "footnote-missing": N_(
        "[^%(label)s] has no footnote. Write [^%(label)s]: and the source at the end of the file."
    ),
    "image-broken": N_(
        "The picture “%(target)s” is not in the course's media folder. Put it there, and "
        "write its name as in ../media/name.png."
    ),
    "image-without-alt": N_(
        "The picture %(target)s does not say what it shows. Write that between the square brackets."
    ),
    "concept-unknown": N_(
        "“%(key)s” is not in the glossary, so readers would see the code. Correct it, or add it to "
        "_shared/glossary.yaml with a word and what it means."
    ),
    "case-unexplained": N_(
        "Whoever has judged this case is not told why. Say what decides, below the text: "
        "> **Förklaring:** (> **Explanation:**)."
    ),
    "twin-unknown": N_(
        "This module has no other case “%(twin)s” to judge. Write the id of one after twin:, or "
        "take twin: away."
    ),
    "law-unknown": N_(
        "The law %(key)s is not in the register. Add it to _shared/laws.yaml or correct the key."
    ),
    "link-broken": N_(
        "“%(target)s” leads nowhere. Link to https://…, to a block (#id), to another module's "
        "file, to a file in media, or to /card."
    ),
    "option-repeated": N_("Two options say “%(text)s”. Change one of them."),
    "option-without-feedback-phrase": N_(
        "[%(label)s] says nothing about why. Write it in quotes at the end of the line: #tecken "
        '"Why" (#signal).'
    ),
    "personal-number-typed": N_(
        "This looks like a personal identity number. Take it out, even if it is invented."
    ),
    "phone-typed": N_(
        "The telephone number %(phone)s is typed in the text. Write the local value instead, "
        "such as {{lokal.samordnare}}."
    ),
    "slot-empty": N_("{{%(slot)s}} has nothing to show. Fill in the route in _shared/routes.yaml."),
    "slot-malformed": N_(
        "These double braces hold no local value. Write {{lokal.key}} with a key from the "
        "register of routes."
    ),
    "slot-unknown": N_(
        "{{%(slot)s}} is not in the register of routes. Correct it, or add the route to "
        "_shared/routes.yaml."
    ),
    "translation-blocks-differ": N_(
        "The block %(id)s is only in one of the translation and its source. Add or remove it, "
        "and keep the ids alike."
    ),
    "translation-key-differs": N_(
        "The right answer of %(id)s is not the same as in the source. Keep the options in the "
        "same order and mark the same ones."
    ),
    "translation-key-differs-kind": N_(
        "%(id)s is another kind of exercise than in the source (%(own)s; there %(wanted)s). Use "
        "the same keyword, and numbers or hyphens as there."
    ),
    "translation-key-differs-setting": N_(
        "%(id)s says %(key)s otherwise than the source does. Take %(key)s out of the comment here; "
        "then it is the same as there."
    ),
    "translation-options-differ": N_(
        "%(id)s has %(own)s options and the source has %(wanted)s. Make them as many."
    ),
    "translation-twice-source": N_(
        "%(other)s is already the source of this module. Write translation_of in one of them."
    ),
    "translation-without-source": N_(
        "There is no module “%(source)s” to translate in this course. Correct translation_of, "
        "written as id@version."
    ),
    # Rules that ask.
    "all-of-the-above": N_(
        "“%(text)s” points at the other options, which do not stand in this order for "
        "everybody. Write out what you mean."
    ),
    "bare-sign-list": N_(
        "A list of signs stands alone. Add other explanations, something that protects, and "
        "the next caring step."
    ),
    "callout-without-title": N_(
        'This call-out has no title. Write one in quotes, such as !!! note "Kom ihåg".'
    ),
    "claim-without-source": N_(
        "“%(word)s” suggests a fact, but the paragraph has no source. Add a footnote."
    ),
    "ending-without-card": N_(
        "The module does not end with whom to turn to. Let its last section show a local "
        "value, or link to /card."
    ),
    "forms-unlike-lacking": N_(
        "The form %(form)s has %(signals)s signals and %(lookalikes)s look-alikes. Nobody can be "
        "measured with it before it has 8 and 16, and nothing grey."
    ),
    "forms-unlike-differ": N_(
        "The forms do not measure alike: cases with %(about)s are %(counts)s. Move or change cases "
        "until they differ by one at most."
    ),
    "footnote-unused": N_(
        "Nothing refers to the footnote %(label)s. Write [^%(label)s] where it belongs, or "
        "take it out."
    ),
    "heading-jump": N_("A heading jumps from %(above)s to %(level)s. Go down one level at a time."),
    "law-review-overdue": N_(
        "The law %(key)s should have been read again by %(day)s. Check it and move the date."
    ),
    "law-typed": N_(
        "The paragraph “%(law)s” is typed in the text. Name the law in words, and put its key "
        "in law_refs."
    ),
    "lix-high": N_(
        "The text has LIX %(lix)s; aim for at most %(limit)s. Shorten sentences and swap long "
        "words."
    ),
    "longest-option-right": N_(
        "In all %(count)s questions the longest option is right, which gives the answer away. "
        "Lengthen some wrong ones."
    ),
    "milieu-lopsided": N_(
        "%(milieu)s stands for %(count)s of %(all)s mentions of a milieu. Let no milieu stand "
        "for more than four in ten."
    ),
    "no-concern-share": N_(
        "%(harmless)s of %(cases)s cases end in no concern. Let at least a third do so, and "
        "tag them no-concern."
    ),
    "option-without-feedback": N_(
        "Option %(number)s says nothing about why. Write a quote under it, four spaces in."
    ),
    "position-always-right": N_(
        "Option %(position)s is right in all %(count)s questions. Move some right ones."
    ),
    "protected-trait-marked": N_(
        "“%(word)s” stands in a phrase marked as a sign. What somebody believes, wears, speaks or "
        "votes for is no sign; mark the behaviour, or make the phrase #neutralt (#neutral)."
    ),
    "review-in-future": N_(
        "The module says it was reviewed on %(day)s, which has not come. Correct the date."
    ),
    "review-overdue": N_(
        "This module should have been read again by %(day)s. Review it and move the date."
    ),
    "review-too-far": N_(
        "More than a year lies between the review and the next. Choose an earlier day."
    ),
    "route-expired": N_(
        "Nobody has vouched for the route %(key)s since %(day)s. Check it and move the date."
    ),
    "route-expired-acute": N_(
        "Nobody has vouched for the route %(key)s since %(day)s. Read the number on the web page "
        "or ask its owner, and move the date. Never call an emergency number to try it."
    ),
    "route-unverified": N_(
        "Nobody has ever verified the route %(key)s. Try it, and write the day until which "
        "somebody vouches for it."
    ),
    "route-unverified-acute": N_(
        "Nobody has ever verified the route %(key)s. Read the number on the web page or ask its "
        "owner, and write the day until which somebody vouches for it. Never call an emergency "
        "number to try it."
    ),
    "signals-outnumber": N_(
        "%(signals)s phrases are signs and %(harmless)s are to be left alone. Add some that are "
        "harmless, so that one learns to leave things alone as well."
    ),
    "single-sign-unsaid": N_(
        "The module speaks of signs but does not say that no single sign proves anything. Say so."
    ),
    "source-old": N_(
        "The latest year in the source %(label)s is %(year)s. Read it again and write when, "
        "or find a newer one."
    ),
    "source-without-address": N_(
        "The source %(label)s cannot be opened by others. Add an address or a reference number."
    ),
    "sources-missing": N_("The module has no sources. Add a footnote to each fact."),
    "title-differs": N_(
        "The heading says “%(heading)s” and the title says “%(title)s”. Make them the same."
    ),
    "translation-stale": N_(
        "The source of %(id)s has changed. Compare the texts, and write of: %(now)s when this "
        "one is right again."
    ),
    "translation-unmarked": N_(
        "%(id)s does not say which text it translates. Run courses check with --fix."
    ),
    "word-to-avoid": N_(
        "“%(word)s” points at people or promises too much. Choose another word, such as oro "
        "(concern)."
    ),
    # What was understood.
    "meeting-page-incomplete-section": N_(
        "The meeting page has no section with the id %(id)s. It has four: prata, fallet, leda and "
        "en-sak. Write the missing one as ## and its id in a comment below."
    ),
    "meeting-page-incomplete-answer": N_(
        "Whoever leads is not told what to say in one of three hard moments. Add a section ### "
        "with the id %(id)s under the notes for whoever leads."
    ),
    "meeting-page-incomplete-points": N_(
        "There are %(points)s things to talk about. Number three: 1. 2. 3."
    ),
    "meeting-page-incomplete-case": N_(
        "The case is not set apart. Write it as a quote: > before each line."
    ),
    "meeting-page-incomplete-vote": N_(
        "There is nothing to vote on. Number at least two choices below the case: 1. 2."
    ),
    "meeting-page-incomplete-afterwards": N_(
        "Nothing says what to say after the vote. End with a paragraph that begins with a bold "
        "label, such as **For whoever leads:**. It is folded until the vote is done."
    ),
    "meeting-page-incomplete-exercise": N_(
        "A meeting page has no exercises: nothing that is said at a meeting is marked. Take away "
        "the word before the colon, or ask it in the module."
    ),
    "meeting-page-length": N_(
        "A meeting page takes %(shortest)s to %(longest)s minutes. Write minutes: with such a "
        "number at the top, and leave something out if it takes longer."
    ),
    "legal-review-missing": N_("The module rests on law and no lawyer has read it yet."),
    "understood-one": N_("One answer, key: %(key)s, of %(options)s options."),
    "understood-several": N_("Several answers, key: %(key)s, of %(options)s options."),
    "understood-any": N_("One answer, any of these: %(key)s, of %(options)s options."),
    "understood-pairs": N_(
        "%(pairs)s pairs, and %(lures)s on the right that belong to nothing on the left."
    ),
    "understood-order": N_("%(count)s to be put in the order in which they stand here."),
    "understood-numeric": N_("A number, key: %(key)s; known mistakes: %(mistakes)s."),
    "understood-short-text": N_("A few words, key: %(key)s; known mistakes: %(mistakes)s."),
    "understood-judge-signal": N_("A case to judge, key: more than ordinary concern."),
    "understood-judge-lookalike": N_("A case to judge, key: ordinary concern."),
    "understood-judge-grey": N_("A case to judge without a right answer."),
    "understood-twins": N_(
        "Two cases, %(signals)s with more than ordinary concern; only both judged rightly count."
    ),
    "understood-change": N_("%(notes)s notes; concern is warranted from number %(note)s on."),
    "understood-no-change": N_("%(notes)s notes; concern is never warranted."),
    "understood-marks": N_(
        "To find: %(signals)s signs. To leave alone: %(harmless)s. Missing from the text: "
        "%(missing)s."
    ),
    "understood-story": N_("A story of %(steps)s steps and %(ends)s ends, scored."),
    "understood-story-unscored": N_(
        "A story of %(steps)s steps and %(ends)s ends, without right or wrong."
    ),
    "understood-panel": N_("%(options)s options, scored by how many of the panel chose each."),
    "understood-panel-none": N_(
        "%(options)s options; no panel of at least five has voted, so nothing is scored."
    ),
    "understood-reflection": N_("To reflect on: never sent, never kept, never scored."),
    "understood-worked-case": N_("To read: never scored."),
    "understood-rule-card": N_("To know by heart: rated by the reader, never scored."),
    "understood-other": N_("An exercise of the kind %(type)s."),
    **{f"bank-unbalanced-{fault}": said for fault, said in _BALANCE.items()},
    **{f"bank-lopsided-{fault}": said for fault, said in _BALANCE.items()},
}

DID_YOU_MEAN = N_("Did you mean “%(near)s”?")


class Told(Protocol):
    """A finding, a mistake, or anything else with a code and values."""

    @property
    def code(self) -> str: ...
    @property
    def values(self) -> Mapping[str, object]: ...


def sentence(told: Told, gettext: Callable[[str], str]) -> str:
    """What *told* says, in the language of *gettext*; its code where nobody wrote a sentence.

    A code with several sentences says in its value *variant* which of them is meant.
    """
    code = "-".join(filter(None, (told.code, str(told.values.get("variant", "")))))
    msgids = [SENTENCES.get(code, code.replace("%", "%%"))]
    if told.values.get("near"):
        msgids.append(DID_YOU_MEAN)
    return " ".join(gettext(msgid) % told.values for msgid in msgids)
