import type { LaunchChoice } from '../../core/launcher/choice.ts';
import type { HubPreference } from '../../core/launcher/preference.ts';
import { ownPreference, showPreference, storePreference } from './launcher-preference.ts';
import type { LauncherView } from './launcher-view.ts';

/** Puts the chosen launch first. */
export function showTarget(page: LauncherView, { target }: LaunchChoice): void {
  const offer = page.offers().find(({ dataset }) => dataset.hub === target?.id);
  if (target !== undefined && offer !== undefined) page.promote(offer);
}

/**
 * What the reader can do beside pressing the button.
 *
 * @param stored what of the reader's preference still holds
 */
export function setUpControls(page: LauncherView, stored: HubPreference | undefined): void {
  const { base } = page.facts;
  const show = (preference: HubPreference | undefined) => {
    showPreference(page, preference);
    const start = page.root.querySelector<HTMLElement>('[data-watch-start]');
    // Never on a hub of the reader's own: the page may not ask it.
    if (start !== null) start.hidden = page.first()?.dataset.watchable === undefined;
  };
  page.part('remember').addEventListener('click', () => {
    const { hub = '', url = '', type } = page.first()?.dataset ?? {};
    const preference: HubPreference = hub === '' ? ownPreference(url, type) : { kind: 'hub', id: hub };
    if (!storePreference(base, preference)) return;
    show(preference);
    page.part('forget').focus();
  });
  page.part('forget').addEventListener('click', () => {
    storePreference(base, undefined);
    show(undefined);
    page.part('remember').focus();
  });
  page.root.querySelector('[data-watch-start]')?.addEventListener('click', () => void watch(page));
  setUpReport(page);
  // Notebooks that are in an image open on the hub that built it, and on no other.
  const canUseOwn = page.facts.content !== undefined;
  if (canUseOwn) setUpOwnHub(page, show);
  show(stored);
  if (stored === undefined) storePreference(base, undefined);
  if (canUseOwn && stored?.kind === 'own') {
    void loadOwnForm().then((form) => form?.recallOwnHub(page, stored, () => show(undefined)));
  }
}

/** The form takes the place of the plain link. */
function setUpReport(page: LauncherView): void {
  const form = page.root.querySelector<HTMLElement>('[data-report-form]');
  page.root.querySelector('[data-report-plain]')?.remove();
  form?.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { openReport } = await import('./launcher-report.ts');
    openReport(form);
  });
}

/** What the form does is loaded when somebody uses it. */
function setUpOwnHub(page: LauncherView, show: (preference: HubPreference) => void): void {
  const form = page.part('own-form');
  form.addEventListener('input', async ({ target }) => (await loadOwnForm())?.followAddress(form, target));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    await (await loadOwnForm())?.launchOnOwnHub(page, form, show);
  });
}

/** Undefined where it cannot be loaded. */
const loadOwnForm = () => import('./launcher-own-form.ts').catch(() => undefined);

async function watch(page: LauncherView): Promise<void> {
  const { watchLaunch } = await import('./binder-watch.ts');
  await watchLaunch(page);
}
