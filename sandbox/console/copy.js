// Copies commands and addresses; without scripts there are no buttons for it.

document.documentElement.classList.add('scripted');

/** Milliseconds for which a button shows that it has copied. */
const confirmationMs = 2000;

document.addEventListener('click', async ({ target }) => {
  const button = target.closest('button.copy');
  if (!button) return;
  const code = button.closest('tr')?.querySelector('.curl') ?? button.parentElement.querySelector('code');
  const label = button.dataset.label ?? button.textContent;
  button.dataset.label = label;
  button.textContent = (await copied(code)) ? 'Copied' : 'Press Ctrl+C';
  setTimeout(() => {
    button.textContent = label;
  }, confirmationMs);
});

/** Copies a text, or else selects it: browsers allow copying on secure origins only, which a plain address is not. */
async function copied(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return true;
  } catch {
    const folded = code.closest('details');
    if (folded) folded.open = true;
    getSelection().selectAllChildren(code);
    return document.execCommand('copy');
  }
}
