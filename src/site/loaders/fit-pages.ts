import type { HastPluginDefinition } from 'satteri';
import { readsAsAddress } from '../../core/addresses/reads-as-address.ts';

/**
 * What the pages beside the manifest need: columns aligned by class, because the security policy
 * forbids style attributes, code that can be scrolled from the keyboard, and a mark on links that paper says in full.
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
