import { type Content, element, isElement, text } from './tree.ts';

/**
 * A list of lists as the table that it is (docutils, `list-table`): a row for each item, a cell for each item in it.
 * What has another shape stays as it is.
 */
export function listTable(content: Content, headerRows: number): Content {
  const [list, ...others] = content.filter((node) => node.type === 'element');
  if (list === undefined || others.length > 0) return content;
  const rows = itemsOf(list)?.map((row) => {
    const [cells, ...rest] = row.filter((node) => node.type === 'element');
    return cells === undefined || rest.length > 0 ? undefined : itemsOf(cells);
  });
  if (rows === undefined || rows.length === 0) return content;
  const table: Content = [];
  for (const [index, cells] of rows.entries()) {
    if (cells === undefined) return content;
    const tagName = index < headerRows ? 'th' : 'td';
    const row = cells.map((cell) => element(tagName, {}, ...withoutParagraph(cell)));
    table.push(element('tr', {}, ...row), text('\n'));
  }
  const head = table.splice(0, 2 * Math.max(0, Math.floor(headerRows) || 0));
  return [
    element(
      'table',
      {},
      ...(head.length > 0 ? [element('thead', {}, ...head)] : []),
      element('tbody', {}, ...table),
    ),
  ];
}

/** Contents of the items of a list; undefined for what is none. */
function itemsOf(node: Content[number]): Content[] | undefined {
  if (!isElement(node, 'ul') && !isElement(node, 'ol')) return undefined;
  return node.children.filter((child) => isElement(child, 'li')).map((item) => item.children);
}

function withoutParagraph(cell: Content): Content {
  const [only, ...others] = cell.filter((node) => node.type !== 'text' || node.value.trim() !== '');
  return isElement(only, 'p') && others.length === 0 ? only.children : cell;
}
