import { detailOf } from '../../src/core/details.ts';
import type {
  ContentObservation,
  HubCheck,
  HubObservation,
  ImageFacts,
  ImageObservation,
  NightObservations,
  VersionObservation,
} from '../../src/core/health/observations.ts';

export const PINNED = `sha256:${'1'.repeat(64)}`;
export const OTHER = `sha256:${'2'.repeat(64)}`;

export const facts: ImageFacts = {
  kind: 'facts',
  createdAt: '2026-11-01T00:00:00Z',
  sizeBytes: 1234,
  platforms: ['linux/amd64'],
  labels: { 'repo2docker.version': '2026.4.0' },
  user: '1000',
  preflight: { user: 'yes', entrypoint: 'yes', nbgitpuller: 'unknown', git: 'unknown' },
};

export const present: Extract<ImageObservation, { kind: 'present' }> = {
  kind: 'present',
  digest: PINNED,
  pin: 'same',
  facts,
};

export const unreachable: ImageObservation = {
  kind: 'unreachable',
  registry: 'registry.example.org',
  detail: detailOf('connect-timeout', { host: 'registry.example.org' }),
};

export function observeVersion(overrides: Partial<VersionObservation> = {}): VersionObservation {
  return {
    environmentId: 'glaciers',
    tag: 'v1',
    image: 'registry.example.org/course/glaciers:v1',
    pinnedDigest: PINNED,
    registry: present,
    ...overrides,
  };
}

export function observeContent(check: ContentObservation['check'], id = 'tutorials'): ContentObservation {
  return { id, repository: 'https://git.example.org/course/tutorials', branch: 'main', check };
}

export function observeHub(check: HubCheck, id = 'class'): HubObservation {
  return { id, title: 'Class hub', check };
}

export const wholeContent: Extract<ContentObservation['check'], { kind: 'read' }> = {
  kind: 'read',
  commit: 'c'.repeat(40),
  notebookCount: 3,
  missing: [],
};

/** A nightly check with one version, one content and one hub, all ok unless given otherwise. */
export function observeNight(parts: Partial<NightObservations> = {}): NightObservations {
  return {
    durationMs: 12,
    environments: [observeVersion()],
    contents: [observeContent(wholeContent)],
    hubs: [observeHub({ kind: 'healthy', version: '5.4.4' })],
    ...parts,
  };
}
