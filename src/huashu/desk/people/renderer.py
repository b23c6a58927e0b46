"""How forms become HTML: one template per field, with its hint and its errors tied to the control."""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates


class DeskRenderer(DjangoTemplates):
    """Renders ``{{ form.field.as_field_group }}`` and ``{{ form }}`` with the desk's own field template."""

    field_template_name = "huashu/field.html"
