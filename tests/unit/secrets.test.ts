import { describe, expect, it } from 'vitest';
import type { Environment } from '../../src/core/catalog/types.ts';
import { quoteWords } from '../../src/core/details.fixture.ts';
import { formatGithub, formatJson, formatText } from '../../src/core/diagnostics/format.ts';
import { quote } from '../../src/core/diagnostics/quote.ts';
import { foldStatus } from '../../src/core/health/fold.ts';
import { planIssues } from '../../src/core/health/issues/plan.ts';
import { explainLink } from '../../src/core/links/explain/explain.ts';
import { formatExplanation } from '../../src/core/links/explain/format.ts';
import { renderAtom } from '../../src/core/site/atom.ts';
import { buildChangesFeed } from '../../src/core/site/feed.ts';
import { en } from '../../src/core/texts/en.ts';
import { describeFailure } from '../../src/io/git/failures.ts';
import { describeAnswer } from '../../src/io/github/answers.ts';
import { describeError } from '../../src/io/http/failures.ts';
import { readBinderHealth, readJupyterHubVersion } from '../../src/io/hub/answers.ts';
import { createPrinter } from '../../src/io/output/printer.ts';
import { classifyAnswer } from '../../src/io/registry/answers.ts';
import { parseImageConfig, readLabels } from '../../src/io/registry/image-config.ts';
import { observeContent, observeHub, observeVersion, present } from '../support/observations.ts';

/*
 * Whatever strangers or tools tell us can hold a secret. Twenty of them, made up and in the alphabets that tokens have, in each of the
 * shapes in which they travel, through every way by which a text gets out.
 */

const ALPHABETS = [
  'abcdefghijkmnopqrstuvwxyz0123456789',
  'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghij0123456789',
  'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghij0123456789+/',
  'abcdef0123456789',
];

/** Twenty secrets that are the same in every run; the halves of those with a slash count, too. */
const SECRETS = Array.from({ length: 20 }, (_, index) => {
  let state = 2654435761 * (index + 1);
  const draw = (alphabet: string) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return alphabet[(state >>> 8) % alphabet.length] ?? '';
  };
  const alphabet = ALPHABETS[index % ALPHABETS.length] ?? '';
  const letters = Array.from({ length: 24 }, () => draw(alphabet)).join('');
  return `z9${letters.slice(0, 11)}${index % 3 === 0 ? '/' : '7'}${letters.slice(12)}Q8`;
});

const SHAPES: Readonly<Record<string, (secret: string) => string>> = {
  'a user name and password': (secret) => `//reader:${secret}@host.example/a`,
  'a token in an address': (secret) => `https://${secret}@host.example/group/course`,
  'a token in a query': (secret) => `https://host.example/a?token=${secret}&x=1`,
  'a signature in a query': (secret) => `https://storage.example/blob?part=1&sig=${secret}`,
  'a header': (secret) => `Authorization: Bearer ${secret}`,
  'an address that replaces another': (secret) =>
    `unable to access 'https://oauth2:${secret}@host.example/course/': The requested URL returned error: 403`,
};

const environments: readonly Environment[] = [
  {
    id: 'glaciers',
    title: 'Glaciers',
    image: 'registry.example.org/course/glaciers',
    current: { tag: 'v1' },
    earlier: [],
  },
];
const answerOf = (status: number, data: object, headers = {}) => ({
  status,
  headers,
  body: Buffer.from(JSON.stringify(data)),
  url: new URL('https://host.example/'),
});

/** A status of two nightly checks in which every quoted text is this one. */
function statusOf(words: string) {
  const detail = quoteWords(words);
  const version = observeVersion({
    registry: { kind: 'not-public-or-missing', registry: 'registry.example.org', detail },
    binder: { kind: 'unreachable', repository: 'https://host.example/binder', ref: 'main', detail },
  });
  const holding = observeVersion({
    environmentId: 'tides',
    registry: { ...present, fault: { kind: 'no-image', holds: words } },
    newerTag: 'v2',
  });
  const observations = {
    durationMs: 1,
    environments: [version, holding],
    contents: [observeContent({ kind: 'unreachable', detail })],
    hubs: [observeHub({ kind: 'unhealthy', detail })],
  };
  const first = foldStatus(undefined, observations, '2026-11-01T03:23:00.000Z');
  return foldStatus(first, observations, '2026-11-02T03:23:00.000Z');
}

const WAYS: Readonly<Record<string, (text: string) => unknown>> = {
  'a status': statusOf,
  'a feed': (text) => {
    const status = statusOf(text);
    const model = {
      generatedAt: '2026-11-30T12:00:00.000Z',
      site: { title: 'T', url: 'https://example.org/ice/', language: 'en' },
      hubs: [],
      environments: [...environments],
      contents: [],
      notebooks: [],
      moved: [],
      retired: [],
      status,
    };
    return renderAtom(buildChangesFeed(model, en));
  },
  'an issue': (text) => planIssues({ environments }, statusOf(text), [], () => 'https://example.org/'),
  'what git says': (text) => {
    const exit = {
      kind: 'exited',
      status: 128,
      stdout: Buffer.alloc(0),
      stderr: `fatal: ${text}\n`,
    } as const;
    return describeFailure(exit, {
      repository: 'https://host.example/course',
      ref: 'main',
      timeoutMs: 1,
      maxTotalBytes: 1,
    });
  },
  'an error of the network': (text) => describeError(new Error(text), new URL('https://host.example/')),
  'what a registry says': (text) =>
    classifyAnswer('registry.example.org', answerOf(403, { errors: [{ code: 'DENIED', message: text }] })),
  'the code of a registry': (text) =>
    classifyAnswer('registry.example.org', answerOf(500, { errors: [{ code: text }] })),
  'labels of an image': (text) => {
    const config = parseImageConfig(
      Buffer.from(JSON.stringify({ config: { Labels: { 'repo2docker.repo': text } } })),
    );
    return config === undefined ? expect.fail('no configuration') : readLabels(config);
  },
  'what a hub says': (text) => [
    readJupyterHubVersion(answerOf(200, {}, { 'x-jupyterhub-version': text })),
    readJupyterHubVersion(answerOf(200, { version: text })),
    readBinderHealth(answerOf(200, { ok: false, checks: [{ service: text, ok: false }] })),
  ],
  'what GitHub says': (text) => describeAnswer(answerOf(422, { message: text }), 'course/notebooks', 'other'),
  'a quoted value of the manifest': quote,
  'diagnostics in three formats': (text) => {
    const diagnostic = {
      code: 'manifest/bad-value',
      severity: 'error',
      message: `It says ${text}`,
      hint: `Write something else than ${text}`,
      position: { file: 'catalog.yaml', line: 1, column: 1, length: 3 },
    } as const;
    const sources = new Map([['catalog.yaml', `url: ${text}\n`]]);
    return [formatText([diagnostic], sources), formatJson([diagnostic]), formatGithub([diagnostic])];
  },
  'an explained link': (text) =>
    formatExplanation(
      explainLink(
        `https://hub.example.org/hub/user-redirect/git-pull?repo=${encodeURIComponent(text)}&urlpath=lab&branch=main`,
      ),
    ),
  'a line of a log': (text) => {
    let written = '';
    const stream = {
      write(part: unknown) {
        written += String(part);
        return true;
      },
    };
    createPrinter(stream).printText(`The night was run.\n${text}\nDone`);
    return written;
  },
};

describe.each(Object.entries(WAYS))('no secret gets out by %s', (_, tell) => {
  it.each(Object.entries(SHAPES))('as %s', (_, shape) => {
    for (const secret of SECRETS) {
      const told = JSON.stringify(tell(shape(secret))) ?? '';
      for (const part of secret.split('/')) expect(told).not.toContain(part);
    }
  });
});

it('the text around a secret stays', () => {
  const status = JSON.stringify(
    statusOf(SHAPES['an address that replaces another']?.(SECRETS[0] ?? '') ?? ''),
  );
  expect(status).toContain("unable to access 'https://…@host.example/course/'");
});
