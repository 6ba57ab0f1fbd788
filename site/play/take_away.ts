// What a person takes away and brings back: kept files, a link on the clipboard.

export function save_file(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Rejects where nothing lets a page copy. */
export async function share_link(url: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(url);
  const field = document.createElement('textarea'); // pages that are neither https nor local have no clipboard
  field.value = url;
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (!copied) throw new Error('copying was refused');
}

/** Files dropped anywhere on the page, or chosen in `field`; the browser itself would leave the page to show them. */
export function listen_for_files(field: HTMLInputElement, open: (file: File) => void): void {
  const carries_file = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  const show = (shown: boolean) => document.body.classList.toggle('dropping', shown);
  window.addEventListener('dragover', (event) => {
    if (!carries_file(event)) return;
    event.preventDefault();
    show(true);
  });
  window.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) show(false);
  });
  window.addEventListener('drop', (event) => {
    if (!carries_file(event)) return;
    event.preventDefault();
    show(false);
    const file = event.dataTransfer?.files[0];
    if (file) open(file);
  });
  field.addEventListener('change', () => {
    const file = field.files?.[0];
    field.value = ''; // the same file may be chosen again
    if (file) open(file);
  });
}
