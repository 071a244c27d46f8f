-- kind, nodes: integer
SELECT kind, nodes FROM total ORDER BY nodes DESC, kind
