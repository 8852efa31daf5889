import { detailsDe } from '../details/de.ts';
import type { HealthTexts } from './types.ts';

const NEXT_NIGHT = 'Noch nichts; in der nächsten Nacht wird wieder nachgesehen.';

export const healthDe: HealthTexts = {
  accepted: (because, day) => `Bekannt und hingenommen bis ${day}: ${because}`,
  forStudents: {
    stale: 'Sie können damit arbeiten; Ergebnisse weichen vielleicht etwas von denen des Kurses ab.',
    failing: 'Lesen Sie es hier, oder kommen Sie wieder: Jede Nacht wird neu nachgesehen.',
    unknown: 'Versuchen Sie es; vielleicht startet es trotzdem.',
    unknownWithOthers:
      'Versuchen Sie es; startet es nicht, dann vielleicht ein anderer Hub oder eine ältere Version.',
  },
  forMaintainers: {
    'image/missing': 'Laden Sie das Image wieder hoch, oder nennen Sie ein Tag, das es gibt.',
    'image/digest-gone':
      'Laden Sie das festgelegte Image wieder hoch, oder legen Sie das fest, das jetzt zu dem Tag gehört.',
    'image/wrong-platform': 'Bauen Sie das Image auch für linux/amd64.',
    'image/not-public-or-missing':
      'Machen Sie das Image öffentlich, oder berichtigen Sie seinen Namen und sein Tag.',
    'image/tag-moved':
      'Legen Sie den neuen Digest fest, wenn Sie ihn wollen, und überschreiben Sie ein Tag nicht wieder.',
    'image/too-old': 'Bauen Sie eine neue Version, oder erhöhen Sie stale_after_days.',
    'image/newer-tag': 'Probieren Sie das neuere Tag, und übernehmen Sie es, wenn es geht.',
    'image/not-binder-ready':
      'Bauen Sie das Image, wie repo2docker es tut: Benutzer 1000, mit Jupyter, nbgitpuller und git.',
    'image/age-unknown': 'Es ist nichts zu tun; das Alter lässt sich nicht beurteilen.',
    'binder/repository-missing':
      'Machen Sie das Binder-Repository öffentlich, oder berichtigen Sie seine Adresse.',
    'binder/ref-missing':
      'Stellen Sie den Branch oder das Tag wieder her, oder nennen Sie einen, den es gibt.',
    'binder/dockerfile-missing': 'Legen Sie ein Dockerfile an, dessen einzige Zeile das Image nennt.',
    'binder/dockerfile-invalid':
      'Berichtigen Sie das Dockerfile: eine Zeile, FROM und das Image mit seinem Tag.',
    'binder/pin-differs': 'Lassen Sie Dockerfile und Katalog dasselbe Image nennen.',
    'binder/unpinned': 'Schreiben Sie im Dockerfile das Tag, oder Tag und Digest, hinter das Image.',
    'binder/unreachable': NEXT_NIGHT,
    'content/repository-missing': 'Machen Sie das Repository öffentlich, oder berichtigen Sie seine Adresse.',
    'content/ref-missing':
      'Stellen Sie den Branch oder das Tag wieder her, oder nennen Sie einen, den es gibt.',
    'content/notebook-missing':
      'Stellen Sie das Notebook wieder her, oder vermerken Sie seine neue Kennung unter „moved“.',
    'content/no-notebooks':
      'Berichtigen Sie „include“ und „exclude“, oder stellen Sie die Dateien wieder her.',
    'content/unreachable': NEXT_NIGHT,
    'hub/wrong-kind': 'Berichtigen Sie die Art des Hubs im Katalog.',
    'hub/unreachable': 'Sehen Sie nach, ob der Hub noch betrieben wird, und unter dieser Adresse.',
    'hub/unhealthy': 'Fragen Sie die Betreiber des Hubs.',
    'hub/rate-limited': NEXT_NIGHT,
    'hub/not-asked': NEXT_NIGHT,
    'hub/refused':
      'Lassen Sie die Prüfung an die öffentlichen Adressen des Hubs, oder nehmen Sie diesen Grund im Manifest hin.',
    'hub/maintenance': 'Nichts; nach der Wartung wird wieder nachgesehen.',
    'hub/maintenance-planned': 'Es ist nichts zu tun.',
    'registry/unreachable': NEXT_NIGHT,
    'registry/rate-limited':
      'Melden Sie sich im Job bei der Registry an (docker login); das hebt die Grenze an.',
    'registry/unauthorized':
      'Melden Sie sich im Job bei der Registry an (docker login), oder machen Sie das Image öffentlich.',
  },
  preflight: {
    heading: 'Was Binder braucht',
    yes: (needs) => `Vorhanden: ${needs}`,
    no: (needs) => `Fehlt: ${needs}`,
    unknown: (needs) => `Vom Image nicht angegeben: ${needs}`,
    user: 'Benutzer 1000',
    entrypoint: 'Start durch den Hub',
  },
  details: detailsDe,
  reasons: {
    'image/missing': [
      'Das Image {from}, von dem {file} in {repository} bei {ref} ausgeht, gibt es nicht mehr.',
      'Das Image {image} lässt sich nicht mehr laden: Der Registry fehlt sein Manifest für linux/amd64 ({lost_manifest}).',
      'Das Image {image} lässt sich nicht mehr laden: Der Registry fehlt seine Konfiguration ({lost_configuration}).',
      'Das Image {image} lässt sich nicht mehr laden: Der Registry fehlt eine seiner Schichten ({lost_layer}).',
      '{image} ist kein Container-Image: Es enthält {holds}.',
      'Das Image {image} hat ein Manifest nach dem alten Schema {schema}, das Hubs nicht mehr laden.',
      'Das Image {needed}, das {file} in {repository} bei {ref} ebenfalls braucht, gibt es nicht mehr.',
      'Das Image {image} gibt es nicht mehr; das festgelegte ist unter seinem Digest {pinned} noch da.',
      'Das Image {image} gibt es nicht mehr: Die Registry kennt kein Repository {lost}.',
      'Das Image {image} gibt es nicht mehr: Die Registry hat kein solches Tag.',
    ],
    'image/digest-gone': [
      '{image} enthält ein anderes Image ({digest}) als das festgelegte {pinned}, und das festgelegte gibt es nicht mehr.',
    ],
    'image/wrong-platform': [
      '{file} in {repository} bei {ref} verlangt die Plattform {platform}; Hubs laufen auf linux/amd64.',
      'Das Image {image} ist für {platforms} gebaut; Hubs laufen auf linux/amd64.',
      'Das Image {image} ist ein Index, der kein Image enthält; Hubs laufen auf linux/amd64.',
    ],
    'image/not-public-or-missing': [
      'Das Image {from}, von dem {file} in {repository} bei {ref} ausgeht, gibt es nicht, oder es ist nicht öffentlich.',
      'Das Image {needed}, das {file} in {repository} bei {ref} ebenfalls braucht, gibt es nicht, oder es ist nicht öffentlich.',
      'Das Image {image} gibt es nicht, oder es ist nicht öffentlich: {detail}.',
    ],
    'image/tag-moved': [
      '{image} enthält ein anderes Image ({digest}) als das festgelegte {served}, das es noch gibt.',
      '{image} enthält ein anderes Image ({digest}) als das festgelegte {pinned}.',
      'Das Tag von {image} gibt es nicht mehr; das festgelegte Image ist noch da, und das Binder-Repository startet es.',
    ],
    'image/too-old': [
      'Das Image {image} wurde vor {days} Tagen gebaut; nach {limit_days} gilt es im Katalog als alt.',
    ],
    'image/newer-tag': ['Es gibt ein neueres Tag als das von {image}: {tag}.'],
    'image/not-binder-ready': [
      'Das Image {image} startet als Benutzer {user}; BinderHub verlangt die Nummer 1000.',
      'Das Image {image} startet immer {entrypoint} (ENTRYPOINT), sodass BinderHub seinen Server darin nicht starten kann.',
      'Das Image {image} startet als root; BinderHub verlangt einen Benutzer mit der Nummer 1000.',
    ],
    'image/age-unknown': ['Das Image {image} sagt nicht, wann es gebaut wurde.'],
    'binder/repository-missing': [
      'Das Binder-Repository {repository} gibt es nicht, oder es ist nicht öffentlich.',
    ],
    'binder/ref-missing': [
      'Das Binder-Repository {repository} hat keinen Branch, kein Tag und keinen Commit {ref}; sein Standardbranch ist {default_branch}.',
      'Das Binder-Repository {repository} hat keinen Branch, kein Tag und keinen Commit {ref}.',
    ],
    'binder/dockerfile-missing': [
      'Das Binder-Repository {repository} hat bei {ref} kein Dockerfile, wo Binder es sucht: {detail}.',
    ],
    'binder/dockerfile-invalid': [
      'Aus dem Dockerfile des Binder-Repositorys {repository} bei {ref} lässt sich nichts bauen: {detail}.',
    ],
    'binder/pin-differs': [
      '{file} in {repository} bei {ref} geht von {from} aus; im Katalog steht {image} mit {pinned}.',
      '{file} in {repository} bei {ref} geht von {from} aus; im Katalog steht {image}.',
    ],
    'binder/unpinned': [
      '{file} in {repository} bei {ref} geht von {from} aus, was keine feste Version nennt; im Katalog steht {image}.',
    ],
    'binder/unreachable': ['Das Binder-Repository {repository} ließ sich bei {ref} nicht lesen: {detail}.'],
    'content/repository-missing': [
      'Das Repository {repository} gibt es nicht, oder es ist nicht öffentlich.',
    ],
    'content/ref-missing': [
      'Das Repository {repository} hat weder Branch noch Tag {ref}; sein Standardbranch ist {default_branch}.',
      'Das Repository {repository} hat weder Branch noch Tag {ref}.',
    ],
    'content/notebook-missing': [
      '{repository} enthält {path} bei {ref} nicht; es liegt jetzt in {moved_to}.',
      '{repository} enthält {path} bei {ref} nicht.',
      'Der Ordner {folder} enthält {path} nicht.',
    ],
    'content/no-notebooks': ['{repository} enthält bei {ref} kein Notebook dieser Sammlung.'],
    'content/unreachable': ['Das Repository {repository} ließ sich nicht lesen: {detail}.'],
    'hub/wrong-kind': ['{hub} ist ein {found}, kein {expected}; Startlinks dorthin gehen nicht.'],
    'hub/unreachable': ['{hub} war nicht zu erreichen: {detail}.'],
    'hub/unhealthy': ['{hub} antwortet, ist aber nicht in Ordnung: {detail}.'],
    'hub/rate-limited': ['{hub} bat uns, später wiederzukommen, und konnte nicht geprüft werden: {detail}.'],
    'hub/refused': ['{hub} lässt die Prüfung nicht hinein; wie es ihm geht, ist nicht bekannt: {detail}.'],
    'hub/not-asked': ['In jener Nacht war gar nichts zu erreichen; auch {hub} konnte nicht gefragt werden.'],
    'hub/maintenance': [
      '{hub} steht von {start} bis {end} wegen geplanter Wartung nicht zur Verfügung: {note}',
      '{hub} steht von {start} bis {end} wegen geplanter Wartung nicht zur Verfügung.',
    ],
    'hub/maintenance-planned': [
      'Für {hub} ist von {start} bis {end} Wartung geplant: {note}',
      'Für {hub} ist von {start} bis {end} Wartung geplant.',
    ],
    'registry/unreachable': [
      'Ob es das Image {from} gibt, von dem {file} in {repository} bei {ref} ausgeht, ließ sich nicht feststellen.',
      'Ob es das Image {needed} gibt, das {file} in {repository} bei {ref} ebenfalls braucht, ließ sich nicht feststellen.',
      'Ob es das für {image} festgelegte Image noch gibt, ließ sich nicht feststellen.',
      '{registry} ließ sich nicht nach dem Image fragen: {detail}.',
    ],
    'registry/rate-limited': [
      '{registry} bat uns, später wiederzukommen; das Image konnte nicht geprüft werden: {detail}.',
    ],
    'registry/unauthorized': [
      '{registry} nahm unsere Anmeldung nicht an; das Image konnte nicht geprüft werden: {detail}.',
    ],
  },
};
