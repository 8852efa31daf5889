import { describe, expect, it } from 'vitest';
import { quoteWords } from './details.fixture.ts';
import { type Detail, type DetailKind, detailOf, formatDetail, formatDetailSentence } from './details.ts';
import { parseDockerfile } from './dockerfile/parse.ts';
import { createFinding } from './health/findings.ts';
import { formatReason } from './health/format-reason.ts';
import { parseStatus } from './health/parse-status.ts';
import { parseImageReference } from './images/reference.ts';
import { REASON_CODES, type ReasonCode } from './reasons.ts';
import { completeTexts } from './texts/complete.ts';
import { en, type Texts } from './texts/en.ts';
import { TEXTS_BY_LANGUAGE, textsFor } from './texts/texts.ts';

const KINDS = Object.keys(en.health.details) as DetailKind[];
const OTHERS = [...TEXTS_BY_LANGUAGE].filter(([language]) => language !== 'en');
const namesIn = (text: string) => [...text.matchAll(/\{([a-z]+)\}/g)].map(([, name = '']) => name);

/** A detail of the kind whose arguments are words of no language. */
function sampleOf(kind: DetailKind): Detail {
  const args = namesIn(en.health.details[kind]).map((name) => [
    name,
    name === 'detail' ? detailOf('no-from') : `⟨${name}⟩`,
  ]);
  return { kind, args: Object.fromEntries(args) };
}

/** What a text consists of beside what it is about, without what is the same everywhere (`FROM`, `--platform=…`). */
function ownWords(text: string): string[] {
  return text
    .replace(/⟨\w+⟩|\{\w+\}/g, ' ')
    .split(/[^\p{L}’]+/u)
    .filter((word) => word.length > 3 && word === word.toLowerCase());
}

/** Words that English has and the language has not, over all clauses and reasons. */
function englishWords(language: string): ReadonlySet<string> {
  const own = new Set(wordsOf(textsFor(language)));
  return new Set(wordsOf(en).filter((word) => !own.has(word)));
}

function wordsOf({ health }: Texts): string[] {
  return [...Object.values(health.details), ...Object.values(health.reasons).flat()].flatMap(ownWords);
}

describe('a detail', () => {
  it.each(OTHERS)(
    'of every kind is said in %s alone, with names, codes and quotations as they are',
    (language, t) => {
      const foreign = englishWords(language);
      for (const kind of KINDS) {
        const clause = formatDetail(sampleOf(kind), t) ?? '';
        for (const name of namesIn(en.health.details[kind])) {
          expect(clause, kind).toContain(name === 'detail' ? t.health.details['no-from'] : `⟨${name}⟩`);
        }
        expect(
          ownWords(clause).filter((word) => foreign.has(word)),
          kind,
        ).toEqual([]);
        expect(clause, kind).not.toMatch(/\{|\.$/);
      }
    },
  );

  it.each([...TEXTS_BY_LANGUAGE])('in %s is about the same as in English', (_, t) => {
    for (const kind of KINDS) {
      const names = (text: string) => [...new Set(namesIn(text))].toSorted();
      expect([kind, names(t.health.details[kind])]).toEqual([kind, names(en.health.details[kind])]);
    }
  });

  it('never takes a value for a pattern or for another argument', () => {
    expect(formatDetail(detailOf('tls-failed', { host: '{words}', words: '$& {host}' }), en)).toBe(
      '{words}: no secure connection ($& {host})',
    );
  });

  it('that a later Slipway wrote, or that lacks an argument, is left out', () => {
    expect(formatDetail({ kind: 'constructor' as DetailKind }, en)).toBeUndefined();
    expect(formatDetail({ kind: 'answered' }, en)).toBeUndefined();
    expect(
      formatDetail(
        { kind: 'dockerfile-line', args: { path: 'a', line: '1', detail: { kind: 'x' as 'words' } } },
        en,
      ),
    ).toBeUndefined();
  });

  it('that a language lacks is left out, and a reason that it lacks is English as a whole', () => {
    const t = completeTexts(en, {
      health: { reasons: { 'hub/unhealthy': ['{hub} hlásí problém: {detail}.'] } },
    });
    const detail = detailOf('answered', { status: 503 });
    const say = (code: 'hub/unhealthy' | 'hub/unreachable') =>
      formatReason(createFinding(code, { hub: 'Class hub', detail }), t, 'cs');

    expect(formatDetail(detail, t)).toBeUndefined();
    expect(say('hub/unhealthy')).toBe('Class hub hlásí problém.');
    expect(say('hub/unreachable')).toBe('Class hub could not be reached: it answered 503.');
  });

  it('of somebody else’s words is English only', () => {
    expect(formatDetail(quoteWords('the moon is full'), en)).toBe('the moon is full');
    expect(formatDetail(quoteWords('the moon is full'), textsFor('de'))).toBeUndefined();
  });

  it.each([
    [detailOf('git-not-installed'), 'git was not found; install git and put it on the PATH.'],
    [detailOf('no-dockerfile', { path: 'Dockerfile' }), 'There is no Dockerfile.'],
    [detailOf('answered', { status: 503 }), 'It answered 503.'],
    [
      detailOf('flag-near', { keyword: 'RUN', flag: '"--mout"', other: 'mount' }),
      'RUN has no flag "--mout"; did you mean --mount?',
    ],
    [detailOf('refused', { host: 'ghcr.io' }), 'ghcr.io refused the connection.'],
  ])('is an English sentence for a terminal', (detail, sentence) => {
    expect(formatDetailSentence(detail)).toBe(sentence);
  });
});

/** Faulty in one way each. */
const DOCKERFILES: readonly string[] = [
  '',
  'FROM scratch',
  'FROM a\nFROM scratch\nCOPY --from=0 / /',
  'FROM FROM ghcr.io/o/e:v1',
  'FROM $IMAGE',
  'ARG TAG\nFROM ghcr.io/o/e:$TAG',
  'FROM --platform=$P/x/y/z/w a',
  'FROM a AS 1x',
  'FORM a',
  'FROM a\nwget x',
  'hello\nFROM a',
  'RUN x\nFROM a',
  '# escape=x\nFROM a',
  '# escape=`\n# escape=`\nFROM a',
  '# syntax=example.org/dockerfile\nFROM a',
  'FROM a\nRUN <<EOF\nx',
  'FROM a\nCOPY x <<EOF\nEOF',
  'FROM a\nCOPY [1, 2]',
  'FROM a\nUSER --x=1 b',
  'FROM a\nRUN --zzzzzzzz=1 b',
  'FROM a\nRUN --mout=type=bind b',
  'FROM a\nCOPY --chown=1 --chown=2 a b',
  'FROM a\nCOPY --link=perhaps a b',
  'FROM a\nCOPY --from a b',
  'FROM a\nUSER',
  'FROM a\nENV',
  'FROM a\nENV A',
  'FROM a\nENV A=1 B',
  'FROM a\nENV =1',
  'FROM a\nARG =1',
  'FROM a\nCOPY a',
  'FROM a\nONBUILD',
  'FROM a\nONBUILD FROM b',
  'FROM a\nHEALTHCHECK NONE x',
  'FROM a\nHEALTHCHECK x',
  'FROM a\nHEALTHCHECK CMD',
  'FROM a\nRUN --network=moon x',
  'FROM a\nSHELL bash',
  'FROM a\nVOLUME',
  'FROM a\nCOPY https://example.org/x /x',
  'FROM a\nCOPY --from=$A x y',
  'FROM a\nCOPY --from=7 x y',
  'FROM a AS b\nCOPY --from=b x y',
  `FROM \${A`,
  `FROM \${A?}`,
  `FROM \${A?why}`,
  `FROM \${A@x}`,
  "FROM 'a",
  'FROM "a',
  `FROM \${}`,
  'FROM Ghcr.io/A/B',
  'FROM a:-b',
  'FROM a@sha256:1',
  'FROM https://ghcr.io/o/e',
  'FROM a\0b',
];

describe('a faulty Dockerfile', () => {
  it('reads well in four languages, and no sentence mixes two', () => {
    expect(DOCKERFILES.length).toBeGreaterThan(40);
    const clauses = new Set<string>();
    for (const text of DOCKERFILES) {
      const plan = parseDockerfile(text);
      if (plan.ok) throw new Error(`is built: ${text}`);
      const detail = detailOf('dockerfile-line', {
        path: 'Dockerfile',
        line: plan.failure.line,
        detail: plan.failure.detail,
      });
      const finding = createFinding('binder/dockerfile-invalid', {
        repository: 'host/r',
        ref: 'main',
        detail,
      });
      const reason = { ...finding, since: '2026-11-20T03:23:00Z' };
      clauses.add(finding.message);
      for (const [language, t] of OTHERS) {
        const sentence = formatReason(reason, t, language);
        const foreign = englishWords(language);
        expect(formatDetail(detail, t), text).toBeDefined();
        expect(sentence).toContain(formatDetail(plan.failure.detail, t));
        expect(
          ownWords(sentence.replace(/"[^"]*"|--[a-z-]+/g, '')).filter((word) => foreign.has(word)),
          text,
        ).toEqual([]);
      }
    }
    expect(clauses.size).toBeGreaterThan(50);
  });
});

describe('a reason of every code', () => {
  it.each(OTHERS)('is said in %s alone, whatever it is about and whatever its detail is', (language, t) => {
    const foreign = englishWords(language);
    for (const code of REASON_CODES) {
      for (const template of en.health.reasons[code]) {
        const names = [...template.matchAll(/\{([a-z_]+)\}/g)].map(([, name = '']) => name);
        const about = Object.fromEntries(
          names.filter((name) => name !== 'detail').map((name) => [name, `⟨${name}⟩`]),
        );
        const details = names.includes('detail') ? KINDS.map(sampleOf) : [undefined];
        for (const detail of details) {
          const finding = createFinding(code, { ...about, ...(detail && { detail }) });
          const sentence = formatReason({ ...finding, since: '2026-11-20T03:23:00Z' }, t, language);
          const where = `${code}: ${sentence}`;
          expect(sentence, where).not.toBe(finding.message);
          expect(
            ownWords(sentence).filter((word) => foreign.has(word)),
            where,
          ).toEqual([]);
          for (const value of Object.values(about)) expect(sentence, where).toContain(value);
          // Some sentences say already what their detail would say again.
          const hasDetail = t.health.reasons[code].some((own) => own.includes('{detail}'));
          if (detail && hasDetail) expect(sentence, where).toContain(formatDetail(detail, t));
        }
      }
    }
  });
});

describe('a name of an image that is refused', () => {
  it.each(['', 'a b', 'https://a/b', 'a:?', 'A/b', '-/a', 'f'.repeat(64), 'a//b', 'a@b'])(
    'is said in English: %s',
    (text) => {
      const parsed = parseImageReference(text);
      if (parsed.ok) throw new Error('is accepted');
      expect(parsed.failure.message).toBe(formatDetailSentence(parsed.failure.detail));
      expect(parsed.failure.message).toMatch(/^[A-Z].*\.$/);
    },
  );
});

describe('a published status', () => {
  const since = '2026-11-20T03:23:00Z';
  const rowOf = (reason: object) => ({
    id: 'class',
    verdict: 'failing',
    since,
    last_ok_at: null,
    reasons: [
      {
        code: 'hub/unreachable' satisfies ReasonCode,
        message: 'Class hub could not be reached: it answered 503.',
        since,
        ...reason,
      },
    ],
    history: [],
  });
  const read = (reason: object) => {
    const status = {
      version: 1,
      checked_at: since,
      duration_ms: 1,
      environments: [],
      contents: [],
      hubs: [rowOf(reason)],
    };
    const parsed = parseStatus(JSON.stringify(status));
    return parsed.ok ? parsed.value.hubs[0]?.reasons[0] : undefined;
  };
  const about = { hub: 'Class hub', detail: 'it answered 503' };

  it('keeps the detail of a reason, and is said in the language of the reader', () => {
    const reason = read({ about, detail: detailOf('answered', { status: 503 }) });
    expect(reason?.detail).toEqual({ kind: 'answered', args: { status: '503' } });
    expect(reason && formatReason(reason, textsFor('es'), 'es')).toMatch(/: respondió 503\.$/);
  });

  it('of an earlier Slipway has no detail, and is said without it', () => {
    const reason = read({ about });
    expect(reason && formatReason(reason, en, 'en')).toBe('Class hub could not be reached: it answered 503.');
    expect(reason && formatReason(reason, textsFor('de'), 'de')).toBe('Class hub war nicht zu erreichen.');
  });

  it.each([
    ['damaged', { kind: 7 }],
    [
      'nested without end',
      JSON.parse(`${'{"kind":"not-a-registry","args":{"detail":'.repeat(500)}"x"${'}}'.repeat(500)}`),
    ],
  ])('keeps its reason where the detail is %s', (_, detail) => {
    expect(read({ about, detail })?.message).toContain('503');
    expect(read({ about, detail })?.detail).toBeUndefined();
  });
});
