import { trimEndSlashes } from '../trim.ts';
import { buildQuery } from './encode.ts';
import { LTI_PATH } from './hub-route.ts';

/**
 * What the form of a learning platform for an external tool (LTI 1.1) takes, beside the key and the secret that the hub's
 * administrators give out.
 */
export interface LtiForm {
  /** For a form with an address and nothing else, as Canvas has it. */
  readonly launchUrl: string;
  /** For a form with custom parameters, as Moodle has it: the address of the tool, and a parameter on its line. */
  readonly toolUrl: string;
  readonly parameters: string;
}

/**
 * The same launch through LTI. The hub sends the student to `next` of the address, else to `custom_next`, which is
 * how a platform sends the custom parameter `next` (`lti11/handlers.py` of jupyterhub/ltiauthenticator).
 *
 * @param link launch link on that hub
 */
export function buildLtiForm(hubUrl: string, link: string): LtiForm {
  const toolUrl = `${trimEndSlashes(hubUrl)}${LTI_PATH}`;
  const next = link.slice(new URL(hubUrl).origin.length);
  return {
    launchUrl: `${toolUrl}?${buildQuery([['next', next]])}`,
    toolUrl,
    parameters: `next=${next}`,
  };
}
