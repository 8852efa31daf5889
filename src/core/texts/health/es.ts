import { detailsEs } from '../details/es.ts';
import type { HealthTexts } from './types.ts';

const NEXT_NIGHT = 'Nada por ahora; la próxima noche se comprobará de nuevo.';

export const healthEs: HealthTexts = {
  accepted: (because, day) => `Conocido y aceptado hasta el ${day}: ${because}`,
  forStudents: {
    stale: 'Puede usarlo; los resultados quizá difieran un poco de los del curso.',
    failing: 'Léalo aquí, o vuelva otro día: se comprueba de nuevo cada noche.',
    unknown: 'Pruébelo; quizá arranque de todos modos.',
    unknownWithOthers: 'Pruébelo; si no arranca, quizá lo haga otro hub o una versión anterior.',
  },
  forMaintainers: {
    'image/missing': 'Publique de nuevo la imagen, o indique una etiqueta que exista.',
    'image/digest-gone': 'Publique de nuevo la imagen fijada, o fije la que la etiqueta tiene ahora.',
    'image/wrong-platform': 'Construya la imagen también para linux/amd64.',
    'image/not-public-or-missing': 'Haga pública la imagen, o corrija su nombre y su etiqueta.',
    'image/tag-moved': 'Fije el nuevo digest si es el que quiere, y no vuelva a sobrescribir una etiqueta.',
    'image/too-old': 'Construya una versión nueva, o aumente stale_after_days.',
    'image/newer-tag': 'Pruebe la etiqueta más nueva, y adóptela cuando funcione.',
    'image/not-binder-ready':
      'Construya la imagen como lo hace repo2docker: usuario 1000, con Jupyter, nbgitpuller y git.',
    'image/age-unknown': 'No hay nada que hacer; no se puede juzgar su antigüedad.',
    'binder/repository-missing': 'Haga público el repositorio de Binder, o corrija su dirección.',
    'binder/ref-missing': 'Restaure la rama o la etiqueta, o indique una que exista.',
    'binder/dockerfile-missing': 'Añada un Dockerfile cuya única línea nombre la imagen.',
    'binder/dockerfile-invalid': 'Corrija el Dockerfile: una línea, FROM y la imagen con su etiqueta.',
    'binder/pin-differs': 'Haga que el Dockerfile y el catálogo nombren la misma imagen.',
    'binder/unpinned': 'Escriba la etiqueta, o etiqueta y digest, tras la imagen en el Dockerfile.',
    'binder/unreachable': NEXT_NIGHT,
    'content/repository-missing': 'Haga público el repositorio, o corrija su dirección.',
    'content/ref-missing': 'Restaure la rama o la etiqueta, o indique una que exista.',
    'content/notebook-missing': 'Restaure el cuaderno, o anote su nuevo identificador en «moved».',
    'content/no-notebooks': 'Corrija «include» y «exclude», o restaure los archivos.',
    'content/unreachable': NEXT_NIGHT,
    'hub/wrong-kind': 'Corrija el tipo del hub en el catálogo.',
    'hub/unreachable': 'Compruebe si el hub sigue en marcha, y en esta dirección.',
    'hub/unhealthy': 'Pregunte a quienes llevan el hub.',
    'hub/rate-limited': NEXT_NIGHT,
    'hub/not-asked': NEXT_NIGHT,
    'hub/refused':
      'Deje que la comprobación llegue a las direcciones públicas del hub, o acepte este motivo en el manifiesto.',
    'hub/maintenance': 'Nada; se comprobará de nuevo cuando termine el mantenimiento.',
    'hub/maintenance-planned': 'No hay nada que hacer.',
    'registry/unreachable': NEXT_NIGHT,
    'registry/rate-limited':
      'Inicie sesión en el registro dentro de la tarea (docker login), lo que eleva el límite.',
    'registry/unauthorized':
      'Inicie sesión en el registro dentro de la tarea (docker login), o haga pública la imagen.',
  },
  preflight: {
    heading: 'Lo que Binder necesita',
    yes: (needs) => `Presente: ${needs}`,
    no: (needs) => `Falta: ${needs}`,
    unknown: (needs) => `La imagen no lo dice: ${needs}`,
    user: 'usuario 1000',
    entrypoint: 'arranque a cargo del hub',
  },
  details: detailsEs,
  reasons: {
    'image/missing': [
      'La imagen {from}, de la que parte {file} de {repository} en {ref}, ya no existe.',
      'La imagen {image} ya no se puede descargar: su registro ha perdido su manifiesto para linux/amd64 ({lost_manifest}).',
      'La imagen {image} ya no se puede descargar: su registro ha perdido su configuración ({lost_configuration}).',
      'La imagen {image} ya no se puede descargar: su registro ha perdido una de sus capas ({lost_layer}).',
      '{image} no es una imagen de contenedor: contiene {holds}.',
      'La imagen {image} tiene un manifiesto del antiguo esquema {schema}, que los hubs ya no descargan.',
      'La imagen {needed}, que {file} de {repository} en {ref} también necesita, ya no existe.',
      'La imagen {image} ya no existe; la que se fijó todavía se sirve por su digest {pinned}.',
      'La imagen {image} ya no existe: su registro no conoce ningún repositorio {lost}.',
      'La imagen {image} ya no existe: su registro no tiene esa etiqueta.',
    ],
    'image/digest-gone': [
      '{image} contiene otra imagen ({digest}) que la fijada, {pinned}, y la fijada ya no existe.',
    ],
    'image/wrong-platform': [
      '{file} de {repository} en {ref} pide la plataforma {platform}; los hubs usan linux/amd64.',
      'La imagen {image} está construida para {platforms}; los hubs usan linux/amd64.',
      'La imagen {image} es un índice que no contiene ninguna imagen; los hubs usan linux/amd64.',
    ],
    'image/not-public-or-missing': [
      'La imagen {from}, de la que parte {file} de {repository} en {ref}, no existe o no es pública.',
      'La imagen {needed}, que {file} de {repository} en {ref} también necesita, no existe o no es pública.',
      'La imagen {image} no existe o no es pública: {detail}.',
    ],
    'image/tag-moved': [
      '{image} contiene otra imagen ({digest}) que la fijada, {served}, que todavía existe.',
      '{image} contiene otra imagen ({digest}) que la fijada, {pinned}.',
      'La etiqueta de {image} ya no existe; la imagen fijada todavía está, y es la que inicia el repositorio de Binder.',
    ],
    'image/too-old': [
      'La imagen {image} se construyó hace {days} días; el catálogo la considera antigua a partir de {limit_days}.',
    ],
    'image/newer-tag': ['Hay una etiqueta más nueva que la de {image}: {tag}.'],
    'image/not-binder-ready': [
      'La imagen {image} arranca como usuario {user}; BinderHub quiere el identificador 1000.',
      'La imagen {image} arranca siempre {entrypoint} (ENTRYPOINT), de modo que BinderHub no puede iniciar en ella su servidor.',
      'La imagen {image} arranca como root; BinderHub quiere un usuario con el identificador 1000.',
    ],
    'image/age-unknown': ['La imagen {image} no dice cuándo se construyó.'],
    'binder/repository-missing': ['El repositorio de Binder {repository} no existe o no es público.'],
    'binder/ref-missing': [
      'El repositorio de Binder {repository} no tiene rama, etiqueta ni commit {ref}; su rama por defecto es {default_branch}.',
      'El repositorio de Binder {repository} no tiene rama, etiqueta ni commit {ref}.',
    ],
    'binder/dockerfile-missing': [
      'El repositorio de Binder {repository} en {ref} no tiene un Dockerfile donde Binder lo busca: {detail}.',
    ],
    'binder/dockerfile-invalid': [
      'El Dockerfile del repositorio de Binder {repository} en {ref} no se puede construir: {detail}.',
    ],
    'binder/pin-differs': [
      '{file} de {repository} en {ref} parte de {from}; el catálogo dice {image} con {pinned}.',
      '{file} de {repository} en {ref} parte de {from}; el catálogo dice {image}.',
    ],
    'binder/unpinned': [
      '{file} de {repository} en {ref} parte de {from}, que no nombra una versión fija; el catálogo dice {image}.',
    ],
    'binder/unreachable': ['No se pudo leer el repositorio de Binder {repository} en {ref}: {detail}.'],
    'content/repository-missing': ['El repositorio {repository} no existe o no es público.'],
    'content/ref-missing': [
      'El repositorio {repository} no tiene rama ni etiqueta {ref}; su rama por defecto es {default_branch}.',
      'El repositorio {repository} no tiene rama ni etiqueta {ref}.',
    ],
    'content/notebook-missing': [
      '{repository} no contiene {path} en {ref}; ahora está en {moved_to}.',
      '{repository} no contiene {path} en {ref}.',
      'La carpeta {folder} no contiene {path}.',
    ],
    'content/no-notebooks': ['{repository} no contiene ningún cuaderno de esta colección en {ref}.'],
    'content/unreachable': ['No se pudo leer el repositorio {repository}: {detail}.'],
    'hub/wrong-kind': [
      '{hub} es un {found}, no un {expected}, así que los enlaces de inicio hacia él no funcionan.',
    ],
    'hub/unreachable': ['No se pudo acceder a {hub}: {detail}.'],
    'hub/unhealthy': ['{hub} responde, pero no está bien: {detail}.'],
    'hub/rate-limited': ['{hub} nos pidió volver más tarde, así que no se pudo comprobar: {detail}.'],
    'hub/refused': ['{hub} no deja que la comprobación lo mire, así que no se sabe cómo está: {detail}.'],
    'hub/not-asked': ['Esa noche no se pudo acceder a nada, así que tampoco se pudo preguntar a {hub}.'],
    'hub/maintenance': [
      '{hub} no está disponible por mantenimiento previsto del {start} al {end}: {note}',
      '{hub} no está disponible por mantenimiento previsto del {start} al {end}.',
    ],
    'hub/maintenance-planned': [
      '{hub} tiene mantenimiento previsto del {start} al {end}: {note}',
      '{hub} tiene mantenimiento previsto del {start} al {end}.',
    ],
    'registry/unreachable': [
      'No se pudo saber si existe la imagen {from}, de la que parte {file} de {repository} en {ref}.',
      'No se pudo saber si existe la imagen {needed}, que {file} de {repository} en {ref} también necesita.',
      'No se pudo saber si la imagen fijada para {image} todavía existe.',
      'No se pudo preguntar a {registry} por la imagen: {detail}.',
    ],
    'registry/rate-limited': [
      '{registry} nos pidió volver más tarde, así que no se pudo comprobar la imagen: {detail}.',
    ],
    'registry/unauthorized': [
      '{registry} no aceptó nuestra sesión, así que no se pudo comprobar la imagen: {detail}.',
    ],
  },
};
