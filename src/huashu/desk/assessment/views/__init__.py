"""Pages of willingness, ability and phases."""
