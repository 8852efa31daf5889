import { expect, test } from 'vitest';
import { composeLaunch } from './compose.ts';
import { explainLink } from './explain/explain.ts';
import { buildLtiForm } from './lti-form.ts';

const compose = (url: string, path: string, isLtiLaunch = false) => {
  const hub = { type: 'jupyterhub', url } as const;
  const repository = 'https://github.com/course/tides';
  const composed = composeLaunch({ hub, repository, branch: 'main', path, isLtiLaunch });
  if (!composed.ok) throw new Error(composed.failure.message);
  return composed.value.url;
};

test.each([
  ['https://hub.example.edu', 'a.ipynb'],
  ['https://example.edu/jupyter', 'Week 1/a b#c;d.ipynb'],
  ['https://example.edu:8443/a/b/', 'Übung/größe+1.ipynb'],
])('a launch on %s opens %s through LTI as it does without', (url, path) => {
  const link = compose(url, path);
  const { launchUrl, toolUrl, parameters } = buildLtiForm(url, link);

  expect(launchUrl).toBe(compose(url, path, true));
  const explained = explainLink(launchUrl);
  expect(explained).toMatchObject({ isLtiLaunch: true, path, faults: [] });
  expect(explained.opens).toBe(explainLink(link).opens);

  // The platform sends each line as `custom_` and its name; Moodle also ends a parameter at a semicolon.
  expect(parameters).not.toMatch(/[;\n]/);
  const [name, ...value] = parameters.split('=');
  expect(name).toBe('next');
  expect(new URL(value.join('='), toolUrl).href).toBe(new URL(link).href);
  expect(toolUrl).toMatch(/\/hub\/lti\/launch$/);
});
