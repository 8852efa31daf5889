"""What a page of a notebook says, cell by cell, by nbconvert and by us.

Reads from standard input one JSON list of [path of the notebook, path of our HTML]; prints one line of JSON
for each: {"path", "witness", "ours", "prose", "ownProse"}, the first two lists with one {"code", "texts", "html"}
for each code cell, the others with the text of each Markdown cell without its formulas; or {"path", "error"} where
nbconvert gives up. Both pages are read by the same parser, which is none of ours.
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


# nbconvert leaves formulas to the reader's browser; what it leaves is between these.
FORMULA = re.compile(r'\$\$.*?\$\$|\$[^$]*\$|\\begin\{(\w+\*?)\}.*?\\end\{\1\}|\\\(.*?\\\)|\\\[.*?\\\]', re.S)
# Within code the same characters begin no formula. One dollar is left of a formula that nbconvert took for a list.
IN_CODE = str.maketrans('$\\', '¤⧵')


def pieces_of(node, in_code=False):
    """Texts of a node, parted wherever markup begins or ends."""
    if not isinstance(node.tag, str):
        return
    in_code = in_code or (node.tag in ('code', 'pre') and node.text_content().count('$') % 2 == 0)
    if node.text:
        yield node.text.translate(IN_CODE) if in_code else node.text
    for child in node:
        yield from pieces_of(child, in_code)
        if child.tail:
            yield child.tail.translate(IN_CODE) if in_code else child.tail


def prose_of(root, cells, inner, unwanted):
    for cell in root.xpath(cells):
        for node in cell.xpath(unwanted):
            node.tail = ' ' + (node.tail or '')
            node.drop_tree()
        yield ' '.join(piece for node in cell.xpath(inner) for piece in pieces_of(node))


def witness_page(path):
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
    return root


def witness_cells(root):
    for cell in root.xpath('//div[contains(concat(" ", @class, " "), " jp-CodeCell ")]'):
        yield {
            'code': ''.join(text_of(cell.xpath('.//div[contains(@class, "jp-InputArea-editor")]//pre'))),
            'texts': text_of(cell.xpath('.//div[contains(@class, "jp-RenderedText")]/pre')),
            'html': text_of(cell.xpath('.//div[contains(@class, "jp-RenderedHTML ")]')),
        }


def witness_prose(root):
    cells = '//div[contains(concat(" ", @class, " "), " jp-MarkdownCell ")]'
    for text in prose_of(root, cells, './/div[contains(@class, "jp-RenderedMarkdown")]', './/a[@class="anchor-link"]'):
        yield FORMULA.sub(' ', text)


def our_page(path):
    with open(path, 'rb') as file:
        return lxml.html.document_fromstring(b'<main>' + file.read() + b'</main>', parser=PARSER)


def our_prose(root):
    return prose_of(root, '//section[contains(@class, "cell-markdown")]', '.', './/math | .//code[contains(@class, "math-source")]')


def our_cells(root):
    for cell in root.xpath('//section[contains(@class, "cell-code")]'):
        yield {
            'code': ''.join(text_of(cell.xpath('.//div[@class="cell-input"]//pre'))),
            'texts': text_of(cell.xpath('.//pre[contains(@class, "output-text")]')),
            'html': text_of(cell.xpath('.//div[@class="cell-outputs"]')),
        }


PARSER = lxml.html.HTMLParser(encoding='utf-8', huge_tree=True)

for notebook_path, our_path in json.load(sys.stdin):
    try:
        witness, ours = witness_page(notebook_path), our_page(our_path)
        result = {
            'witness': list(witness_cells(witness)),
            'ours': list(our_cells(ours)),
            'prose': list(witness_prose(witness)),
            'ownProse': list(our_prose(ours)),
        }
    except Exception as error:
        result = {'error': f'{type(error).__name__}: {error}'.split('\n')[0]}
    print(json.dumps({'path': notebook_path, **result}), flush=True)
