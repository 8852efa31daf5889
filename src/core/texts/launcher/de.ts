/** Texts of the launcher pages, and of the pages of what has left. */
export const launcher = {
  going: (hub: string) => `Wird auf ${hub} geöffnet`,
  stay: 'Hier bleiben',
  elsewhere: 'Andere Wege',
  about: 'Über dieses Notebook',
  read: 'Hier lesen',
  inEnvironment: (environment: string, version: string) => `Läuft in ${environment} ${version}.`,
  moreToExpect: 'Was Sie erwartet',
  newTab: 'Öffnet sich in einem neuen Tab: Hubs lassen sich nicht in einer anderen Seite anzeigen.',
  address: 'Dauerhafte Adresse',
  nothing: 'Heute startet nichts dieses Notebook',
  fallback: 'Die letzte Fassung, die startet:',
  openVersion: (version: string, hub: string) => `${version} auf ${hub} öffnen`,
  runHint: 'Laden Sie das heruntergeladene Notebook dort hoch.',
  report: 'Den Betreuern dieses Katalogs Bescheid geben',
  reportTitle: (title: string) => `„${title}“ startet nicht`,
  reportBody: 'Die Seite dieses Notebooks sagt, dass nichts es startet:',
  editionNote: (label: string) => `Eine ältere Ausgabe, wie unterrichtet: ${label}.`,
  versionNote: (version: string) => `Eine ältere Fassung der Umgebung: ${version}.`,
  versionFailing: (version: string) =>
    `Die Fassung ${version} startet nicht; warum, steht unten. Dies ist die heutige.`,
  today: 'Die heutige Fassung öffnen',
  missingThen:
    'Die letzte Prüfung hat das Notebook in dieser Ausgabe nicht gefunden. Vielleicht kam es später dazu.',
  unknownName: (name: string) => `„${name}“ sagt dieser Seite nichts und bleibt unbeachtet.`,
  unknownValue: (name: string, value: string) =>
    `${name}: „${value}“ gibt es hier nicht und bleibt unbeachtet.`,
  repeated: (name: string, values: string) =>
    `${name} ist mehrmals angegeben (${values}) und bleibt unbeachtet.`,
  tooLong: (name: string, value: string) => `${name} ist zu lang (${value}) und bleibt unbeachtet.`,
  wishFailing: (hub: string) => `Sie wollten ${hub}; dort startet es nicht. Hier ist ein anderer Weg.`,
  wishNotOffered: (hub: string) => `${hub} führt dieses Notebook nicht aus. Hier ist ein anderer Weg.`,
  wishGone: (hub: string) =>
    `Der Hub Ihrer Wahl, ${hub}, gehört nicht mehr zu diesem Katalog. Ihre Wahl ist vergessen.`,
  remember: (hub: string) => `${hub} für alle Links nehmen`,
  remembered: (hub: string) => `Sie haben ${hub} für alle Links gewählt.`,
  forget: 'Vergessen',
  ownHub: 'Ein eigener JupyterHub',
  ownAddress: 'Adresse Ihres Hubs',
  ownHint: 'Er braucht nbgitpuller. Die Adresse bleibt in diesem Browser und wird nirgendwohin gesendet.',
  ownUse: 'Diesen Hub nehmen',
  ownNote: 'Ihr eigener Hub. Dieser Katalog prüft ihn nicht.',
  ownStored: (hub: string) =>
    `In diesem Browser wurde ${hub} gewählt. Der Hub gehört nicht zu diesem Katalog: Prüfen Sie unten die Adresse, bevor Sie ihn verwenden.`,
  ownBad: 'Das ist keine https-Adresse eines Hubs.',
  ownCredentials: 'Die Adresse enthält einen Benutzernamen oder ein Passwort. Schreiben Sie sie ohne.',
  liveWell: (hub: string) => `${hub} antwortet jetzt.`,
  liveUnwell: (hub: string) => `${hub} meldet gerade, dass etwas nicht in Ordnung ist.`,
  liveFull: (hub: string) =>
    `${hub} ist gerade voll. Versuchen Sie es in einigen Minuten, oder auf anderem Weg.`,
  liveSilent: (hub: string) => `${hub} war von Ihnen aus gerade nicht zu erreichen.`,
  fromFuture: 'Die letzte Prüfung trägt ein Datum in der Zukunft: Irgendwo geht eine Uhr falsch.',
  watch: {
    start: 'Hier starten und zusehen',
    on: (hub: string) => `Start auf ${hub}`,
    phases: {
      waiting: 'Warten',
      fetching: 'Holen',
      building: 'Bauen',
      pushing: 'Ablegen',
      built: 'Gebaut',
      launching: 'Starten',
      ready: 'Bereit',
    },
    now: {
      connecting: 'Der Hub wird gefragt',
      waiting: 'Warten, bis der Hub beginnt',
      fetching: 'Die Umgebung wird geholt',
      building: 'Die Umgebung wird gebaut: Das geschieht einmal und kann dauern',
      pushing: 'Die Umgebung wird für den nächsten Start abgelegt',
      built: 'Die Umgebung ist da',
      launching: 'Ihr Server wird gestartet',
      ready: 'Bereit. Das Notebook wird geöffnet',
    },
    log: 'Was der Hub schreibt',
    said: (message: string) => `Der Hub sagt: ${message}`,
    cancel: 'Anhalten',
    cancelled:
      'Angehalten. Was der Hub begonnen hat, beendet er vielleicht; der nächste Start geht dann schneller.',
    again: 'Noch einmal versuchen',
    plain: (hub: string) => `Zu ${hub} selbst gehen`,
    open: 'Das Notebook öffnen',
    failures: {
      full: 'Der Hub ist voll. Es wird laufend etwas frei: Versuchen Sie es in einigen Minuten, oder nehmen Sie unten einen anderen Weg.',
      quota:
        'Zu viele haben diese Umgebung auf dem Hub geöffnet. Versuchen Sie es in einigen Minuten, oder nehmen Sie unten einen anderen Weg.',
      banned: 'Der Hub startet diese Umgebung nicht. Nehmen Sie unten einen anderen Weg.',
      unresolved:
        'Der Hub hat das Repository der Umgebung oder ihre Fassung nicht gefunden. Ein neuer Versuch hilft nicht; nehmen Sie unten einen anderen Weg.',
      limited: 'Zu viele Starts aus Ihrem Netz. Gehen Sie zum Hub selbst, oder warten Sie eine Stunde.',
      refused: 'Der Hub nimmt aus Ihrem Netz keine Starts an. Nehmen Sie unten einen anderen Weg.',
      build:
        'Die Umgebung ließ sich nicht bauen. Ein neuer Versuch hilft selten; nehmen Sie unten einen anderen Weg.',
      launch: 'Die Umgebung ist da, aber ihr Server ist nicht gestartet. Versuchen Sie es noch einmal.',
      network:
        'Die Verbindung zum Hub ist abgebrochen, oder er lässt sich von hier aus nicht zusehen. Gehen Sie zum Hub selbst.',
      other: 'Es hat nicht geklappt. Versuchen Sie es noch einmal, oder gehen Sie zum Hub selbst.',
    },
  },
};

export const retired = {
  heading: (title: string) => `${title} ist nicht mehr hier`,
  on: 'Es verließ diesen Katalog am',
  left: 'Es hat diesen Katalog verlassen.',
  nearest: 'Am nächsten kommt ihm heute:',
  open: (title: string) => `${title} öffnen`,
};
