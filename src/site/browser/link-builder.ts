/** The link builder: an address in, a link out. All of it happens in the browser. */
import { explainLink } from '../../core/links/explain/explain.ts';
import { parseNotebookAddress } from '../../core/links/notebook-address.ts';
import { type BuilderData, type BuiltShare, buildShare } from '../../core/share/builder.ts';
import { buildQrFileUrl } from '../../core/share/qr-code.ts';
import { find, replaceItems } from './elements.ts';
import { readExplained, showExplanation } from './link-explanation.ts';

const root = document.querySelector<HTMLElement>('[data-link-builder]');
if (root !== null) setUp(root);

function setUp(root: HTMLElement): void {
  const data = JSON.parse(root.dataset.catalogue ?? '{}') as BuilderData;
  const texts = JSON.parse(root.dataset.texts ?? '{}') as Record<string, string>;
  const form = find(root, 'form', HTMLFormElement);
  const address = find(root, '#builder-address', HTMLInputElement);
  const repository = find(root, '#builder-repository', HTMLInputElement);
  const branch = find(root, '#builder-branch', HTMLInputElement);
  const path = find(root, '#builder-path', HTMLInputElement);
  const environment = find(root, '#builder-environment', HTMLSelectElement);
  const hub = find(root, '#builder-hub', HTMLSelectElement);
  const message = find(root, '[data-message]', HTMLElement);
  const hint = find(root, '[data-branch-hint]', HTMLElement);
  const result = find(root, '[data-result]', HTMLElement);
  const explanation = find(root, '[data-explanation]', HTMLElement);
  /** Why the pasted address gave nothing; shown until another one is pasted. */
  let refusal: string | undefined;

  form.addEventListener('submit', (event) => event.preventDefault());
  address.addEventListener('input', readAddress);
  environment.addEventListener('change', () => {
    offerHubs();
    update();
  });
  for (const field of [repository, branch, path, hub]) {
    field.addEventListener('input', () => {
      refusal = undefined;
      update();
    });
  }
  offerHubs();
  // The browser may have kept what was entered before a reload.
  if (address.value !== '') readAddress();

  function readAddress(): void {
    const text = address.value.trim();
    refusal = undefined;
    hint.hidden = true;
    explanation.hidden = true;
    fill('', '', '');
    if (text !== '') {
      const explained = explainLink(text);
      if (explained.kind === 'unknown') readPage(text);
      else {
        showExplanation(explanation, explained, texts);
        const content = readExplained(explained);
        fill(content?.repository ?? '', content?.branch ?? '', content?.path ?? '');
      }
    }
    update();
  }

  function readPage(text: string): void {
    const parsed = parseNotebookAddress(text);
    if (parsed.ok) {
      fill(parsed.value.repository, parsed.value.branch ?? '', parsed.value.path);
      hint.hidden = !parsed.value.isBranchGuessed;
    } else refusal = parsed.failure.message;
  }

  function fill(...[newRepository, newBranch, newPath]: [string, string, string]): void {
    repository.value = newRepository;
    branch.value = newBranch;
    path.value = newPath;
  }

  function offerHubs(): void {
    const chosen = hub.value;
    const ids = data.environments.find(({ id }) => id === environment.value)?.hubIds ?? [];
    const options = data.hubs
      .filter(({ id }) => ids.includes(id))
      .map(({ id, title }) => new Option(title, id, false, id === chosen));
    hub.replaceChildren(...options);
    hub.disabled = options.length === 0;
  }

  function update(): void {
    const choice = {
      repository: repository.value.trim(),
      branch: branch.value.trim(),
      path: path.value,
      environmentId: environment.value,
      hubId: hub.value,
    };
    const built = buildShare(data, choice);
    const isComplete = choice.repository !== '' && choice.branch !== '';
    result.hidden = !(isComplete && built?.ok === true);
    if (isComplete && built?.ok === true) show(built.value);
    const text = describe(choice, built);
    message.hidden = text === '';
    message.textContent = text;
    message.classList.toggle('problem', result.hidden && text !== texts.start && text !== '');
  }

  function describe(
    choice: { repository: string; branch: string },
    built: ReturnType<typeof buildShare>,
  ): string {
    if (refusal !== undefined) return refusal;
    if (choice.repository === '') return explanation.hidden ? (texts.start ?? '') : '';
    if (built === undefined) return texts.noHub ?? '';
    if (choice.branch === '') return texts.missingBranch ?? '';
    return built.ok ? (texts.ready ?? '') : built.failure.message;
  }

  function show({ link, warnings, badges, qrCode, manifest }: BuiltShare): void {
    const write = (id: string, text: string) => {
      find(result, `#${id}`, HTMLElement).textContent = text;
    };
    write('built-link', link);
    write('built-markdown', badges.markdown);
    write('built-rst', badges.restructuredText);
    write('built-html', badges.html);
    write('built-manifest', manifest);
    find(result, '[data-open]', HTMLAnchorElement).href = link;
    const list = find(result, '[data-warnings]', HTMLElement);
    list.hidden = warnings.length === 0;
    replaceItems(
      find(list, 'ul', HTMLElement),
      warnings.map((warning) => warning.message),
    );
    const figure = find(result, '[data-qr]', HTMLElement);
    figure.hidden = qrCode === undefined;
    if (qrCode === undefined) return;
    const picture = find(figure, 'svg', SVGSVGElement);
    picture.setAttribute('viewBox', `0 0 ${qrCode.size} ${qrCode.size}`);
    find(picture, 'path', SVGPathElement).setAttribute('d', qrCode.path);
    find(figure, 'a', HTMLAnchorElement).href = buildQrFileUrl(qrCode);
  }
}
