import type { Element } from 'hast';
import type { HastPluginDefinition, HastVisitorContext } from 'satteri';
import { readsAsAddress } from '../../core/addresses/reads-as-address.ts';

/**
 * What the pages beside the manifest need: columns aligned by class, because the security policy
 * forbids style attributes; cells that know the name of their column, which is out of sight on a phone; code that can
 * be scrolled from the keyboard; and a mark on links that paper says in full.
 */
export const fitPages: HastPluginDefinition = {
  name: 'fit-pages',
  element: [
    {
      filter: ['td', 'th'],
      visit(node, context) {
        const align = /text-align: ?(\w+)/.exec(String(node.properties?.style ?? ''))?.[1];
        context.setProperty(node, 'style', undefined);
        if (align === 'center' || align === 'right')
          context.setProperty(node, 'className', [`align-${align}`]);
        const column = node.tagName === 'td' ? findColumnName(node, context) : undefined;
        if (column !== undefined) context.setProperty(node, 'dataLabel', column);
      },
    },
    {
      filter: ['a'],
      visit(node, context) {
        if (readsAsAddress(context.textContent(node), String(node.properties?.href ?? '')))
          context.setProperty(node, 'className', ['own-address']);
      },
    },
    { filter: ['pre'], visit: (node, context) => context.setProperty(node, 'tabIndex', 0) },
  ],
};

/** Undefined for the first column, which heads the row, and where the table has no words for it. */
function findColumnName(cell: Readonly<Element>, context: HastVisitorContext): string | undefined {
  const index = context.indexOf(cell);
  const row = context.parent(cell);
  const body = row && context.parent(row);
  const table = body && context.parent(body);
  const isFirst = row?.children.find(({ type }) => type === 'element') === row?.children[index ?? -1];
  if (index === undefined || table === undefined || isFirst) return undefined;
  const head = findChild(findChild(table, 'thead'), 'tr')?.children[index];
  return head?.type === 'element' ? context.textContent(head).trim() || undefined : undefined;
}

function findChild(
  parent: { readonly children: readonly unknown[] } | undefined,
  tagName: string,
): Element | undefined {
  const isWanted = (child: unknown): child is Element =>
    (child as Partial<Element>).type === 'element' && (child as Element).tagName === tagName;
  return parent?.children.find(isWanted);
}
