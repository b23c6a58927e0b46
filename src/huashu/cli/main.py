"""Entry point of ``huashu``: finds the subcommand and turns refusals into sentences and exit codes.

Exit codes: 0 done; 1 some of the input was refused; 2 the command was called wrongly or could not start.
Subcommands are imported only when called, so that ``huashu schedule`` never waits for the web framework.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Final

import click

from huashu import __version__
from huashu.errors import Refusal

COMMANDS: Final[dict[str, str]] = {
    "schedule": "huashu.cli.schedule:schedule",
    "import": "huashu.cli.imports:import_group",
    "close": "huashu.cli.close:close",
    "messages": "huashu.cli.messages:messages",
    "audit": "huashu.cli.audit:audit",
    "conduct": "huashu.cli.conduct:conduct",
    "review": "huashu.cli.review:review",
    "answers": "huashu.cli.answers:answers",
    "promise": "huashu.cli.promise:promise",
    "playbook": "huashu.cli.playbook:playbook",
    "demo": "huashu.cli.demo:demo",
    "serve": "huashu.cli.serve:serve",
    "user": "huashu.cli.user:user",
    "settings": "huashu.cli.settings:settings",
}


class LazyGroup(click.Group):
    """A command group whose members are imported on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of a working day."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module that holds the command."""
        del ctx
        target = COMMANDS.get(cmd_name)
        if target is None:
            return None
        module, _, attribute = target.partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="huashu")
def huashu() -> None:
    """Huashu (话术): the call desk for auto lenders.

    Import a loan book, run the close, open the desk. Settings come from the environment; `huashu settings` lists them.
    """


def main() -> None:
    """Run the command line; a refusal becomes one sentence on standard error and exit code 1."""
    try:
        # Outside standalone mode click returns the code of an early exit instead of raising it.
        sys.exit(huashu.main(prog_name="huashu", standalone_mode=False))
    except click.exceptions.Abort:
        click.echo("Stopped. What was finished before is kept.", err=True)
        sys.exit(1)
    except click.ClickException as problem:
        problem.show()
        sys.exit(2)
    except Refusal as refusal:
        click.echo(f"huashu: {refusal.message}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
