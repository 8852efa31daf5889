import { hubKind, isHubType } from '../../core/hub-kinds/kinds.ts';
import { fillText } from '../../core/launcher/browser-texts.ts';
import type { LaunchChoice } from '../../core/launcher/choice.ts';
import type { OwnHubType } from '../../core/launcher/own-hub.ts';
import type { HubPreference } from '../../core/launcher/preference.ts';
import { find } from './elements.ts';
import { shorten } from './launcher-notices.ts';
import { showPreference, storePreference } from './launcher-preference.ts';
import { type LauncherView, linkOf, reveal } from './launcher-view.ts';

type OwnPreference = Extract<HubPreference, { kind: 'own' }>;

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
    const { type, hub = '' } = page.first()?.dataset ?? {};
    // The page may not ask a hub of the reader's own.
    const isKnown = hub !== '' && isHubType(type);
    if (start !== null) start.hidden = !(isKnown && hubKind(type).canBeWatched);
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
  if (canUseOwn && stored?.kind === 'own') void recallOwnHub(page, stored, () => show(undefined));
}

/**
 * Fills in the address that was stored, and makes no link of it: any page of this origin could have stored it.
 * What is no address of a hub is dropped.
 */
async function recallOwnHub(page: LauncherView, stored: OwnPreference, onDropped: () => void): Promise<void> {
  const form = page.part('own-form');
  const module = await import('./launcher-own-hub.ts').catch(() => undefined);
  if (module === undefined) return;
  const checked = module.checkOwnHub(page, stored.url, stored.type ?? 'jupyterhub');
  if (!checked.ok) {
    page.say(fillText(page.texts.preferredHubRemoved, shorten(stored.url)));
    storePreference(page.facts.base, undefined);
    onDropped();
    return;
  }
  const input = find(form, '[data-own-address]', HTMLInputElement);
  // The reader may have begun to write another one.
  if (input.value === '') {
    input.value = checked.launch.hubUrl;
    chooseType(form, checked.launch.type);
  }
  reveal(form);
  page.say(fillText(page.texts.ownStored, checked.launch.title));
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

function setUpOwnHub(page: LauncherView, show: (preference: HubPreference) => void): void {
  const form = page.part('own-form');
  const input = find(form, '[data-own-address]', HTMLInputElement);
  const problem = find(form, '[data-own-problem]', HTMLElement);
  input.addEventListener('input', async () => {
    const { guessOwnHubType } = await import('../../core/launcher/own-hub.ts');
    const type = guessOwnHubType(input.value);
    if (type !== undefined) chooseType(form, type);
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const shown = await showOwn(page, input.value, chosenType(form));
    input.setAttribute('aria-invalid', String(shown?.ok !== true));
    problem.textContent = shown?.ok === false ? shown.problem : '';
    if (shown?.ok !== true) return;
    const preference = ownPreference(shown.launch.hubUrl, shown.launch.type);
    storePreference(page.facts.base, preference);
    show(preference);
    const first = page.first();
    if (first !== undefined) linkOf(first).focus();
  });
}

/** Loads the composing of links, which few readers need; undefined where it cannot be loaded. */
async function showOwn(page: LauncherView, text: string, type: OwnHubType) {
  const module = await import('./launcher-own-hub.ts').catch(() => undefined);
  return module?.showOwnHub(page, text, type);
}

function ownPreference(url: string, type: string | undefined): OwnPreference {
  return { kind: 'own', url, ...(type === 'binderhub' && { type }) };
}

/** What the reader says that the hub is; where no BinderHub can launch the notebook, nobody is asked. */
function chosenType(form: HTMLElement): OwnHubType {
  return form.querySelector('input[value="binderhub"]:checked') === null ? 'jupyterhub' : 'binderhub';
}

function chooseType(form: HTMLElement, type: OwnHubType): void {
  const choice = form.querySelector<HTMLInputElement>(`input[value="${type}"]`);
  if (choice !== null) choice.checked = true;
}

async function watch(page: LauncherView): Promise<void> {
  const { watchLaunch } = await import('./binder-watch.ts');
  await watchLaunch(page);
}
