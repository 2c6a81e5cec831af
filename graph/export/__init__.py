"""Exports: one small file a format; `formats.FORMATS` lists them."""
