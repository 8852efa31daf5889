import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explainLink } from '../../src/core/links/explain/explain.ts';
import { parseNotebookAddress } from '../../src/core/links/notebook-address.ts';
import { CORPUS } from '../support/corpus.ts';

const LINKS = join(CORPUS, '../faults/links.txt');

/** Faults whose correction leaves everything but the hub's address as it is. */
const ABOUT_THE_HUB = ['link/not-https', 'link/retired-hub', 'link/doubled-slash'];

const lines = existsSync(LINKS) ? readFileSync(LINKS, 'utf8').trim().split('\n') : [];

describe.skipIf(lines.length === 0)('links that were corrected wrongly (needs ../shared/faults)', () => {
  it.each(lines)('%s', (link) => {
    const { corrected, faults, hub, opens, ...said } = explainLink(link);
    const codes = faults.map(({ code }) => code);
    if (codes.includes('link/not-a-launch')) {
      // A page of a repository: what it names is for the link builder.
      expect(parseNotebookAddress(link).ok).toBe(true);
      return;
    }
    expect(codes).not.toEqual([]);
    if (corrected === undefined) {
      expect(codes.some((code) => ['link/personal-server', 'link/missing-branch'].includes(code))).toBe(true);
      return;
    }
    const again = explainLink(corrected);
    expect(again.faults).toEqual([]);
    const { corrected: _, faults: __, hub: newHub, opens: nowOpens, ...saidAgain } = again;
    expect(saidAgain).toEqual(said);
    expect(newHub).toMatch(/^https:\/\/[^/]+(?:\/[^/]+)*$/);
    if (codes.every((code) => ABOUT_THE_HUB.includes(code))) expect(nowOpens).toBe(opens);
  });
});
