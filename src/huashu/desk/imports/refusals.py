"""What the imports app refuses."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _noop

from huashu.desk.refusals import DeskRefusal


class BatchSettled(DeskRefusal):
    """A file is confirmed or discarded once."""

    code = "batch_settled"
    template = _noop("%(name)s is being loaded or was loaded already. Bring the file in again if you want to load it once more.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
