"""The ``huashu`` command. Each subcommand is one module; none holds logic that a room should own."""
