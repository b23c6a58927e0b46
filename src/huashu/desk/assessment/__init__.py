"""Willingness and ability of a case with their evidence, what people say otherwise, and the phase of a case."""
