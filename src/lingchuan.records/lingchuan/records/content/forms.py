"""Add and edit forms: the checks at the door beside each field, files by year."""

from lingchuan.records.content import actions
from lingchuan.records.content import facts
from lingchuan.records.content import people
from lingchuan.records.content.checks import FILE_FIELDS
from lingchuan.records.content.checks import problems
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.grid_rows import settle_rows
from lingchuan.records.content.masks import foreign_masks
from lingchuan.records.content.masks import PARTIES
from lingchuan.records.content.masks import with_clear_numbers
from lingchuan.records.content.messages import problem_text
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.text import filename_problem
from lingchuan.records.i18n import _
from plone.dexterity.browser.add import DefaultAddForm
from plone.dexterity.browser.add import DefaultAddView
from plone.dexterity.browser.edit import DefaultEditForm
from z3c.form.interfaces import IErrorViewSnippet
from z3c.form.interfaces import NOT_CHANGED
from zope.component import getMultiAdapter
from zope.i18n import translate
from zope.interface import Invalid


_ERRORS = _("form_errors", default="Not saved, for these reasons:")
MAIN_FIELDSET = _("fieldset_main", default="Basic facts")


class CheckedForm:
    """Extends a form by the record's own checks, one message a field."""

    default_fieldset_label = MAIN_FIELDSET

    def update(self) -> None:
        """Show or process the form; grids may come from a browser without scripts."""
        settle_rows(self.request.form)
        super().update()

    def extractData(self, setErrors: bool = True) -> tuple:
        """Return the data and all errors, ours included."""
        data, errors = self._extracted(setErrors)
        if errors:
            self.formErrorsMessage = self._summary(errors)
        return data, errors

    def _extracted(self, set_errors: bool) -> tuple:
        data, errors = super().extractData(set_errors)
        for problem in self._upload_names():
            message = problem_text(problem, self.request)
            errors += (self._attach(problem.field, message),)
        if errors:
            return data, errors
        if data.get(PARTIES):
            stored = getattr(self.stored(), PARTIES, None)
            data[PARTIES] = with_clear_numbers(data[PARTIES], stored)
        masks = list(foreign_masks(self.portal_type, data, self.stored()))
        found = [one for one in self.problems(data) if one.field not in masks]
        for problem in (*(Problem(one, "foreign_mask") for one in masks), *found):
            message = problem_text(problem, self.request)
            errors += (self._attach(problem.field, message),)
        return data, errors

    def _upload_names(self) -> list[Problem]:
        """Return what is wrong with the names of uploads, as the browser sent them."""
        field = FILE_FIELDS.get(self.portal_type)
        sent = self.request.form.get(f"form.widgets.{field}") if field else None
        name = getattr(sent, "filename", None) or ""
        problem = filename_problem(field, name) if name else None
        return [problem] if problem else []

    def _summary(self, errors: tuple) -> str:
        """Return all errors in one text: a field may lie on a tab that is not shown."""
        said = [translate(_ERRORS, context=self.request)]
        for error in errors:
            label = getattr(error.widget, "label", None) or ""
            title = translate(label, context=self.request)
            text = translate(error.message, context=self.request)
            said.append(f"{title}：{text}" if title else text)
        return "\n".join(dict.fromkeys(said))

    def problems(self, data: dict) -> list[Problem]:
        """Return what is wrong with the data."""
        return problems(self.portal_type, self._getter(data), self.context)

    def _getter(self, data: dict):
        stored = self.stored()

        def get(name: str) -> object:
            value = data.get(name, NOT_CHANGED)
            return getattr(stored, name, None) if value is NOT_CHANGED else value

        return get

    def stored(self) -> object | None:
        """Return the object being edited, None while adding."""
        return None

    def _attach(self, field: str, message: str) -> object:
        widgets, widget = self.widgets, None
        for form in (self, *self.groups):
            if field in form.widgets:
                widgets, widget = form.widgets, form.widgets[field]
        view = getMultiAdapter(
            (
                Invalid(message),
                self.request,
                widget,
                getattr(widget, "field", None),
                self,
                self.context,
            ),
            IErrorViewSnippet,
        )
        view.update()
        if widget is not None:
            widget.error = view
        widgets.errors += (view,)
        return view


class CheckedAddForm(CheckedForm, DefaultAddForm):
    """An add form that says so where its type may not be added."""

    def update(self) -> None:
        """Show or process the form.

        Raises:
            NotAllowed: this type may not be added here, or not by this user.
        """
        types = self.context.allowedContentTypes()
        if self.portal_type not in [fti.getId() for fti in types]:
            raise NotAllowed(self.portal_type)
        super().update()


class RecordAddView(DefaultAddView):
    """The page to add a record to a file or an activity."""

    form = CheckedAddForm


class PermitFileAddForm(CheckedAddForm):
    """Add a permit file; it is stored in the register of its year."""

    portal_type = "PermitFile"
    _target = None

    def problems(self, data: dict) -> list[Problem]:
        """Return the file's problems, and handlers that are not the user's to name."""
        found = super().problems(data)
        if data.get("handlers") and not people.may_name_handlers(data.get("unit")):
            found.append(Problem("handlers", "handlers_of_others"))
        return found

    @property
    def container(self) -> object:
        """Return the year's register once the day is known."""
        return self._target if self._target is not None else self.context

    def create(self, data: dict) -> object:
        """Place the new file before it is made."""
        day = data.get("received_on") or facts.today()
        register = self.context
        if register.portal_type == "PermitRegister" and register.getId().isdigit():
            register = register.aq_inner.aq_parent
        self._target = actions.year_folder(register, day.year)
        return super().create(data)


class PermitFileAddView(DefaultAddView):
    """The page around it."""

    form = PermitFileAddForm


class RecordEditForm(CheckedForm, DefaultEditForm):
    """Edit a file or a record."""

    def stored(self) -> object:
        """Return the record being edited."""
        return self.context
