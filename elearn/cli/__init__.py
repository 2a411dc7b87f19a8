"""Commands for whoever runs the product, one module a command or a family of them.

A module is found because it is here (names with an underscore are not commands) and binds

    register(subparsers)     adds its command, or several
    run(args) -> int         0 when all is well, 1 with findings, 2 for wrong usage

`args.municipality` is the slug given, or None; `_place.open_place` turns settings and slug into
what a command works with. Flask does not come in here, not even through another module.
"""
