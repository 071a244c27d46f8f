"""The store: a folder that holds a graph of any size, as triples for SPARQL and as an index for ready questions."""
