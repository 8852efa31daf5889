/**
 * `npm run bench:night`: the cost of a nightly check of 1,000 tags (`--tags N`) of a real registry on this
 * machine, beside `skopeo inspect` over the same tags, eight at a time. It is run by `npm run bench`, too.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startRegistry } from '../tests/support/registry.ts';
import { findMissingParts } from '../tests/support/system-parts.ts';
import { createTemporaryFolder } from '../tests/support/temporary.ts';
import { makePackage } from './support/bench-options.ts';
import { inspectWithSkopeo } from './support/bench-skopeo.ts';
import { pushTags, writeCatalogue } from './support/bench-tags.ts';
import { startCounter } from './support/count-requests.ts';
import { type Cost, measureCommand } from './support/measure.ts';
import { medianCost } from './support/median-cost.ts';

const { values } = parseArgs({ options: { tags: { type: 'string', default: '1000' } }, strict: false });
const tagCount = Number(values.tags);
const missing = findMissingParts(['docker-registry', 'skopeo']);
if (missing.length > 0) {
  console.error(
    `The night is not measured: ${missing.join(' and ')} missing. npm test installs them on Debian.`,
  );
} else {
  makePackage();
  await using folder = await createTemporaryFolder('bench-night');
  await using registry = await startRegistry();
  await using counter = await startCounter(registry.host);
  const images = await pushTags(registry, tagCount);
  const walk = async (host: string): Promise<Cost> => {
    await writeCatalogue(join(folder.path, 'content'), host, images);
    const environment = {
      SLIPWAY_CONTENT: join(folder.path, 'content'),
      SLIPWAY_CACHE: join(folder.path, 'cache'),
      DOCKER_CONFIG: folder.path,
      GITHUB_STEP_SUMMARY: '',
    };
    return medianCost([
      await measureCommand(
        ['bin/slipway.js', 'nightly', '--out', join(folder.path, 'status.json')],
        environment,
      ),
    ]);
  };
  const first = await walk(registry.host);
  const unchanged = await walk(registry.host);
  const skopeo = await inspectWithSkopeo(registry.host, images);
  console.table({
    'first night': first,
    'unchanged night': unchanged,
    'skopeo inspect, 8 at a time': skopeo,
  });
  await walk(counter.host);
  const perImage = (method: string, path: RegExp) => counter.count(method, path) / tagCount;
  console.log(
    `Requests per image, unchanged: ${perImage('HEAD', /\/manifests\//)} HEAD of manifests, ${perImage('HEAD', /\/blobs\//)} HEAD of parts, ${perImage('GET', /\/(manifests|blobs)\//)} GET; ${counter.count('GET', /\/tags\/list/)} lists of tags in all.`,
  );
  console.log(`skopeo ÷ unchanged night: ${(skopeo.wallSeconds / unchanged.wallSeconds).toFixed(1)}`);
}
