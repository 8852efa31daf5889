import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const REPOSITORIES = 50;
const ENVIRONMENTS = 40;
const FOLDERS = 10;
const WORDS =
  'tide glacier river basin sensor spectrum orbit plate ocean wind cloud forest soil carbon methane ice snow delta harbour reef current eddy front storm flood drought heat wave crop yield census survey sample model filter kernel matrix vector tensor graph cluster sequence genome protein cell neuron signal noise phase image mask edge region'.split(
    ' ',
  );
/** With words made of two of them, as rare as words of a language are: the tenth comes a tenth as often as the first. */
const VOCABULARY = [...WORDS, ...WORDS.flatMap((first) => WORDS.map((second) => first + second))];

/** Writes a catalogue of many small notebooks, in 50 repositories with 40 environments; the same one every time. */
export function createLargeCatalogue(folder: string, notebooks: number): void {
  let state = 1;
  const draw = (count: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % count;
  };
  const pick = () => VOCABULARY[Math.floor(VOCABULARY.length ** (draw(100_000) / 100_000)) - 1];
  const say = (count: number) => Array.from({ length: count }, pick).join(' ');
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
  for (const index of numbers(notebooks)) {
    const place = join(folder, 'notebooks', `r${index % REPOSITORIES}`, `part-${draw(FOLDERS)}`);
    mkdirSync(place, { recursive: true });
    const markdown = (source: string) => ({ cell_type: 'markdown', metadata: {}, source });
    const cells = [
      markdown(`# ${say(3)} ${index}\n\n${say(20)}.\n\n## ${say(2)}\n\n${say(60)} $x_{${index}}^2$`),
      {
        cell_type: 'code',
        metadata: {},
        execution_count: 1,
        source: `import numpy as np\n${say(1)} = np.arange(${index})\nprint(${index})`,
        outputs: [{ output_type: 'stream', name: 'stdout', text: `${index}\n` }],
      },
      markdown(`## ${say(3)}\n\n${say(80)}`),
    ];
    const metadata = { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } };
    const text = JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata, cells });
    writeFileSync(join(place, `${say(2).replace(' ', '_')}_${index}.ipynb`), text);
  }
  const environments = numbers(ENVIRONMENTS).map(
    (id) => `  e${id}: {title: Environment ${id}, image: quay.io/example/e${id}, tag: "1"}`,
  );
  const contents = numbers(REPOSITORIES).map(
    (id) =>
      `  r${id}: {title: "${say(2)} ${id}", repository: "https://github.com/example/r${id}", branch: main, environment: e${id % ENVIRONMENTS}, directory: ./notebooks/r${id}}`,
  );
  const ids = numbers(ENVIRONMENTS).map((id) => `e${id}`);
  const manifest = `version: 1
site: {title: Large, url: "https://example.org/large/", language: en}
hubs: {hub: {type: jupyterhub, url: "https://hub.example.org", environments: [${ids.join(', ')}]}}
environments:
${environments.join('\n')}
content:
${contents.join('\n')}
`;
  writeFileSync(join(folder, 'catalog.yaml'), manifest);
}
