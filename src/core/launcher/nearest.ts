import { nameDistance } from '../name-distance.ts';
import { trimSlashes } from '../trim.ts';

/** As much of a catalogue as is needed to look for an id. */
export interface NamedNotebook {
  readonly id: string;
}

const MAX_ID_LENGTH = 200;

/**
 * The notebooks whose ids are most like one that does not exist, nearest first. Alike are ids with the
 * same or a similar last part in another collection, ids that contain one another, and slips of the
 * keyboard. None where nothing is near.
 */
export function findNearestNotebooks<Notebook extends NamedNotebook>(
  wanted: string,
  notebooks: readonly Notebook[],
  count = 5,
): Notebook[] {
  const id = simplify(wanted.slice(0, MAX_ID_LENGTH));
  if (id === '') return [];
  return (
    notebooks
      .map((notebook) => {
        const candidate = simplify(notebook.id);
        return { notebook, distance: measure(id, candidate), whole: nameDistance(id, candidate) };
      })
      .filter(({ distance }) => distance < 0.5)
      // Many may end alike: then the collection tells which is meant.
      .toSorted(
        (a, b) => a.distance - b.distance || a.whole - b.whole || (a.notebook.id < b.notebook.id ? -1 : 1),
      )
      .slice(0, count)
      .map(({ notebook }) => notebook)
  );
}

/** 0 for the same, 1 for nothing in common. */
function measure(wanted: string, candidate: string): number {
  const whole = nameDistance(wanted, candidate);
  const slugs = [lastPart(wanted), lastPart(candidate)] as const;
  const slug = 0.1 + nameDistance(...slugs);
  const isPart = slugs[0].length > 3 && (slugs[1].includes(slugs[0]) || slugs[0].includes(slugs[1]));
  return Math.min(whole, slug, isPart ? 0.4 : 1);
}

function lastPart(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}

function simplify(id: string): string {
  return trimSlashes(
    id
      .toLowerCase()
      .replace(/[\s_]+/g, '-')
      .replace(/\.(ipynb|html?)$/, ''),
  );
}
