"""Payroll lists and lists of units: sent, looked at, confirmed, undone."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_datetime
from flask_babel import gettext as _

from elearn.domain.errors import FormatError, Refusal
from elearn.domain.people.permissions import Permission
from elearn.interchange.people_csv import read_people
from elearn.interchange.units_csv import read_units
from elearn.services import import_batches, people_import, units_import
from elearn.services.people_import import Covering, Preview
from elearn.store.queries.admin_imports import BatchRow, batches
from elearn.web.admin.asked import scope
from elearn.web.admin.blueprint import pages
from elearn.web.admin.import_forms import PEOPLE, UNITS, ConfirmForm, UploadForm
from elearn.web.admin.import_shown import (
    MOST_LINES,
    Shown,
    count_headings,
    people_shown,
    units_shown,
)
from elearn.web.db import session
from elearn.web.forms import add_refusal, refused
from elearn.web.guard import actor, requires
from elearn.web.site import site
from elearn.web.tenant import municipality_id


@pages.route("/imports", methods=["GET", "POST"])
@requires(Permission.IMPORT_PEOPLE)
def imports() -> ResponseReturnValue:
    form = UploadForm()
    if not form.validate_on_submit():
        return _upload_page(form), 422 if form.errors else 200
    try:
        batch = _kept(form)
    except FormatError as error:
        add_refusal(form.file, error)
        return _upload_page(form), 422
    session().commit()
    return redirect(url_for(".preview", batch_id=batch), code=303)


@pages.get("/imports/<uuid:batch_id>/preview")
@requires(Permission.IMPORT_PEOPLE)
def preview(batch_id: UUID) -> ResponseReturnValue:
    try:
        shown = _shown(_batch(batch_id))
    except Refusal as refusal:
        flash(refused(refusal), "info")
        return redirect(url_for(".imports"), code=303)
    return _preview_page(batch_id, shown, ConfirmForm())


@pages.post("/imports/<uuid:batch_id>/confirm")
@requires(Permission.IMPORT_PEOPLE)
def confirm_import(batch_id: UUID) -> ResponseReturnValue:
    form = ConfirmForm()
    batch = _batch(batch_id)
    try:
        _confirmed(batch, form)
    except Refusal as refusal:
        session().rollback()
        return _not_confirmed(batch, form, refusal)
    session().commit()
    flash(_("The list has been imported."), "success")
    return redirect(url_for(".imports"), code=303)


@pages.post("/imports/<uuid:batch_id>/discard")
@requires(Permission.IMPORT_PEOPLE)
def discard_import(batch_id: UUID) -> ResponseReturnValue:
    import_batches.discard_preview(session(), municipality_id(), batch_id)
    session().commit()
    flash(_("The preview is thrown away. Nothing was changed."), "info")
    return redirect(url_for(".imports"), code=303)


@pages.post("/imports/<uuid:batch_id>/undo")
@requires(Permission.IMPORT_PEOPLE)
def undo_import(batch_id: UUID) -> ResponseReturnValue:
    """Whoever does not administer the whole municipality undoes only what is their own."""
    batch = _batch(batch_id)
    if scope(Permission.IMPORT_PEOPLE) is not None and batch.made_by != actor().person:
        abort(403)
    act = people_import.undo if batch.kind == PEOPLE else units_import.undo
    act(
        session(),
        municipality_id(),
        actor().person,
        batch_id,
        new_id=site().new_id,
        now=site().now(),
    )
    session().commit()
    flash(_("The import has been undone."), "success")
    return redirect(url_for(".imports"), code=303)


def _kept(form: UploadForm) -> UUID:
    """Reads the file and keeps what it says for a preview. Raises: FormatError."""
    content = form.file.data.read()
    place, who, id, now = municipality_id(), actor().person, site().new_id(), site().now()
    if form.kind.data == UNITS:
        return units_import.keep_preview(session(), place, who, read_units(content), id=id, now=now)
    kept = Preview(read_people(content), bool(form.is_whole.data))
    return people_import.keep_preview(session(), place, who, kept, id=id, now=now)


def _batch(batch_id: UUID) -> BatchRow:
    rows = batches(session(), municipality_id())
    found = next((row for row in rows if row.id == batch_id), None)
    if found is None:
        raise Refusal("import-not-found")
    return found


def _confirmed(batch: BatchRow, form: ConfirmForm) -> None:
    place, who = municipality_id(), actor().person
    fingerprint = request.form.get("fingerprint", "")
    reached = scope(Permission.IMPORT_PEOPLE)
    if batch.kind == UNITS:
        units_import.confirm(
            session(),
            place,
            who,
            batch.id,
            fingerprint,
            reached,
            new_id=site().new_id,
            now=site().now(),
            today=site().today(),
        )
        return
    people_import.confirm(
        session(),
        place,
        who,
        batch.id,
        fingerprint,
        reached,
        allow_leavers=bool(form.allow_leavers.data),
        new_id=site().new_id,
        now=site().now(),
        today=site().today(),
    )


def _not_confirmed(batch: BatchRow, form: ConfirmForm, refusal: Refusal) -> ResponseReturnValue:
    match refusal.code:
        case "import-many-leavers":
            add_refusal(form.allow_leavers, refusal)
            return _preview_page(batch.id, _shown(batch), form), 422
        case "import-plan-changed":
            flash(refused(refusal), "warning")
            return redirect(url_for(".preview", batch_id=batch.id), code=303)
        case "import-already-done" | "import-not-found" | "import-of-another":
            flash(refused(refusal), "info")
            return redirect(url_for(".imports"), code=303)
        case _:
            raise refusal


def _shown(batch: BatchRow) -> Shown:
    """Planned anew, with what is known now. Raises: Refusal, as `import_batches.waiting`."""
    place, who = municipality_id(), actor().person
    reached = scope(Permission.IMPORT_PEOPLE)
    if batch.kind == UNITS:
        listed = units_import.waiting_preview(session(), place, batch.id, who)
        planned = units_import.plan_list(
            session(), place, listed, reached, today=site().today(), new_id=site().new_id
        )
        return units_shown(planned, listed.dropped)
    kept = people_import.waiting_preview(session(), place, batch.id, who)
    plan = people_import.plan_people(
        session(),
        place,
        kept.listed,
        Covering(kept.is_whole, within=reached, actor=who),
        today=site().today(),
        new_id=site().new_id,
        now=site().now(),
    )
    return people_shown(plan, kept.listed.dropped)


def _upload_page(form: UploadForm) -> str:
    return render_template(
        "admin/imports.html",
        form=form,
        rows=batches(session(), municipality_id()),
        kinds={PEOPLE: _("People"), UNITS: _("Units")},
        headings=count_headings(),
        me=actor().person,
        when=format_datetime,
    )


def _preview_page(batch_id: UUID, shown: Shown, form: ConfirmForm) -> str:
    return render_template(
        "admin/import_preview.html",
        form=form,
        batch_id=batch_id,
        shown=shown,
        faults=[(fault.row, refused(fault.refusal)) for fault in shown.faults[:MOST_LINES]],
        hints=[(hint.row, refused(hint.refusal)) for hint in shown.hints[:MOST_LINES]],
        many_leavers=refused(shown.many_leavers) if shown.many_leavers else "",
        figures=[(section.title, section.total) for section in shown.sections],
    )
