import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BinderProgress, foldBinderEvents, NOTHING_YET } from './binder-events.ts';
import { BINDER_PHASES } from './binder-phases.ts';

/** A whole build, as the official client recorded it. */
const RECORDED = new URL(
  '../../../node_modules/@jupyterhub/binderhub-client/tests/fixtures/fullbuild.eventsource',
  import.meta.url,
);

function readRecorded(): unknown[] {
  return readFileSync(RECORDED, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice('data: '.length)) as unknown);
}

const fold = (events: readonly unknown[]): BinderProgress => events.reduce(foldBinderEvents, NOTHING_YET);
const failed = (message: string, more: object = {}) => ({ phase: 'failed', message, ...more });
const log = (phase: string, message = '') => ({ phase, message });

describe('the recorded build of the official client', () => {
  const events = readRecorded();

  it('ends in the server that it started', () => {
    expect(fold(events)).toMatchObject({
      phase: 'ready',
      server: {
        url: 'http://192.168.105.2:30902/user/binder-examples-octave-3ilc7xl2/',
        token: 'tY_U1yMSSeKyCKPMg6GVIg',
      },
    });
  });

  it('goes through its phases in order', () => {
    const seen = new Set<string | undefined>();
    events.reduce<BinderProgress>((progress, event) => {
      const next = foldBinderEvents(progress, event);
      seen.add(next.phase);
      return next;
    }, NOTHING_YET);
    expect([...seen]).toEqual(['waiting', 'fetching', 'building', 'built', 'launching', 'ready']);
  });

  it('has a log of whole lines, without what was written over', () => {
    const lines = fold(events).log.map((line) => line.trim());
    expect(lines).toContain('Step 51/51 : CMD ["jupyter", "notebook", "--ip", "0.0.0.0"]');
    expect(lines.filter((line) => line.startsWith('Fetching base image'))).toHaveLength(0);
    expect(lines.some((line) => line.startsWith('Server ready at /user/'))).toBe(true);
  });
});

describe('what goes wrong', () => {
  it.each([
    ['full', [log('built'), failed('Too many users on this BinderHub! Try again soon.\n')]],
    ['quota', [log('built'), failed('Too many users running https://github.com/a/b! Try again soon.\n')]],
    ['banned', [failed('Sorry, gh/a/b is not allowed to launch. Please contact admins for more info!')]],
    ['banned', [failed('Sorry, a/b has been temporarily disabled from launching.')]],
    [
      'unresolved',
      [
        failed(
          'Could not resolve ref for gh:a/b/main. Double check your URL and that your repo is public.\n',
        ),
      ],
    ],
    ['limited', [failed('Rate limit exceeded. Try again in 36 minutes.\n', { status_code: 429 })]],
    ['refused', [failed('Not allowed from this network.\n', { status_code: 403 })]],
    [
      'build',
      [log('waiting'), log('building', 'Step 1/2 : FROM x\n'), failed('Build failed: exit code 1\n')],
    ],
    ['build', [log('fetching'), { phase: 'FAILURE', message: 'no' }]],
    ['launch', [log('built'), log('launching'), failed('Image a/b for user c took too long to launch\n')]],
    ['other', [failed('Internal error\n')]],
    ['network', [failed('Error in event stream: TypeError: Failed to fetch\n')]],
    ['network', [log('building'), failed('Event stream closed unexpectedly\n')]],
    ['other', [log('launching'), { phase: 'ready', message: 'built only', imageName: 'x' }]],
    ['other', [{ phase: 'ready', url: 'javascript:alert(1)', token: 'x' }]],
  ])('is %s in %j', (kind, events) => {
    expect(fold(events).failure?.kind).toBe(kind);
    expect(fold(events).server).toBeUndefined();
  });

  it.each([
    [429, 'limited'],
    [403, 'refused'],
    [404, 'unresolved'],
    [502, 'network'],
  ])('is told from the status %i of the connection, in two events of the client', (status, kind) => {
    // The client writes the method into its message instead of the answer's text.
    const { failure, log: lines } = fold([
      log(
        'unknown',
        `Error connecting to event stream, retrying: ${status} - function text() { [native code] }\n`,
      ),
      failed('Error in event stream: Error\n'),
    ]);
    expect(failure?.kind).toBe(kind);
    expect(lines.join('\n')).not.toContain('native code');
  });

  it('is what was said first', () => {
    const { failure } = fold([
      failed('Too many users on this BinderHub! Try again soon.\n'),
      failed('Error in event stream: Error\n'),
    ]);
    expect(failure).toEqual({
      kind: 'full',
      message: 'Too many users on this BinderHub! Try again soon.',
    });
  });
});

describe('the log', () => {
  it('joins what was sent in parts, and writes over a line as a terminal does', () => {
    expect(
      fold([log('', 'Step 1'), log('', '\nGet 1%\r'), log('', 'Get 99%\r'), log('', 'Done\n')]).log,
    ).toEqual(['Step 1', 'Done', '']);
  });
  it('has no colours', () => {
    expect(fold([log('', '\u001b[91mred\u001b[0m\u0007')]).log).toEqual(['red']);
  });
  it('stays short', () => {
    const lines = Array.from({ length: 3_000 }, (_, index) => log('building', `line ${index}\n`));
    const kept = fold([...lines, log('building', 'x'.repeat(1_000_000))]).log;
    expect(kept.length).toBeLessThanOrEqual(1_000);
    expect(kept).toContain('line 2999');
    expect(kept.join('').length).toBeLessThan(100_000);
  });
});

describe('any stream', () => {
  const event = fc.oneof(
    fc.record(
      {
        phase: fc.oneof(fc.constantFrom(...BINDER_PHASES, 'failed', 'unknown', 'Building'), fc.string()),
        message: fc.oneof(fc.string(), fc.constantFrom('a\n', '\r', 'b\r\n')),
        url: fc.oneof(fc.webUrl(), fc.string()),
        token: fc.string(),
        status_code: fc.oneof(fc.integer(), fc.string()),
      },
      { requiredKeys: [] },
    ),
    fc.jsonValue(),
  );

  it('never goes back, and ends once', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        let progress = NOTHING_YET;
        for (const next of events) {
          const before = progress;
          progress = foldBinderEvents(progress, next);
          const rank = (phase: BinderProgress['phase']) => (phase ? BINDER_PHASES.indexOf(phase) : -1);
          expect(rank(progress.phase)).toBeGreaterThanOrEqual(rank(before.phase));
          if (before.failure !== undefined || before.server !== undefined) expect(progress).toBe(before);
          expect(progress.failure !== undefined && progress.server !== undefined).toBe(false);
        }
      }),
    );
  });
});
