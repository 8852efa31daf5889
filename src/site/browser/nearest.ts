/** On the page for addresses that do not exist: the notebooks whose ids are most like the one asked for. */

import { decodeLoosely } from '../../core/addresses/decode-loosely.ts';
import { findNearestNotebooks } from '../../core/launcher/nearest.ts';
import { find } from './elements.ts';

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly page: string;
  readonly permalink: string;
}

const root = document.querySelector<HTMLElement>('[data-nearest]');
if (root !== null) void suggest(root);

async function suggest(root: HTMLElement): Promise<void> {
  const { base = '/', catalogue = '' } = root.dataset;
  const [, kind = '', wanted = ''] =
    /^(l|notebooks)\/(.+)$/s.exec(decodeLoosely(location.pathname).slice(base.length)) ?? [];
  if (wanted === '') return;
  const notebooks = await loadNotebooks(catalogue);
  const nearest = findNearestNotebooks(wanted.replace(/\/@[^/]*\/?$/, ''), notebooks);
  if (nearest.length === 0) return;
  const items = nearest.map(({ title, page, permalink }) => {
    const link = document.createElement('a');
    // The reader has not asked for this one, so it waits.
    link.href = kind === 'l' ? `${permalink}?go=0` : page;
    link.textContent = title;
    const item = document.createElement('li');
    item.append(link);
    return item;
  });
  find(root, 'ul', HTMLElement).replaceChildren(...items);
  root.hidden = false;
}

async function loadNotebooks(address: string): Promise<readonly Listed[]> {
  try {
    const { notebooks } = (await (await fetch(address)).json()) as { notebooks?: readonly Listed[] };
    return notebooks ?? [];
  } catch {
    return [];
  }
}
