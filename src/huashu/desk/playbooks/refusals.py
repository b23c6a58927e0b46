"""Why a track isn't published."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_noop

from huashu.desk.refusals import DeskRefusal


class TrackFaulty(DeskRefusal):
    """The loader found problems."""

    code = "track_faulty"
    template: ClassVar[str] = gettext_noop(
        "The track wasn't published: %(count)s problems stand beside it. Nothing that you wrote is lost."
    )
    place = "text"


class TrackVersionOld(DeskRefusal):
    """The file's version number isn't above the latest."""

    code = "track_version_old"
    template: ClassVar[str] = gettext_noop("Version %(latest)s is there already. Write version: %(wanted)s in the file.")
    place = "text"


class TrackUnchanged(DeskRefusal):
    """The file is the current version's."""

    code = "track_unchanged"
    template: ClassVar[str] = gettext_noop("Nothing was changed, so there is nothing to publish.")
    place = "text"


class TrackOther(DeskRefusal):
    """The file is of another track or language than the page."""

    code = "track_other"
    template: ClassVar[str] = gettext_noop("This page edits %(track)s in %(language)s. Publish another track from its own page or file.")
    place = "text"
