"""Every notebook below a folder as HTML, in one process. One that fails is left out, as nbconvert's own command would end there."""

import sys
from pathlib import Path

from nbconvert import HTMLExporter

source, target = map(Path, sys.argv[1:])
target.mkdir(parents=True)
exporter = HTMLExporter()
failed = 0
for number, path in enumerate(sorted(source.rglob("*.ipynb"))):
    try:
        body, _ = exporter.from_filename(str(path))
    except Exception:
        failed += 1
    else:
        (target / f"{number}.html").write_text(body, encoding="utf-8")
print(failed)
