"""What pages read about willingness, ability and phases."""
