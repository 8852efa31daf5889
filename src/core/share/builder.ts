import { findFolder } from '../catalog/assign-folders.ts';
import type { BinderRepository, FolderRecord, Hub, LaunchApp } from '../catalog/types.ts';
import { canRunVersion } from '../catalog/views.ts';
import { hasOwnFiles } from '../hub-kinds/kinds.ts';
import { composeLaunch } from '../links/compose.ts';
import { answerStartPage, type StartPageAnswer } from '../links/start-page.ts';
import type { LinkFailure, LinkWarning } from '../links/types.ts';
import { ok, type Result } from '../result.ts';
import type { SiteModel } from '../site/types.ts';
import { renderManifestEntry } from './manifest-snippet.ts';
import { buildQrCode, type QrCode } from './qr-code.ts';
import { type BadgeSnippets, renderBadges } from './snippets.ts';

/** What the link builder knows of the catalogue; travels to the browser as JSON. */
export interface BuilderData {
  readonly hubs: readonly Hub[];
  readonly environments: readonly BuilderEnvironment[];
  readonly contentIds: readonly string[];
  /** Every folder that links of the catalogue pull into, or did. */
  readonly folders: readonly FolderRecord[];
  /** Address of the badge's picture, and what is read out in its place. */
  readonly badge: { readonly image: string; readonly alt: string };
}

export interface BuilderEnvironment {
  readonly id: string;
  readonly title: string;
  readonly app?: LaunchApp;
  readonly binder?: BinderRepository;
  /** Those that can run its current version, in the manifest's order. */
  readonly hubIds: readonly string[];
  /** By id: how a link has their start pages start it, where they have one. */
  readonly starts: Readonly<Record<string, StartPageAnswer>>;
}

/** What a person chose. */
export interface BuilderChoice {
  readonly repository: string;
  readonly branch: string;
  readonly path: string;
  readonly environmentId: string;
  readonly hubId: string;
}

export interface BuiltShare {
  readonly link: string;
  readonly warnings: readonly LinkWarning[];
  readonly badges: BadgeSnippets;
  /** Absent where the link is longer than a QR code holds. */
  readonly qrCode?: QrCode;
  readonly manifest: string;
}

/** Gathers what the builder needs. */
export function gatherBuilderData(
  {
    hubs,
    environments,
    contents,
    folders,
  }: Pick<SiteModel, 'hubs' | 'environments' | 'contents' | 'folders'>,
  badge: BuilderData['badge'],
): BuilderData {
  return {
    // What their start pages are answered with is said with the environments.
    hubs: hubs.map(({ start: _, ...hub }) => hub),
    environments: environments.map((environment) => {
      const { id, title, app, current } = environment;
      // Files of any repository are not among a site's own.
      const able = hubs.filter((hub) => !hasOwnFiles(hub.type) && canRunVersion(hub, id, current));
      const answers = able.flatMap(({ id: hubId, start }): [string, StartPageAnswer | undefined][] =>
        start === undefined ? [] : [[hubId, answerStartPage(start, environment, current, true)]],
      );
      const unanswered = new Set(answers.flatMap(([hubId, answer]) => (answer === undefined ? [hubId] : [])));
      return {
        id,
        title,
        ...(app === undefined ? {} : { app }),
        ...(current.binder === undefined ? {} : { binder: current.binder }),
        hubIds: able.map((hub) => hub.id).filter((hubId) => !unanswered.has(hubId)),
        starts: Object.fromEntries(
          answers.flatMap(([hubId, answer]) => (answer === undefined ? [] : [[hubId, answer]])),
        ),
      };
    }),
    contentIds: contents.map(({ id }) => id),
    folders: folders ?? [],
    badge,
  };
}

/**
 * Everything there is to share of one choice; undefined where the choice is not one of the catalogue.
 */
export function buildShare(
  data: BuilderData,
  choice: BuilderChoice,
): Result<BuiltShare, LinkFailure> | undefined {
  const hub = data.hubs.find(({ id }) => id === choice.hubId);
  const environment = data.environments.find(({ id }) => id === choice.environmentId);
  if (hub === undefined || environment === undefined) return undefined;
  const targetPath = findFolder(choice, data.folders);
  const composed = composeLaunch({
    hub,
    ...environment.starts[hub.id],
    ...(targetPath === undefined ? {} : { targetPath }),
    repository: choice.repository,
    branch: choice.branch,
    path: choice.path,
    ...(environment.binder === undefined ? {} : { binder: environment.binder }),
    ...(environment.app === undefined ? {} : { app: environment.app }),
  });
  if (!composed.ok) return composed;
  const { url: link, warnings } = composed.value;
  const qrCode = buildQrCode(link);
  return ok({
    link,
    warnings,
    badges: renderBadges({ link, ...data.badge }),
    ...(qrCode === undefined ? {} : { qrCode }),
    manifest: renderManifestEntry({ ...choice, takenIds: data.contentIds }),
  });
}
