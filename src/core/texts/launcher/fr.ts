/** Texts of the launcher pages, and of the pages of what has left. */
export const launcher = {
  going: (hub: string) => `Ouverture sur ${hub}`,
  stay: 'Rester ici',
  elsewhere: 'Autres possibilités',
  about: 'À propos de ce notebook',
  read: 'Le lire ici',
  inEnvironment: (environment: string, version: string) => `S’exécute dans ${environment} ${version}.`,
  moreToExpect: 'À quoi s’attendre',
  newTab: 'S’ouvre dans un nouvel onglet : les hubs refusent d’être affichés dans une autre page.',
  address: 'Adresse permanente',
  nothing: 'Rien ne démarre ce notebook aujourd’hui',
  fallback: 'La dernière version qui démarre :',
  openVersion: (version: string, hub: string) => `Ouvrir ${version} sur ${hub}`,
  runHint: 'Déposez-y le notebook téléchargé.',
  report: 'Prévenir les responsables de ce catalogue',
  reportTitle: (title: string) => `« ${title} » ne démarre pas`,
  reportBody: 'La page de ce notebook dit que rien ne le démarre :',
  editionNote: (label: string) => `Une édition plus ancienne, telle qu’enseignée : ${label}.`,
  versionNote: (version: string) => `Une version plus ancienne de l’environnement : ${version}.`,
  versionFailing: (version: string) =>
    `La version ${version} ne démarre pas ; la raison est indiquée plus bas. Voici celle d’aujourd’hui.`,
  today: 'Ouvrir la version d’aujourd’hui',
  missingThen:
    'La dernière vérification n’a pas trouvé le notebook dans cette édition. Il est peut-être venu plus tard.',
  unknownName: (name: string) => `Cette page ne connaît pas « ${name} » et n’en tient pas compte.`,
  unknownValue: (name: string, value: string) =>
    `${name} : « ${value} » n’existe pas ici et n’est pas pris en compte.`,
  repeated: (name: string, values: string) =>
    `${name} est donné plusieurs fois (${values}) et n’est pas pris en compte.`,
  tooLong: (name: string, value: string) => `${name} est trop long (${value}) et n’est pas pris en compte.`,
  wishFailing: (hub: string) => `Vous vouliez ${hub}, qui ne le démarre pas. Voici une autre possibilité.`,
  wishNotOffered: (hub: string) => `${hub} n’exécute pas ce notebook. Voici une autre possibilité.`,
  wishGone: (hub: string) =>
    `Le hub de votre choix, ${hub}, ne fait plus partie de ce catalogue. Votre choix est oublié.`,
  remember: (hub: string) => `Utiliser ${hub} pour tous les liens`,
  remembered: (hub: string) => `Vous avez choisi ${hub} pour tous les liens.`,
  forget: 'Oublier',
  ownHub: 'Votre propre JupyterHub',
  ownAddress: 'Adresse de votre hub',
  ownHint: 'Il lui faut nbgitpuller. L’adresse reste dans ce navigateur et n’est envoyée nulle part.',
  ownUse: 'Utiliser ce hub',
  ownNote: 'Votre propre hub. Ce catalogue ne le vérifie pas.',
  ownStored: (hub: string) =>
    `${hub} a été choisi dans ce navigateur. Il ne fait pas partie de ce catalogue : vérifiez l’adresse ci-dessous avant de l’utiliser.`,
  ownBad: 'Ce n’est pas l’adresse https d’un hub.',
  ownCredentials: 'L’adresse contient un nom d’utilisateur ou un mot de passe. Écrivez-la sans.',
  liveWell: (hub: string) => `${hub} répond en ce moment.`,
  liveUnwell: (hub: string) => `${hub} signale un problème en ce moment.`,
  liveFull: (hub: string) =>
    `${hub} est complet en ce moment. Réessayez dans quelques minutes, ou autrement.`,
  liveSilent: (hub: string) => `${hub} n’a pas pu être joint à l’instant depuis votre réseau.`,
  fromFuture: 'La dernière vérification est datée dans le futur : une horloge est fausse quelque part.',
  watch: {
    start: 'Démarrer ici et suivre',
    on: (hub: string) => `Démarrage sur ${hub}`,
    phases: {
      waiting: 'Attente',
      fetching: 'Récupération',
      building: 'Construction',
      pushing: 'Stockage',
      built: 'Construit',
      launching: 'Démarrage',
      ready: 'Prêt',
    },
    now: {
      connecting: 'Question posée au hub',
      waiting: 'En attente du hub',
      fetching: 'Récupération de l’environnement',
      building: 'Construction de l’environnement : elle n’a lieu qu’une fois et peut durer',
      pushing: 'Stockage de l’environnement pour le prochain démarrage',
      built: 'L’environnement est là',
      launching: 'Démarrage de votre serveur',
      ready: 'Prêt. Ouverture du notebook',
    },
    log: 'Ce qu’écrit le hub',
    said: (message: string) => `Le hub dit : ${message}`,
    cancel: 'Arrêter',
    cancelled:
      'Arrêté. Le hub finira peut-être ce qu’il a commencé ; le prochain démarrage sera alors plus rapide.',
    again: 'Réessayer',
    plain: (hub: string) => `Aller sur ${hub} même`,
    open: 'Ouvrir le notebook',
    failures: {
      full: 'Le hub est complet. Des places se libèrent sans cesse : réessayez dans quelques minutes, ou choisissez ci-dessous.',
      quota:
        'Trop de personnes ont ouvert cet environnement sur le hub. Réessayez dans quelques minutes, ou choisissez ci-dessous.',
      banned: 'Le hub ne démarre pas cet environnement. Choisissez une autre possibilité ci-dessous.',
      unresolved:
        'Le hub n’a pas trouvé le dépôt de l’environnement ou sa version. Réessayer ne sert à rien ; choisissez ci-dessous.',
      limited: 'Trop de démarrages depuis votre réseau. Allez sur le hub même, ou attendez une heure.',
      refused:
        'Le hub n’accepte pas de démarrages depuis votre réseau. Choisissez une autre possibilité ci-dessous.',
      build: 'L’environnement n’a pas pu être construit. Réessayer aide rarement ; choisissez ci-dessous.',
      launch: 'L’environnement est là, mais son serveur n’a pas démarré. Réessayez.',
      network:
        'La connexion au hub s’est interrompue, ou il ne se laisse pas suivre d’ici. Allez sur le hub même.',
      other: 'Cela n’a pas marché. Réessayez, ou allez sur le hub même.',
    },
  },
};

export const retired = {
  heading: (title: string) => `${title} n’est plus ici`,
  on: 'Il a quitté ce catalogue le',
  left: 'Il a quitté ce catalogue.',
  nearest: 'Ce qui s’en approche le plus :',
  open: (title: string) => `Ouvrir ${title}`,
};
