import type { Environment, EnvironmentVersion, Hub } from '../catalog/types.ts';
import { composeLocalPull } from '../links/compose.ts';
import { reasonRow } from '../reasons.ts';
import { buildDockerRun } from '../site/docker-run.ts';
import { listOffers, type Offer } from '../site/offers.ts';
import { chooseFallback, listOlderPairings, type OlderPairing } from '../site/older-pairings.ts';
import type { SiteEdition, SiteModel, SiteNotebook } from '../site/types.ts';
import { createSiteUrls } from '../site/urls.ts';
import type { Texts } from '../texts/en.ts';
import type { ReportFacts } from './answered-report.ts';
import type { OwnLaunchContent } from './own-hub.ts';
import { buildReportUrl, type ReportDestination } from './report-url.ts';

/** Everything that one launcher page says, of a notebook today or of one of its editions. */
export interface LauncherPage {
  /** Path of the page below the site's origin. */
  readonly path: string;
  readonly environment: Environment | undefined;
  readonly version: EnvironmentVersion | undefined;
  /** The first that may start; undefined where none does. */
  readonly first: Offer | undefined;
  /** The rest in the order in which they are offered; what fails is last. */
  readonly others: readonly Offer[];
  readonly older: readonly EarlierLaunch[];
  /** Only where no launch of the page itself starts. */
  readonly fallback: Fallback | undefined;
  /** Absent where the manifest names no address for reports. */
  readonly report: LauncherReportForm | undefined;
  /** A BinderHub builds the notebooks into the image. */
  readonly isBuilt: boolean;
  /** To compose a link for a hub that the catalogue does not know. */
  readonly content: OwnLaunchContent | undefined;
}

/** An older version of the page's notebook, one click away. */
export interface EarlierLaunch {
  readonly label: string;
  /** The label says itself whether this is an edition. */
  readonly isKindNamed?: true;
  readonly tag: string;
  /** Page of an edition; an earlier version has none, and is launched from here. */
  readonly page?: string;
  readonly offers: readonly Offer[];
}

/** For a reader to whom something did not work. */
export interface LauncherReportForm {
  /** Filled in as far as the page knows, for readers without a script. */
  readonly url: string;
  readonly facts: ReportFacts;
  readonly destination: ReportDestination;
}

/** What a page offers when no launch works. */
export interface Fallback {
  readonly olderVersion?: { readonly label: string; readonly offer: Offer; readonly page?: string };
  readonly dockerRun?: string;
  /** Brings the notebook into what `dockerRun` started. */
  readonly localPullUrl?: string;
  readonly reportUrl?: string;
}

export function buildLauncherPage(
  model: SiteModel,
  notebook: SiteNotebook,
  edition: SiteEdition | undefined,
  t: Texts,
): LauncherPage {
  const urls = createSiteUrls(model.site.url);
  const environmentId = edition?.environmentId ?? notebook.environmentId;
  const environment = model.environments.find(({ id }) => id === environmentId);
  const version = edition?.version ?? environment?.current;
  const path = edition === undefined ? urls.launcher(notebook.id) : urls.edition(notebook.id, edition.id);
  const pageOf = ({ edition: older }: OlderPairing) =>
    older === undefined ? undefined : urls.edition(notebook.id, older.id);
  const offers = listOffers((edition ?? notebook).launches, model.hubs);
  const first = offers.find(({ health }) => health.verdict !== 'failing');
  return {
    path,
    environment,
    version,
    first,
    others: offers.filter((offer) => offer !== first),
    older: listOlderPairings(notebook, t)
      // Beside an edition, an earlier version alone would be a third time.
      .filter(
        (pairing) =>
          edition === undefined || (pairing.edition !== undefined && pairing.edition.id !== edition.id),
      )
      .map((pairing) => {
        const page = pageOf(pairing);
        const { label, isKindNamed, version: older, launches } = pairing;
        return {
          label,
          ...(isKindNamed && { isKindNamed }),
          tag: older.tag,
          ...(page !== undefined && { page }),
          offers: listOffers(launches, model.hubs),
        };
      }),
    fallback: first === undefined ? findFallback() : undefined,
    report: buildReportForm(),
    isBuilt: model.contents.find(({ id }) => id === notebook.contentId)?.pull === 'none',
    content: describeContent(model, notebook, edition, environment, version),
  };

  function buildReportForm(): LauncherReportForm | undefined {
    const { repository, contact } = model.site;
    const facts: ReportFacts = {
      page: urls.absolute(path),
      notebook: notebook.title,
      ...(environment !== undefined &&
        version !== undefined && { version: `${environment.title} ${version.tag}` }),
      ...(model.status !== null && { checkedAt: model.status.checked_at }),
    };
    const { form } = t.launcher;
    const url = buildReportUrl(model.site, {
      title: t.launcher.reportTitle(notebook.title),
      body: [
        facts.page,
        [form.hub, form.happened, form.since].map((question) => `${question} `).join('\n'),
        facts.version === undefined ? '' : `${form.version}: ${facts.version}`,
      ].join('\n\n'),
    });
    return url === undefined ? undefined : { url, facts, destination: { repository, contact } };
  }

  function findFallback(): Fallback {
    const found = edition === undefined ? chooseFallback(notebook, t) : undefined;
    const [offer] = found === undefined ? [] : listOffers([found.launch], model.hubs);
    const page = found === undefined ? undefined : pageOf(found.pairing);
    const dockerRun =
      isImageGone(offers) || environment === undefined || version === undefined
        ? undefined
        : buildDockerRun(environment, version, model.status);
    const content = describeContent(model, notebook, edition, environment, version);
    const localPull =
      dockerRun === undefined || content === undefined ? undefined : composeLocalPull(content);
    const reportUrl = buildReportUrl(model.site, {
      title: t.launcher.reportTitle(notebook.title),
      body: [t.launcher.reportBody, urls.absolute(path), ...listReasons(offers)].join('\n\n'),
    });
    return {
      ...(found !== undefined &&
        offer !== undefined && {
          olderVersion: { label: found.pairing.label, offer, ...(page !== undefined && { page }) },
        }),
      ...(dockerRun !== undefined && { dockerRun }),
      ...(localPull?.ok === true && { localPullUrl: localPull.value }),
      ...(reportUrl !== undefined && { reportUrl }),
    };
  }
}

function listReasons(offers: readonly Offer[]): string[] {
  const lines = offers.flatMap(({ hub, health }) =>
    health.reasons.map(({ code, message }) => `- ${hub.title}: ${message} (${code})`),
  );
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function isImageGone(offers: readonly Offer[]): boolean {
  const codes = offers.flatMap(({ health }) => health.reasons.map(({ code }) => code));
  return !codes.includes('image/on-mirror') && codes.some((code) => reasonRow(code).isImageGone);
}

function describeContent(
  model: SiteModel,
  notebook: SiteNotebook,
  edition: SiteEdition | undefined,
  environment: Environment | undefined,
  version: EnvironmentVersion | undefined,
): OwnLaunchContent | undefined {
  const content = model.contents.find(({ id }) => id === notebook.contentId);
  // No other hub has notebooks that are in an image.
  if (content === undefined || content.pull === 'none') return undefined;
  const branch = edition?.branch ?? content.branch;
  const folder = edition === undefined ? content.folder : edition.folder;
  return {
    repository: content.repository,
    branch,
    path: edition?.path ?? notebook.path,
    ...(environment?.app !== undefined && { app: environment.app }),
    ...(version?.binder !== undefined && { binder: version.binder }),
    ...(folder !== undefined && { targetPath: folder }),
    // A returning student has the course's folder already, and git cannot change its branch.
    hasFolderPerRef: branch !== content.branch,
  };
}

/**
 * What a launcher page may ask in the reader's browser: its own site, and the hubs of the catalogue.
 * mybinder.org hands every request on to a member of its federation.
 *
 * @returns a directive of a content security policy
 */
export function buildConnectDirective(hubs: readonly Pick<Hub, 'url'>[]): `connect-src ${string}` {
  const origins = hubs.flatMap(({ url }) => {
    const { origin, hostname } = new URL(url);
    return hostname === 'mybinder.org' ? [origin, 'https://*.mybinder.org'] : [origin];
  });
  return `connect-src ${["'self'", ...new Set(origins)].join(' ')}`;
}
