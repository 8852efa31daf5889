/**
 * Builds and launches on a BinderHub without leaving the page: the official client asks the hub, and
 * what happens is said in words. Loaded when a reader asks for it.
 */
import { BinderRepository } from '@jupyterhub/binderhub-client/client.js';
import { LaunchSpec } from '@jupyterhub/binderhub-client/spec.js';
import { type BinderProgress, foldBinderEvents, NOTHING_YET } from '../../core/launcher/binder-events.ts';
import { type BinderLaunch, parseBinderLaunch } from '../../core/launcher/binder-launch.ts';
import type { WatchTexts } from '../../core/launcher/browser-texts.ts';
import { BinderWatchView } from './binder-watch-view.ts';
import { type LauncherView, linkOf } from './launcher-view.ts';

/** Within this time the client has let go of a connection. */
const CLOSING_MS = 2_000;

/** Follows the launch that comes first. */
export async function watchLaunch(page: LauncherView): Promise<void> {
  const offer = page.first();
  if (offer === undefined) return;
  const link = linkOf(offer);
  const launch = parseBinderLaunch(link.href, offer.dataset.url ?? '');
  const texts = await loadTexts(page.part('watch').dataset.texts ?? '');
  // Nothing to follow it with: the hub's own page does.
  if (texts === undefined) return location.assign(link.href);
  const view = new BinderWatchView(page, texts, offer.dataset.title ?? '', link.href);
  const start = () => {
    if (launch === undefined) view.fail('other', '');
    else void follow(launch, view);
  };
  view.onAgain(start);
  start();
}

async function loadTexts(address: string): Promise<WatchTexts | undefined> {
  try {
    const answer = await fetch(address);
    return answer.ok ? ((await answer.json()) as WatchTexts) : undefined;
  } catch {
    return undefined;
  }
}

async function follow(launch: BinderLaunch, view: BinderWatchView): Promise<void> {
  const repository = new BinderRepository(launch.spec, new URL(launch.buildEndpoint));
  let isCancelled = false;
  view.begin(() => {
    isCancelled = true;
    repository.close();
  });
  let progress: BinderProgress = NOTHING_YET;
  addEventListener('unhandledrejection', quieten);
  try {
    for await (const event of repository.fetch()) {
      if (isCancelled) break;
      progress = foldBinderEvents(progress, event);
      view.show(progress);
      if (progress.server !== undefined || progress.failure !== undefined) break;
    }
  } catch {
    // The client has reported whatever it throws as an event before.
  }
  repository.close();
  setTimeout(() => removeEventListener('unhandledrejection', quieten), CLOSING_MS);
  if (isCancelled) return;
  if (progress.server !== undefined) {
    const { url, token } = progress.server;
    view.open(new LaunchSpec(launch.urlpath).getJupyterServerRedirectUrl(new URL(url), token));
  } else view.fail(progress.failure?.kind ?? 'network', progress.failure?.message ?? '');
}

/** The client rejects a promise that nobody holds, after it has reported the failure as an event. */
function quieten(event: PromiseRejectionEvent): void {
  event.preventDefault();
}
