"""What a page of a notebook says, cell by cell, by nbconvert and by us.

Reads from standard input one JSON list of [path of the notebook, path of our HTML]; prints one line of JSON
for each: {"path", "witness", "ours"}, both lists with one {"code", "texts", "html"} for each code cell, or
{"path", "error"} where nbconvert gives up. Both pages are read by the same parser, which is none of ours.
"""
import json
import re
import sys

import lxml.etree
import lxml.html
import nbformat
from nbconvert import HTMLExporter

exporter = HTMLExporter()


def text_of(nodes):
    return [node.text_content() for node in nodes]


def witness_cells(path):
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        for output in cell.get('outputs', []):
            # nbconvert 6.5 gives up a notebook over the XML declaration of a drawing.
            svg = output.get('data', {}).get('image/svg+xml')
            if svg is not None:
                output['data']['image/svg+xml'] = re.sub(r'^\s*<\?xml[^>]*\?>', '', ''.join(svg))
    page, _ = exporter.from_notebook_node(notebook)
    root = lxml.html.document_fromstring(page.encode(), parser=PARSER)
    lxml.etree.strip_elements(root, 'script', 'style', with_tail=False)
    for cell in root.xpath('//div[contains(concat(" ", @class, " "), " jp-CodeCell ")]'):
        yield {
            'code': ''.join(text_of(cell.xpath('.//div[contains(@class, "jp-InputArea-editor")]//pre'))),
            'texts': text_of(cell.xpath('.//div[contains(@class, "jp-RenderedText")]/pre')),
            'html': text_of(cell.xpath('.//div[contains(@class, "jp-RenderedHTML ")]')),
        }


def our_cells(path):
    with open(path, 'rb') as file:
        root = lxml.html.document_fromstring(b'<main>' + file.read() + b'</main>', parser=PARSER)
    for cell in root.xpath('//section[contains(@class, "cell-code")]'):
        yield {
            'code': ''.join(text_of(cell.xpath('.//div[@class="cell-input"]//pre'))),
            'texts': text_of(cell.xpath('.//pre[contains(@class, "output-text")]')),
            'html': text_of(cell.xpath('.//div[@class="cell-outputs"]')),
        }


PARSER = lxml.html.HTMLParser(encoding='utf-8', huge_tree=True)

for notebook_path, our_path in json.load(sys.stdin):
    try:
        result = {'witness': list(witness_cells(notebook_path)), 'ours': list(our_cells(our_path))}
    except Exception as error:
        result = {'error': f'{type(error).__name__}: {error}'.split('\n')[0]}
    print(json.dumps({'path': notebook_path, **result}), flush=True)
