import { fillText } from '../../core/launcher/browser-texts.ts';
import {
  type HubPreference,
  parsePreference,
  preferenceKey,
  renderPreference,
} from '../../core/launcher/preference.ts';
import type { LauncherView } from './launcher-view.ts';

/** The reader's hub, kept in this browser and nowhere else. Storage may be closed to us. */
export function loadPreference(base: string): HubPreference | undefined {
  try {
    return parsePreference(localStorage.getItem(preferenceKey(base)));
  } catch {
    return undefined;
  }
}

/** False where it could not be kept. */
export function storePreference(base: string, preference: HubPreference | undefined): boolean {
  try {
    if (preference === undefined) localStorage.removeItem(preferenceKey(base));
    else localStorage.setItem(preferenceKey(base), renderPreference(preference));
    return true;
  } catch {
    return false;
  }
}

/** Shows what is remembered, or offers to remember the hub that comes first. */
export function showPreference(page: LauncherView, preference: HubPreference | undefined): void {
  const offer = page.first();
  const remember = page.part('remember');
  const remembered = page.part('remembered');
  remember.hidden = preference !== undefined || offer === undefined;
  remembered.hidden = preference === undefined;
  remember.textContent = fillText(page.texts.remember, offer?.dataset.title ?? '');
  if (preference === undefined) return;
  const title =
    preference.kind === 'own'
      ? (URL.parse(preference.url)?.host ?? preference.url)
      : (page.facts.hubs.find(({ id }) => id === preference.id)?.title ?? preference.id);
  page.part('remembered-text').textContent = fillText(page.texts.remembered, title);
}

/** What is remembered of a hub of the reader's own. */
export function ownPreference(
  url: string,
  type: string | undefined,
): Extract<HubPreference, { kind: 'own' }> {
  return { kind: 'own', url, ...(type === 'binderhub' && { type }) };
}
