"""The start of the query process: ``python -I boot.py PACKAGE FOLDER...``, run as a script.

Isolated mode keeps the working folder and the environment out of the module path. The package is found in
the very folder the parent runs from; the other folders come last, so that nothing in them hides a known module.
"""

import sys
import types

if __name__ == "__main__":
    package, *folders = sys.argv[1:]
    sys.modules["claimgraph"] = types.ModuleType("claimgraph")
    sys.modules["claimgraph"].__path__ = [package]
    sys.path.extend(folder for folder in folders if folder not in sys.path)

    from claimgraph.query.child import main

    raise SystemExit(main())
