/**
 * The launcher page. Its button works before any of this runs: here the query and the reader's hub are
 * honoured, the hub is asked whether it is well, and the page continues where all is well.
 */
import { chooseLaunch, type LaunchSituation } from '../../core/launcher/choice.ts';
import { type LauncherQuery, parseLauncherQuery } from '../../core/launcher/query.ts';
import { nightsSince } from '../../core/site/age.ts';
import { setUpControls, showTarget } from './launcher-controls.ts';
import { askHubs } from './launcher-live.ts';
import { explainIgnoredRequest } from './launcher-notices.ts';
import { loadPreference } from './launcher-preference.ts';
import { startRedirect } from './launcher-redirect.ts';
import { LauncherView } from './launcher-view.ts';

const root = document.querySelector<HTMLElement>('[data-launcher]');
if (root !== null) void start(new LauncherView(root));

async function start(page: LauncherView): Promise<void> {
  // Few catalogues have several Binder repositories, and a page has to stay small.
  if (page.root.querySelector('[data-more-urls]') !== null) {
    const { spreadLaunches } = await import('./launcher-spread.ts');
    spreadLaunches(page);
  }
  run(page);
}

function run(page: LauncherView): void {
  const { facts } = page;
  const query = parseLauncherQuery(location.search, {
    hubs: facts.hubs.map(({ id }) => id),
    versions: [...page.versions(), ...(facts.version === undefined ? [] : [facts.version])],
    editions: Object.keys(facts.editions),
  });
  if (leadsToEdition(page, query)) return;
  const isFramed = window.top !== window.self;
  if (isFramed) page.openOutside();
  const isOlder = query.version !== undefined && query.version !== facts.version;
  const isShown = !isOlder || page.showVersion(query.version ?? '');

  const situation: LaunchSituation = {
    offers: page.describeOffers(),
    hubIds: facts.hubs.map(({ id }) => id),
    // What was asked for does not start: whether today's will do is for the reader to say.
    query: isShown ? query : { ...query, go: false },
    preference: loadPreference(facts.base),
    nightsAgo: facts.checkedAt === undefined ? undefined : nightsSince(facts.checkedAt, new Date()),
    isFramed,
    isReturn: isReturn(),
  };
  const choice = chooseLaunch(situation);
  const isSaying = explainIgnoredRequest(page, query.ignored, choice);
  const preference = choice.unmet?.why === 'gone' ? undefined : situation.preference;
  showTarget(page, choice);
  setUpControls(page, preference);

  const first = page.first();
  const live = askHubs(page);
  if (first === undefined || !choice.starts) return;
  startRedirect(page, first, {
    // Told to go in so many words, it does not wait for the hub's answer.
    confirmed: query.go
      ? Promise.resolve(true)
      : live.then((answer) => chooseLaunch({ ...situation, live: answer }).starts),
    isSaying,
  });
}

/** Goes to the page of the edition that was asked for, with the rest of the query. */
function leadsToEdition({ facts }: LauncherView, { edition }: LauncherQuery): boolean {
  const page = edition === undefined || edition === facts.edition ? undefined : facts.editions[edition];
  if (page === undefined) return false;
  const rest = new URLSearchParams(location.search);
  rest.delete('edition');
  location.replace(rest.size === 0 ? page : `${page}?${rest}`);
  return true;
}

/** Coming back with the browser's own button must not launch again. */
function isReturn(): boolean {
  const navigation = performance.getEntriesByType('navigation')[0];
  return navigation instanceof PerformanceNavigationTiming && navigation.type === 'back_forward';
}
