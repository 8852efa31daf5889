import type { SpawnOptions } from './types.ts';

/** Placeholders in the choices of a start page. */
export const START_FIELDS = ['image', 'tag', 'environment'] as const;

/** Start pages whose fields are known: KubeSpawner's profile list, jupyterhub-fancy-profiles, and any other form. */
export const START_FORMS = ['kubespawner', 'fancy-profiles', 'fields'] as const;

/** How a link answers the page on which a hub asks what to start. */
export interface HubStart extends StartChoices {
  readonly form: (typeof START_FORMS)[number];
  /** The hub is JupyterHub 6 or newer and needs `opt-` in front of each field. */
  readonly hasPrefix: boolean;
  /** The start page of fancy-profiles starts the server without being asked. */
  readonly isAutomatic: boolean;
  /** Name of a server of the student's own, which has to run already; nothing is chosen then. */
  readonly server?: string;
  /** What differs for one environment, and for one of its versions, by id and tag. */
  readonly environments: Readonly<
    Record<string, StartChoices & { readonly versions: Readonly<Record<string, StartChoices>> }>
  >;
}

/** Values may contain the placeholders of `START_FIELDS`. */
export interface StartChoices {
  /** Slug of the profile. */
  readonly profile?: string;
  /** Name of an option, or of a field → its choice. */
  readonly options: Readonly<Record<string, string>>;
  /** Name of the option that takes any image. */
  readonly unlisted?: string;
}

interface StartedVersion {
  readonly tag: string;
  readonly digest?: string;
}

/** How a launch enters a JupyterHub that asks what to start. */
export interface StartPageAnswer {
  readonly spawn?: SpawnOptions;
  readonly serverName?: string;
}

/**
 * What a link has to choose so that a hub starts one version of an environment. Undefined where nothing
 * that the manifest says tells this version from another, so that only the hub knows what it starts.
 *
 * Fields are those of KubeSpawner's `options_from_form` (`profile`, `profile-option-<profile>--<option>`,
 * and `…--unlisted-choice` without the option itself) and of the permanent links of
 * jupyterhub-fancy-profiles (`profile`, `<option>`, `<option>:unlisted_choice`, `autoStart`).
 *
 * @param isCurrent a hub without choices runs the current version, as the manifest says
 */
export function answerStartPage(
  start: HubStart,
  environment: { readonly id: string; readonly image: string },
  version: StartedVersion,
  isCurrent: boolean,
): StartPageAnswer | undefined {
  const ofEnvironment = ownValue(start.environments, environment.id);
  const ofVersion = ofEnvironment && ownValue(ofEnvironment.versions, version.tag);
  const choices = [start, ofEnvironment, ofVersion].reduce<StartChoices>(mergeChoices, { options: {} });
  if (!isCurrent && ofVersion === undefined && !dependsOnVersion(choices)) return undefined;
  if (start.server !== undefined) return isCurrent ? { serverName: start.server } : undefined;
  const values = collectFields(start, choices);
  if (Object.keys(values).length === 0) return isCurrent ? {} : undefined;
  const image = nameImage(environment.image, version);
  const known = { image, tag: version.tag, environment: environment.id };
  const filled = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [fill(name, known), fill(value, known)]),
  );
  if (start.form !== 'fancy-profiles') return { spawn: { values: filled, isPrefixed: start.hasPrefix } };
  return {
    spawn: {
      values: {},
      isPrefixed: false,
      fancyForms: { ...filled, ...(start.isAutomatic && { autoStart: 'true' }) },
      isThroughLogin: true,
    },
  };
}

/** The pinned image as a container runtime takes it: `name:tag@sha256:…`. */
function nameImage(image: string, { tag, digest }: StartedVersion): string {
  return `${image}:${tag}${digest === undefined ? '' : `@${digest}`}`;
}

function mergeChoices(common: StartChoices, own: StartChoices | undefined): StartChoices {
  if (own === undefined) return common;
  const unlisted = own.unlisted ?? common.unlisted;
  const profile = own.profile ?? common.profile;
  return {
    options: { ...common.options, ...own.options },
    ...(profile !== undefined && { profile }),
    ...(unlisted !== undefined && { unlisted }),
  };
}

function dependsOnVersion({ profile = '', options, unlisted }: StartChoices): boolean {
  return (
    unlisted !== undefined ||
    [profile, ...Object.values(options)].some((value) => /\{(?:image|tag)\}/.test(value))
  );
}

function collectFields(
  { form }: HubStart,
  { profile, options, unlisted }: StartChoices,
): Readonly<Record<string, string>> {
  const own = Object.entries(options).filter(([name]) => name !== unlisted);
  const chosen = profile === undefined ? {} : { profile };
  if (form === 'fancy-profiles') {
    return {
      ...chosen,
      ...Object.fromEntries(own),
      ...(unlisted !== undefined && {
        [unlisted]: 'unlisted_choice',
        [`${unlisted}:unlisted_choice`]: '{image}',
      }),
    };
  }
  const prefix = form === 'fields' ? '' : `profile-option-${profile ?? ''}--`;
  return {
    ...chosen,
    ...Object.fromEntries(own.map(([name, value]) => [prefix + name, value])),
    ...(unlisted !== undefined && { [`${prefix}${unlisted}--unlisted-choice`]: '{image}' }),
  };
}

function fill(text: string, known: Readonly<Record<(typeof START_FIELDS)[number], string>>): string {
  return text.replace(/\{(image|tag|environment)\}/g, (_, field: keyof typeof known) => known[field]);
}

function ownValue<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
