// Inbox: first words for what was chosen, and a button that says what it does. Words that were
// changed by hand are never touched. Without this script the server shows the right words on a page
// of their own before anything is saved.

const form = document.querySelector('form.al-decide')
const kept = new Map([...document.querySelectorAll('template[data-words]')].map((one) => [one.dataset.words, one]))
const key = form?.elements.namedItem('words_for')
const words = form?.elements.namedItem('words')
const button = form?.querySelector('[data-words-button]')

const chosen = (name) => form.querySelector(`[name="${name}"]:checked`)?.value ?? ''
const text = (which) => kept.get(which)?.content.textContent ?? ''
const plain = (typed) => typed.replace(/\s+/g, ' ').trim()

function keyNow () {
  const decision = chosen('decision')
  const more = { accept: 'connector', pass: 'pass_to', no: 'no_reason' }[decision]
  return more ? `${decision}-${chosen(more)}` : decision
}

function swap () {
  const now = keyNow()
  const says = kept.get(now)?.dataset.button ?? 'Save this decision'
  // Only when it differs: a button whose words are replaced while it is pressed is not clicked.
  if (button.textContent !== says) button.textContent = says
  if (!words || now === key.value) return
  const untouched = plain(words.value) === '' || plain(words.value) === plain(text(key.value))
  if (untouched && kept.has(now)) words.value = text(now)
  key.value = now // changed by hand or not: these are the words for this choice
}

if (form) {
  form.addEventListener('change', (event) => event.target.type === 'radio' && swap())
  swap()
}
