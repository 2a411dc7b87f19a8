"""What is taught. Text comes in as bytes, findings and safe HTML go out; no disk, no clock.

Reading, from the outside in:

    parsing.py        the files of a folder → Library, or every mistake in them
    registers.py      course.yaml, routes, laws and glossary
    modules.py        one file → ModuleText, by way of
      source.py         bytes → lines, or why not; where mistakes are noted
      front_matter.py   the settings at the top; record.py and yaml_text.py read YAML
      outline.py        lines → headings, sections, fences, comments, definitions
      blocks.py         a section → text or exercise; exercise_text.py cuts an exercise up
    media.py          pictures and other files beside the text
    course.py         what all of these say: Course, ModuleText, blocks, laws, terms
    routes.py         the action card
    digest.py         versions: what a text is called once it may never change again

Showing:

    markup.py         Markdown → safe HTML; the only place that sanitises
    compiled.py       a module as it is stored and shown: rendered once, loaded in a request
    references.py     what Markdown refers to; links.py says where that leads
    plain.py          what a reader sees, without marks, for searching
    walk.py           the steps in which a module is taken

Judging:

    checking.py       a library → findings, by the rules of rules/; rule.py is their contract
    phrases.py, habits.py, translations.py    what rules share
    fixing.py         writes missing ids and marks into files
"""
