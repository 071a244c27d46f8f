"""What the parts of a store are called."""

KIND = "store"
SUFFIX = ".db"
INDEX = "claims.sqlite"
TRIPLES = "oxigraph"

VERSION = 1
"""Of the folder and of the tables in the index; a store of another version is built anew."""
