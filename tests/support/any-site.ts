import fc from 'fast-check';
import { type AnyNight, anyNight, renderNight } from './any-night.ts';

/** A catalogue with some of everything that a manifest and its pages may have. */
export interface AnySite {
  /** Of the site. */
  readonly language: string;
  readonly manifest: string;
  readonly files: ReadonlyMap<string, string>;
  /** The last nightly check; absent where there was none. */
  readonly night?: AnyNight;
  /** `status.json` after that night, for a site that is built now. */
  renderStatus(now: Date): object | undefined;
}

/** What notebooks and pages say in each language: title, and two sentences that no other language has. */
const TEXTS = {
  en: [
    'Tides in the bay',
    'The water rises in the harbour twice a day. It is the moon that pulls at the sea.',
  ],
  de: [
    'Gezeiten in der Bucht',
    'Das Wasser steigt im Hafen zweimal am Tag. Es ist der Mond, der an dem Meer zieht.',
  ],
  fr: [
    'Les marées de la baie',
    'L’eau monte dans le port deux fois par jour. C’est la lune qui tire sur la mer.',
  ],
  es: [
    'Las mareas de la bahía',
    'El agua sube en el puerto dos veces al día. Es la luna la que tira del mar.',
  ],
  // Without an interface of its own, and from right to left.
  ar: [
    'المد والجزر في الخليج',
    'يرتفع الماء في الميناء مرتين في اليوم. هذا هو القمر الذي يجذب ماء البحر إلى الأرض.',
  ],
} as const;

/** Of the environment. */
const TAG = '2026-06-01';

type Language = keyof typeof TEXTS;
const LANGUAGES = Object.keys(TEXTS) as Language[];
const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#0b5a77"/></svg>';

const pageName = fc.constantFrom('help', 'guide', 'home', 'imprint', 'week-1/plan');
const settings = fc.record({
  language: fc.constantFrom(...LANGUAGES),
  /** Language → how many notebooks its collection has. */
  collections: fc.uniqueArray(
    fc.record({ language: fc.constantFrom(...LANGUAGES), count: fc.integer({ min: 1, max: 3 }) }),
    {
      minLength: 1,
      maxLength: 3,
      selector: ({ language }) => language,
    },
  ),
  pages: fc.uniqueArray(
    fc.record({
      name: pageName,
      isMarked: fc.boolean(),
      isNamed: fc.boolean(),
      order: fc.integer({ min: -9, max: 9 }),
    }),
    {
      maxLength: 4,
      selector: ({ name }) => name,
    },
  ),
  accent: fc.option(fc.integer({ min: 0, max: 0xffffff }), { nil: undefined }),
  hasLogo: fc.boolean(),
  hasFooter: fc.boolean(),
  hasContact: fc.boolean(),
  hasAnnouncement: fc.boolean(),
  hasClassHub: fc.boolean(),
  hasCredits: fc.boolean(),
  hasEdition: fc.boolean(),
  hasEarlier: fc.boolean(),
  hasRetired: fc.boolean(),
  night: fc.option(anyNight, { nil: undefined }),
});

/** The first `count` of an endless row of sites, the same in every run; the second to fourth are of odd sizes. */
export function sampleSites(count: number): readonly AnySite[] {
  const [first, ...others] = fc.sample(settings, { numRuns: count, seed: 17 });
  if (first === undefined) return [];
  const odd = [MANY, ONE, NONE].map(
    (collections: readonly Collection[]): Settings => ({ ...first, language: 'en', collections }),
  );
  return [first, ...odd, ...others].slice(0, count).map(renderSite);
}

type Settings = Omit<Sampled, 'collections'> & { readonly collections: readonly Collection[] };
type Sampled = typeof settings extends fc.Arbitrary<infer Value> ? Value : never;
interface Collection {
  readonly language: Language;
  readonly count: number;
  /** Of several in one language. */
  readonly number?: number;
}

const MANY = Array.from({ length: 60 }, (_, number): Collection => ({ language: 'en', count: 1, number }));

const ONE: readonly Collection[] = [{ language: 'en', count: 1 }];
const NONE: readonly Collection[] = [{ language: 'en', count: 0 }];

/** Id of a collection, and its folder. */
function nameCollection({ language, number }: Collection): string {
  return number === undefined ? language : `${language}-${number}`;
}

function renderSite(given: Settings): AnySite {
  const {
    language,
    collections,
    pages,
    accent,
    hasLogo,
    hasFooter,
    hasContact,
    hasAnnouncement,
    hasClassHub,
    hasCredits,
    hasEdition,
    hasEarlier,
    hasRetired,
    night,
  } = given;
  const [title, sentences] = TEXTS[language];
  const [first] = collections;
  const site = {
    title,
    url: 'https://example.org/any/',
    language,
    description: sentences,
    ...(accent !== undefined && { accent: `#${accent.toString(16).padStart(6, '0')}` }),
    ...(hasLogo && { logo: 'logo.svg' }),
    ...(hasFooter && { footer: sentences }),
    ...(hasContact && { contact: 'harbour@example.org' }),
    ...(hasAnnouncement && { announcement: { text: sentences, url: 'status/' } }),
    links: pages.filter(({ name }) => name !== 'home').map(({ name }) => ({ title, url: `${name}/` })),
  };
  const manifest = {
    version: 1,
    site,
    hubs: {
      mybinder: { type: 'binderhub', url: 'https://mybinder.org', title: 'mybinder.org' },
      ...(hasClassHub && {
        class: {
          type: 'jupyterhub',
          url: 'https://hub.example.edu',
          title: 'Hub',
          environments: ['python'],
          sign_in: true,
        },
      }),
    },
    environments: {
      python: {
        title: 'Python',
        image: 'quay.io/jupyter/base-notebook',
        tag: TAG,
        binder: { repository: 'https://github.com/example/binder', ref: 'main' },
        ...(hasEarlier && {
          earlier: [
            { tag: '2025-06-01', binder: { repository: 'https://github.com/example/binder', ref: 'old' } },
          ],
        }),
      },
    },
    content: Object.fromEntries(
      collections.map((collection) => [
        `in-${nameCollection(collection)}`,
        {
          title: [TEXTS[collection.language][0], collection.number]
            .filter((part) => part !== undefined)
            .join(' '),
          description: TEXTS[collection.language][1],
          repository: `https://github.com/example/${nameCollection(collection)}`,
          branch: 'main',
          environment: 'python',
          directory: `./${nameCollection(collection)}`,
          language: collection.language,
          ...(hasCredits && { authors: ['Ada Example'], license: 'CC-BY-4.0' }),
          ...(hasEdition && { editions: { first: { branch: 'first', tag: TAG, label: '2025' } } }),
        },
      ]),
    ),
    ...(hasRetired &&
      first !== undefined && {
        retired: {
          [`in-${nameCollection(first)}/gone`]: { title, on: '2026-03-01', because: sentences },
        },
      }),
  };
  const files = new Map<string, string>();
  if (hasLogo) files.set('logo.svg', LOGO);
  for (const collection of collections) {
    // A folder is there, whatever is in it.
    files.set(`${nameCollection(collection)}/README.md`, '# Notebooks\n');
    for (let number = 1; number <= collection.count; number++)
      files.set(`${nameCollection(collection)}/${number}.ipynb`, renderNotebook(collection.language, number));
  }
  for (const { name, isMarked, isNamed, order } of pages) {
    files.set(
      `pages/${name}${isMarked ? `.${language}` : ''}.md`,
      `---\ntitle: ${title}\nnav: ${isNamed}\norder: ${order}\n---\n\n## ${title}\n\n${sentences}\n`,
    );
  }
  const contents = Object.keys(manifest.content);
  return {
    language,
    manifest: JSON.stringify(manifest),
    files,
    ...(night !== undefined && { night }),
    renderStatus: (now) => night && renderNight(night, TAG, contents, Object.keys(manifest.hubs), now),
  };
}

function renderNotebook(language: Language, number: number): string {
  const [title, sentences] = TEXTS[language];
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 4,
    metadata: { kernelspec: { name: 'python3', display_name: 'Python 3' } },
    cells: [
      {
        cell_type: 'markdown',
        metadata: {},
        source: `# ${title} ${number}\n\n${sentences}\n\n## ${title}\n\n${sentences}`,
      },
      {
        cell_type: 'code',
        metadata: {},
        source: 'print(2)',
        execution_count: 1,
        outputs: [{ output_type: 'stream', name: 'stdout', text: '2\n' }],
      },
    ],
  });
}
