import { detailsEn } from '../details/en.ts';
import type { HealthTexts } from './types.ts';

const NEXT_NIGHT = 'Nothing yet; it will be looked at again next night.';

export const healthEn: HealthTexts = {
  accepted: (because, day) => `Known and accepted until ${day}: ${because}`,
  forStudents: {
    stale: 'You can use it; results may differ a little from what the course shows.',
    failing: 'Read it here, or come back: it is looked at again every night.',
    unknown: 'Try it; it may start all the same.',
    unknownWithOthers: 'Try it; if it does not start, another hub or an older version may.',
  },
  forMaintainers: {
    'image/missing': 'Push the image again, or name a tag that is there.',
    'image/digest-gone': 'Push the pinned image again, or pin the one that the tag has now.',
    'image/wrong-platform': 'Build the image for linux/amd64 as well.',
    'image/not-public-or-missing': 'Make the image public, or correct its name and tag.',
    'image/tag-moved': 'Pin the new digest if it is what you want, and do not push over a tag again.',
    'image/too-old': 'Build a new version, or raise stale_after_days.',
    'image/newer-tag': 'Try the newer tag, and take it over when it works.',
    'image/not-binder-ready':
      'Build the image as repo2docker does: user 1000, with Jupyter, nbgitpuller and git.',
    'image/age-unknown': 'Nothing has to be done; its age cannot be judged.',
    'binder/repository-missing': 'Make the Binder repository public, or correct its address.',
    'binder/ref-missing': 'Restore the branch or tag, or name one that is there.',
    'binder/dockerfile-missing': 'Add a Dockerfile whose only line names the image.',
    'binder/dockerfile-invalid': 'Correct the Dockerfile: one line, FROM and the image with its tag.',
    'binder/pin-differs': 'Make the Dockerfile and the catalogue name the same image.',
    'binder/unpinned': 'Write the tag, or tag and digest, behind the image in the Dockerfile.',
    'binder/unreachable': NEXT_NIGHT,
    'content/repository-missing': 'Make the repository public, or correct its address.',
    'content/ref-missing': 'Restore the branch or tag, or name one that is there.',
    'content/notebook-missing': 'Restore the notebook, or record its new id under "moved".',
    'content/no-notebooks': 'Correct "include" and "exclude", or restore the files.',
    'content/unreachable': NEXT_NIGHT,
    'hub/wrong-kind': 'Correct the type of the hub in the catalogue.',
    'hub/unreachable': 'Look whether the hub is still run, and under this address.',
    'hub/unhealthy': 'Ask those who run the hub.',
    'hub/rate-limited': NEXT_NIGHT,
    'hub/not-asked': NEXT_NIGHT,
    'hub/refused':
      'Let the check reach the public addresses of the hub, or accept this reason in the manifest.',
    'hub/maintenance': 'Nothing; it will be looked at again when the maintenance is over.',
    'hub/maintenance-planned': 'Nothing has to be done.',
    'registry/unreachable': NEXT_NIGHT,
    'registry/rate-limited': 'Sign in to the registry in the job (docker login), which raises the limit.',
    'registry/unauthorized': 'Sign in to the registry in the job (docker login), or make the image public.',
  },
  preflight: {
    heading: 'What Binder needs',
    yes: (needs) => `There: ${needs}`,
    no: (needs) => `Missing: ${needs}`,
    unknown: (needs) => `Not told by the image: ${needs}`,
    user: 'user 1000',
    entrypoint: 'start left to the hub',
  },
  details: detailsEn,
  reasons: {
    'image/missing': [
      'The image {from}, which {file} of {repository} at {ref} starts from, is gone.',
      'The image {image} can no longer be pulled: its registry has lost its manifest for linux/amd64 ({lost_manifest}).',
      'The image {image} can no longer be pulled: its registry has lost its configuration ({lost_configuration}).',
      'The image {image} can no longer be pulled: its registry has lost one of its layers ({lost_layer}).',
      '{image} is not a container image: it holds {holds}.',
      'The image {image} has the retired manifest schema {schema}, which hubs no longer pull.',
      'The image {needed}, which {file} of {repository} at {ref} needs as well, is gone.',
      'The image {image} is gone; what was pinned is still served by its digest {pinned}.',
      'The image {image} is gone: its registry knows no repository {lost}.',
      'The image {image} is gone: its registry has no such tag.',
    ],
    'image/digest-gone': [
      '{image} holds another image ({digest}) than the pinned {pinned}, and the pinned one is gone.',
    ],
    'image/wrong-platform': [
      '{file} of {repository} at {ref} asks for the platform {platform}; hubs run linux/amd64.',
      'The image {image} is built for {platforms}; hubs run linux/amd64.',
      'The image {image} is an index without any image in it; hubs run linux/amd64.',
    ],
    'image/not-public-or-missing': [
      'The image {from}, which {file} of {repository} at {ref} starts from, does not exist or is not public.',
      'The image {needed}, which {file} of {repository} at {ref} needs as well, does not exist or is not public.',
      'The image {image} does not exist or is not public: {detail}.',
    ],
    'image/tag-moved': [
      '{image} holds another image ({digest}) than the pinned {served}, which is still there.',
      '{image} holds another image ({digest}) than the pinned {pinned}.',
      'The tag of {image} is gone; the pinned image is still there and is what the Binder repository starts.',
    ],
    'image/too-old': [
      'The image {image} was built {days} days ago; the catalogue calls it old after {limit_days}.',
    ],
    'image/newer-tag': ['There is a newer tag than that of {image}: {tag}.'],
    'image/not-binder-ready': [
      'The image {image} starts as user {user}; BinderHub wants the id 1000.',
      'The image {image} always starts {entrypoint} (ENTRYPOINT), so that BinderHub cannot start its server in it.',
      'The image {image} starts as root; BinderHub wants a user with the id 1000.',
    ],
    'image/age-unknown': ['The image {image} does not say when it was built.'],
    'binder/repository-missing': [
      'The Binder repository {repository} does not exist or is not public: {detail}.',
    ],
    'binder/ref-missing': [
      'The Binder repository {repository} has no branch, tag or commit {ref}: its default branch is {default_branch}.',
      'The Binder repository {repository} has no branch, tag or commit {ref}: {detail}.',
    ],
    'binder/dockerfile-missing': [
      'The Binder repository {repository} at {ref} has no Dockerfile where Binder looks for it: {detail}.',
    ],
    'binder/dockerfile-invalid': [
      'The Dockerfile of the Binder repository {repository} at {ref} cannot be built: {detail}.',
    ],
    'binder/pin-differs': [
      '{file} of {repository} at {ref} starts from {from}; the catalogue says {image} with {pinned}.',
      '{file} of {repository} at {ref} starts from {from}; the catalogue says {image}.',
    ],
    'binder/unpinned': [
      '{file} of {repository} at {ref} starts from {from}, which names no fixed version; the catalogue says {image}.',
    ],
    'binder/unreachable': ['The Binder repository {repository} at {ref} could not be read: {detail}.'],
    'content/repository-missing': ['The repository {repository} does not exist or is not public: {detail}.'],
    'content/ref-missing': [
      'The repository {repository} has no branch or tag {ref}: its default branch is {default_branch}.',
      'The repository {repository} has no branch or tag {ref}: {detail}.',
    ],
    'content/notebook-missing': [
      '{repository} does not hold {path} at {ref}; it has moved to {moved_to}.',
      '{repository} does not hold {path} at {ref}.',
      'The folder {folder} does not hold {path}.',
    ],
    'content/no-notebooks': ['{repository} holds no notebook of this collection at {ref}.'],
    'content/unreachable': ['The repository {repository} could not be read: {detail}.'],
    'hub/wrong-kind': ['{hub} is a {found}, not a {expected}, so launch links to it do not work.'],
    'hub/unreachable': ['{hub} could not be reached: {detail}.'],
    'hub/unhealthy': ['{hub} answers, but is not well: {detail}.'],
    'hub/rate-limited': ['{hub} asked us to come back later, so it could not be checked: {detail}.'],
    'hub/refused': ['{hub} does not let the check look at it, so it is not known how it is: {detail}.'],
    'hub/not-asked': ['Nothing at all could be reached that night, so {hub} could not be asked either.'],
    'hub/maintenance': [
      '{hub} is down for planned maintenance from {start} to {end}: {note}',
      '{hub} is down for planned maintenance from {start} to {end}.',
    ],
    'hub/maintenance-planned': [
      '{hub} has planned maintenance from {start} to {end}: {note}',
      '{hub} has planned maintenance from {start} to {end}.',
    ],
    'registry/unreachable': [
      'Whether the image {from}, which {file} of {repository} at {ref} starts from, is there could not be told.',
      'Whether the image {needed}, which {file} of {repository} at {ref} needs as well, is there could not be told.',
      'Whether the image pinned for {image} is still there could not be told.',
      '{registry} could not be asked about the image: {detail}.',
    ],
    'registry/rate-limited': [
      '{registry} asked us to come back later, so the image could not be checked: {detail}.',
    ],
    'registry/unauthorized': [
      '{registry} did not accept our sign-in, so the image could not be checked: {detail}.',
    ],
  },
};
