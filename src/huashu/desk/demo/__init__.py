"""The demo in the desk: loads the invented book of ``adapters.demo``, and takes every row of it out again."""
