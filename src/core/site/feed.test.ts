import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Element, Root, RootContent } from 'xast';
import { fromXml } from 'xast-util-from-xml';
import {
  observeContent,
  observeHub,
  observeVersion,
  present,
  unreachable,
  wholeContent,
} from '../../../tests/support/observations.ts';
import { foldStatus } from '../health/fold.ts';
import type { ImageObservation } from '../health/observations.ts';
import type { Status } from '../health/types.ts';
import { textsFor } from '../texts/texts.ts';
import { type AtomFeed, renderAtom } from './atom.ts';
import { buildChangesFeed } from './feed.ts';
import type { SiteModel } from './types.ts';

const gone: ImageObservation = { kind: 'missing', what: 'tag', pin: 'none' };
const moved: ImageObservation = { ...present, pin: 'served' };

/** A status after nightly checks of which each saw one image, the first on 1 November. */
function walk(images: readonly ImageObservation[]): Status | null {
  let status: Status | undefined;
  for (const [index, registry] of images.entries()) {
    const seen = {
      durationMs: 1,
      environments: [observeVersion({ registry })],
      contents: [observeContent(wholeContent)],
      hubs: [observeHub({ kind: 'healthy' })],
    };
    status = foldStatus(status, seen, `2026-11-${String(index + 1).padStart(2, '0')}T03:23:00.000Z`);
  }
  return status ?? null;
}

function makeModel(status: Status | null, language = 'en'): SiteModel {
  return {
    generatedAt: '2026-11-30T12:00:00.000Z',
    site: { title: 'Ice & <snow>', url: 'https://example.org/ice/', language },
    hubs: [
      { id: 'class', type: 'binderhub', url: 'https://hub.example.org', title: 'Class hub', signIn: false },
    ],
    environments: [
      {
        id: 'glaciers',
        title: 'Glaciers',
        image: 'registry.example.org/course/glaciers',
        current: { tag: 'v1' },
        earlier: [],
      },
    ],
    contents: [],
    notebooks: [],
    moved: [],
    retired: [],
    status,
  };
}

const feedOf = (images: readonly ImageObservation[], language = 'en') =>
  buildChangesFeed(makeModel(walk(images), language), textsFor(language));

const textOf = (node: Element | Root): string =>
  node.children
    .map((child) => (child.type === 'text' ? child.value : child.type === 'element' ? textOf(child) : ''))
    .join('');
const childrenOf = (node: Element | Root, name: string) =>
  (node.children as readonly RootContent[]).filter(
    (child): child is Element => child.type === 'element' && child.name === name,
  );

describe('the feed of changes', () => {
  it('tells every change of a verdict once, newest first, in the words of the pages', () => {
    const { entries } = feedOf([present, present, moved, gone, gone, unreachable, present]);
    expect(entries.map(({ title, updated }) => [updated.slice(0, 10), title])).toEqual([
      ['2026-11-07', 'Glaciers v1: Works'],
      ['2026-11-06', 'Glaciers v1: Not known'],
      ['2026-11-04', 'Glaciers v1: Will not start'],
      ['2026-11-03', 'Glaciers v1: Changed'],
    ]);
    expect(entries[0]?.summary).toBe('Before: Not known. Now: Works.');
  });

  it('gives the reason of what holds now, and what was known before', () => {
    const [failing] = feedOf([present, gone]).entries;
    expect(failing).toMatchObject({
      category: 'failing',
      updated: '2026-11-02T03:23:00.000Z',
      url: 'https://example.org/ice/environments/glaciers/',
    });
    expect(failing?.summary).toMatch(
      /^Before: Works\. Now: Will not start\. .*registry\.example\.org\/course\/glaciers:v1.* It last worked on 1 November 2026\.$/,
    );
    const [unknown] = feedOf([present, unreachable]).entries;
    expect(unknown?.summary).toMatch(/Last known: Works, 1 November 2026\.$/);
  });

  it('says nothing of a first night in which all is well, and tells first trouble', () => {
    expect(feedOf([present]).entries).toEqual([]);
    expect(feedOf([gone]).entries).toMatchObject([
      {
        title: 'Glaciers v1: Will not start',
        summary: expect.stringContaining('First check:'),
      },
    ]);
    expect(feedOf([]).entries).toEqual([]);
    expect(feedOf([]).updated).toBe('2026-11-30T12:00:00.000Z');
  });

  it('does not take the oldest night that is remembered for a change', () => {
    const day = (index: number) => new Date(Date.UTC(2026, 0, 1 + index, 3)).toISOString();
    let status: Status | undefined;
    for (let index = 0; index < 120; index += 1) {
      status = foldStatus(
        status,
        { durationMs: 1, environments: [observeVersion({ registry: gone })], contents: [], hubs: [] },
        day(index),
      );
    }
    expect(buildChangesFeed(makeModel(status ?? null), textsFor('en')).entries).toEqual([]);
  });

  it('keeps the ids of its entries while nights go by', () => {
    const nights = [present, gone, gone, present, moved];
    const ids = nights.map((_, index) =>
      feedOf(nights.slice(0, index + 1))
        .entries.map(({ id }) => id)
        .reverse(),
    );
    for (const [index, before] of ids.entries())
      expect(ids.at(-1)?.slice(0, before.length), String(index)).toEqual(before);
    expect(new Set(ids.at(-1)).size).toBe(3);
    expect(ids.at(-1)?.[0]).toBe('tag:example.org,2026-11-02:environment/glaciers/v1');
  });

  it('speaks the language of the site', () => {
    expect(feedOf([present, gone], 'de').entries[0]?.title).toBe(
      `Glaciers v1: ${textsFor('de').verdicts.failing}`,
    );
    expect(feedOf([present, gone], 'de').entries[0]?.summary).toContain('1. November 2026');
  });
});

describe('an Atom document', () => {
  it('has what RFC 4287 asks for', () => {
    const document = fromXml(renderAtom(feedOf([present, gone])));
    const [feed] = childrenOf(document, 'feed');
    if (feed === undefined) throw new Error('no feed');
    expect(feed.attributes).toMatchObject({ xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'en' });
    for (const name of ['id', 'title', 'updated', 'author'])
      expect(childrenOf(feed, name), name).toHaveLength(1);
    expect(childrenOf(feed, 'title').map(textOf)).toEqual(['Changes: Ice & <snow>']);
    const links = childrenOf(feed, 'link').map(({ attributes: { rel, href } }) => [rel, href]);
    expect(links).toEqual([
      ['self', 'https://example.org/ice/status.atom'],
      ['alternate', 'https://example.org/ice/status/'],
    ]);
    for (const entry of childrenOf(feed, 'entry'))
      for (const name of ['id', 'title', 'updated', 'link', 'summary'])
        expect(childrenOf(entry, name), name).toHaveLength(1);
  });

  it('is XML whatever the words are, and gives them back', () => {
    const word = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(word, word, word, (title, summary, url) => {
        const entry = {
          id: 'tag:a',
          title,
          summary,
          url,
          updated: '2026-11-02T03:23:00.000Z',
          category: 'ok',
        };
        const feed: AtomFeed = { ...feedOf([]), entries: [entry] };
        const document = fromXml(renderAtom(feed));
        const [read] = childrenOf(document, 'feed').flatMap((element) => childrenOf(element, 'entry'));
        if (read === undefined) throw new Error('no entry');
        // XML reads a lone carriage return as a line break; all else that it allows comes back.
        const allowed = (text: string) =>
          text
            .toWellFormed()
            .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
            .replace(/\r\n?/g, '\n');
        expect(childrenOf(read, 'title').map(textOf)).toEqual([allowed(title)]);
        expect(childrenOf(read, 'summary').map(textOf)).toEqual([allowed(summary)]);
      }),
      { numRuns: 300 },
    );
  });
});
