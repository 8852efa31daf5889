import { fillText } from '../../core/launcher/browser-texts.ts';
import { guessOwnHubType, type OwnHubType } from '../../core/launcher/own-hub.ts';
import type { HubPreference } from '../../core/launcher/preference.ts';
import { find } from './elements.ts';
import { shorten } from './launcher-notices.ts';
import { checkOwnHub, showOwnHub } from './launcher-own-hub.ts';
import { ownPreference, storePreference } from './launcher-preference.ts';
import { type LauncherView, linkOf, reveal } from './launcher-view.ts';

/*
 * The form for a hub of the reader's own. Loaded when somebody uses it, since it brings the whole composing of links
 * with it.
 */

const addressOf = (form: HTMLElement) => find(form, '[data-own-address]', HTMLInputElement);

/**
 * Fills in the address that was stored, and makes no link of it: any page of this origin could have stored it.
 * What is no address of a hub is dropped.
 */
export function recallOwnHub(
  page: LauncherView,
  stored: Extract<HubPreference, { kind: 'own' }>,
  onDropped: () => void,
): void {
  const form = page.part('own-form');
  const checked = checkOwnHub(page, stored.url, stored.type ?? 'jupyterhub');
  if (!checked.ok) {
    page.say(fillText(page.texts.preferredHubRemoved, shorten(stored.url)));
    storePreference(page.facts.base, undefined);
    onDropped();
    return;
  }
  const input = addressOf(form);
  // The reader may have begun to write another one.
  if (input.value === '') {
    input.value = checked.launch.hubUrl;
    chooseType(form, checked.launch.type);
  }
  reveal(form);
  page.say(fillText(page.texts.ownStored, checked.launch.title));
}

/** Chooses the kind of hub that an address shows while it is being typed; what the reader chooses stays. */
export function followAddress(form: HTMLElement, typedIn: EventTarget | null): void {
  const address = addressOf(form);
  if (typedIn !== address) return;
  const type = guessOwnHubType(address.value);
  if (type !== undefined) chooseType(form, type);
}

/** Puts the hub whose address was typed first, or says what is wrong with the address. */
export function launchOnOwnHub(
  page: LauncherView,
  form: HTMLElement,
  show: (preference: HubPreference) => void,
): void {
  const input = addressOf(form);
  const shown = showOwnHub(page, input.value, chosenType(form));
  input.setAttribute('aria-invalid', String(!shown.ok));
  find(form, '[data-own-problem]', HTMLElement).textContent = shown.ok ? '' : shown.problem;
  if (!shown.ok) return;
  const preference = ownPreference(shown.launch.hubUrl, shown.launch.type);
  storePreference(page.facts.base, preference);
  show(preference);
  const first = page.first();
  if (first !== undefined) linkOf(first).focus();
}

/** What the reader says that the hub is; where no BinderHub can launch the notebook, nobody is asked. */
function chosenType(form: HTMLElement): OwnHubType {
  return form.querySelector('input[value="binderhub"]:checked') === null ? 'jupyterhub' : 'binderhub';
}

function chooseType(form: HTMLElement, type: OwnHubType): void {
  const choice = form.querySelector<HTMLInputElement>(`input[value="${type}"]`);
  if (choice !== null) choice.checked = true;
}
