import type { HastPluginDefinition } from 'satteri';

/**
 * What the pages beside the manifest need: columns aligned by class, because the security policy
 * forbids style attributes, and code that can be scrolled from the keyboard.
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
    { filter: ['pre'], visit: (node, context) => context.setProperty(node, 'tabIndex', 0) },
  ],
};
