import { detailsFr } from '../details/fr.ts';
import type { HealthTexts } from './types.ts';

const NEXT_NIGHT = 'Rien pour l’instant ; une nouvelle vérification aura lieu la nuit prochaine.';

export const healthFr: HealthTexts = {
  accepted: (because, day) => `Connu et accepté jusqu’au ${day} : ${because}`,
  forStudents: {
    stale: 'Vous pouvez l’utiliser ; les résultats peuvent différer un peu de ceux du cours.',
    failing: 'Lisez-le ici, ou revenez : une nouvelle vérification a lieu chaque nuit.',
    unknown: 'Essayez ; il démarrera peut-être quand même.',
    unknownWithOthers:
      'Essayez ; s’il ne démarre pas, un autre hub ou une version plus ancienne fonctionnera peut-être.',
  },
  forMaintainers: {
    'image/missing': 'Publiez de nouveau l’image, ou indiquez un tag qui existe.',
    'image/digest-gone': 'Publiez de nouveau l’image fixée, ou fixez celle que porte maintenant le tag.',
    'image/wrong-platform': 'Construisez aussi l’image pour linux/amd64.',
    'image/not-public-or-missing': 'Rendez l’image publique, ou corrigez son nom et son tag.',
    'image/tag-moved':
      'Fixez la nouvelle empreinte si c’est celle que vous voulez, et ne réécrivez plus un tag.',
    'image/too-old': 'Construisez une nouvelle version, ou augmentez stale_after_days.',
    'image/newer-tag': 'Essayez le tag plus récent, et adoptez-le s’il fonctionne.',
    'image/not-binder-ready':
      'Construisez l’image comme le fait repo2docker : utilisateur 1000, avec Jupyter, nbgitpuller et git.',
    'image/age-unknown': 'Il n’y a rien à faire ; son âge ne peut pas être évalué.',
    'binder/repository-missing': 'Rendez le dépôt Binder public, ou corrigez son adresse.',
    'binder/ref-missing': 'Rétablissez la branche ou le tag, ou indiquez-en un qui existe.',
    'binder/dockerfile-missing': 'Ajoutez un Dockerfile dont la seule ligne nomme l’image.',
    'binder/dockerfile-invalid': 'Corrigez le Dockerfile : une ligne, FROM et l’image avec son tag.',
    'binder/pin-differs': 'Faites en sorte que le Dockerfile et le catalogue nomment la même image.',
    'binder/unpinned': 'Écrivez le tag, ou le tag et l’empreinte, après l’image dans le Dockerfile.',
    'binder/unreachable': NEXT_NIGHT,
    'content/repository-missing': 'Rendez le dépôt public, ou corrigez son adresse.',
    'content/ref-missing': 'Rétablissez la branche ou le tag, ou indiquez-en un qui existe.',
    'content/notebook-missing':
      'Rétablissez le notebook, ou inscrivez son nouvel identifiant sous « moved ».',
    'content/no-notebooks': 'Corrigez « include » et « exclude », ou rétablissez les fichiers.',
    'content/unreachable': NEXT_NIGHT,
    'hub/wrong-kind': 'Corrigez le type du hub dans le catalogue.',
    'hub/unreachable': 'Vérifiez si le hub existe encore, et à cette adresse.',
    'hub/unhealthy': 'Adressez-vous à celles et ceux qui gèrent le hub.',
    'hub/rate-limited': NEXT_NIGHT,
    'hub/not-asked': NEXT_NIGHT,
    'hub/refused':
      'Laissez la vérification accéder aux adresses publiques du hub, ou acceptez cette raison dans le manifeste.',
    'hub/maintenance': 'Rien ; une nouvelle vérification aura lieu après la maintenance.',
    'hub/maintenance-planned': 'Il n’y a rien à faire.',
    'registry/unreachable': NEXT_NIGHT,
    'registry/rate-limited':
      'Identifiez-vous auprès du registre dans la tâche (docker login), ce qui relève la limite.',
    'registry/unauthorized':
      'Identifiez-vous auprès du registre dans la tâche (docker login), ou rendez l’image publique.',
  },
  preflight: {
    heading: 'Ce dont Binder a besoin',
    yes: (needs) => `Présent : ${needs}`,
    no: (needs) => `Manquant : ${needs}`,
    unknown: (needs) => `Non précisé par l’image : ${needs}`,
    user: 'utilisateur 1000',
    entrypoint: 'démarrage laissé au hub',
  },
  details: detailsFr,
  reasons: {
    'image/missing': [
      'L’image {from}, dont part {file} de {repository} à {ref}, n’existe plus.',
      'L’image {image} ne peut plus être téléchargée : son registre a perdu son manifeste pour linux/amd64 ({lost_manifest}).',
      'L’image {image} ne peut plus être téléchargée : son registre a perdu sa configuration ({lost_configuration}).',
      'L’image {image} ne peut plus être téléchargée : son registre a perdu une de ses couches ({lost_layer}).',
      '{image} n’est pas une image de conteneur : son contenu est de type {holds}.',
      'L’image {image} a un manifeste de l’ancien schéma {schema}, que les hubs ne téléchargent plus.',
      'L’image {needed}, dont {file} de {repository} à {ref} a aussi besoin, n’existe plus.',
      'L’image {image} n’existe plus ; celle qui a été fixée est encore servie sous son empreinte {pinned}.',
      'L’image {image} n’existe plus : son registre ne connaît aucun dépôt {lost}.',
      'L’image {image} n’existe plus : son registre n’a pas ce tag.',
    ],
    'image/digest-gone': [
      '{image} contient une autre image ({digest}) que celle fixée, {pinned}, et celle-ci n’existe plus.',
    ],
    'image/wrong-platform': [
      '{file} de {repository} à {ref} demande la plateforme {platform} ; les hubs utilisent linux/amd64.',
      'L’image {image} est construite pour {platforms} ; les hubs utilisent linux/amd64.',
      'L’image {image} est un index qui ne contient aucune image ; les hubs utilisent linux/amd64.',
    ],
    'image/not-public-or-missing': [
      'L’image {from}, dont part {file} de {repository} à {ref}, n’existe pas ou n’est pas publique.',
      'L’image {needed}, dont {file} de {repository} à {ref} a aussi besoin, n’existe pas ou n’est pas publique.',
      'L’image {image} n’existe pas ou n’est pas publique : {detail}.',
    ],
    'image/tag-moved': [
      '{image} contient une autre image ({digest}) que celle fixée, {served}, qui existe encore.',
      '{image} contient une autre image ({digest}) que celle fixée, {pinned}.',
      'Le tag de {image} n’existe plus ; l’image fixée existe encore, et c’est elle que démarre le dépôt Binder.',
    ],
    'image/too-old': [
      'L’image {image} a été construite il y a {days} jours ; le catalogue la dit ancienne après {limit_days}.',
    ],
    'image/newer-tag': ['Il y a un tag plus récent que celui de {image} : {tag}.'],
    'image/not-binder-ready': [
      'L’image {image} démarre en tant qu’utilisateur {user} ; BinderHub demande l’identifiant 1000.',
      'L’image {image} démarre toujours {entrypoint} (ENTRYPOINT), si bien que BinderHub ne peut pas y démarrer son serveur.',
      'L’image {image} démarre en tant que root ; BinderHub demande un utilisateur d’identifiant 1000.',
    ],
    'image/age-unknown': ['L’image {image} ne dit pas quand elle a été construite.'],
    'binder/repository-missing': ['Le dépôt Binder {repository} n’existe pas ou n’est pas public.'],
    'binder/ref-missing': [
      'Le dépôt Binder {repository} n’a ni branche, ni tag, ni commit {ref} ; sa branche par défaut est {default_branch}.',
      'Le dépôt Binder {repository} n’a ni branche, ni tag, ni commit {ref}.',
    ],
    'binder/dockerfile-missing': [
      'Le dépôt Binder {repository} à {ref} n’a pas de Dockerfile là où Binder le cherche : {detail}.',
    ],
    'binder/dockerfile-invalid': [
      'Le Dockerfile du dépôt Binder {repository} à {ref} ne peut pas être construit : {detail}.',
    ],
    'binder/pin-differs': [
      '{file} de {repository} à {ref} part de {from} ; le catalogue indique {image} avec {pinned}.',
      '{file} de {repository} à {ref} part de {from} ; le catalogue indique {image}.',
    ],
    'binder/unpinned': [
      '{file} de {repository} à {ref} part de {from}, qui ne désigne aucune version fixe ; le catalogue indique {image}.',
    ],
    'binder/unreachable': ['Le dépôt Binder {repository} à {ref} n’a pas pu être lu : {detail}.'],
    'content/repository-missing': ['Le dépôt {repository} n’existe pas ou n’est pas public.'],
    'content/ref-missing': [
      'Le dépôt {repository} n’a ni branche ni tag {ref} ; sa branche par défaut est {default_branch}.',
      'Le dépôt {repository} n’a ni branche ni tag {ref}.',
    ],
    'content/notebook-missing': [
      '{repository} ne contient pas {path} à {ref} ; il se trouve maintenant dans {moved_to}.',
      '{repository} ne contient pas {path} à {ref}.',
      'Le dossier {folder} ne contient pas {path}.',
    ],
    'content/no-notebooks': ['{repository} ne contient aucun notebook de cette collection à {ref}.'],
    'content/unreachable': ['Le dépôt {repository} n’a pas pu être lu : {detail}.'],
    'hub/wrong-kind': [
      '{hub} est un {found}, pas un {expected} ; les liens de lancement vers lui ne fonctionnent pas.',
    ],
    'hub/unreachable': ['{hub} n’a pas pu être joint : {detail}.'],
    'hub/unhealthy': ['{hub} répond, mais ne va pas bien : {detail}.'],
    'hub/rate-limited': ['{hub} nous a demandé de revenir plus tard et n’a pas pu être vérifié : {detail}.'],
    'hub/refused': [
      '{hub} ne laisse pas la vérification y accéder ; on ne sait pas comment il va : {detail}.',
    ],
    'hub/not-asked': [
      'Rien du tout n’a pu être joint cette nuit-là ; {hub} n’a donc pas pu être interrogé non plus.',
    ],
    'hub/maintenance': [
      '{hub} est indisponible pour une maintenance prévue du {start} au {end} : {note}',
      '{hub} est indisponible pour une maintenance prévue du {start} au {end}.',
    ],
    'hub/maintenance-planned': [
      'Une maintenance de {hub} est prévue du {start} au {end} : {note}',
      'Une maintenance de {hub} est prévue du {start} au {end}.',
    ],
    'registry/unreachable': [
      'On n’a pas pu savoir si l’image {from}, dont part {file} de {repository} à {ref}, existe.',
      'On n’a pas pu savoir si l’image {needed}, dont {file} de {repository} à {ref} a aussi besoin, existe.',
      'On n’a pas pu savoir si l’image fixée pour {image} existe encore.',
      '{registry} n’a pas pu être interrogé sur l’image : {detail}.',
    ],
    'registry/rate-limited': [
      '{registry} nous a demandé de revenir plus tard ; l’image n’a pas pu être vérifiée : {detail}.',
    ],
    'registry/unauthorized': [
      '{registry} n’a pas accepté notre identification ; l’image n’a pas pu être vérifiée : {detail}.',
    ],
  },
};
