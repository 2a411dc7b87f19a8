"""What is taught. Text comes in as bytes, findings and safe HTML go out; no disk, no clock.

source.py      bytes → lines, or why not
outline.py     lines → headings, sections, fences, comments, definitions
parsing.py     the files of a folder → Library, or every mistake in them
course.py      what those files say: Course, ModuleText, blocks, routes, laws, terms
markup.py      Markdown → safe HTML; the only place that sanitises
compiled.py    a module as it is stored and shown: rendered once, loaded in a request
checking.py    a library → findings, by the rules of rules/
"""
