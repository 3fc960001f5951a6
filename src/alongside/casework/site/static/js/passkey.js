// Passkeys: asks the browser for one, and sends what it says with the form. A form stands like this:
// <form data-passkey="create" or "get" data-options="{…}" hidden> with a hidden field `credential`.
// Without this script the form stays hidden, and the page says what can be done instead.

const SAID = {
  none: 'This browser has no passkeys, or not at this address. Use a code from an app instead.',
  here: 'There is a passkey of yours on this device already.',
  not: 'It was not done: nobody answered, or it was stopped. Press the button to try again.'
}

const toBytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const withBytes = (known) => ({ ...known, id: toBytes(known.id) })

/** What the service asks, with bytes where the browser wants them. */
function asked ({ publicKey }) {
  const options = { ...publicKey, challenge: toBytes(publicKey.challenge) }
  if (options.user) options.user = withBytes(options.user)
  for (const list of ['excludeCredentials', 'allowCredentials']) {
    if (options[list]) options[list] = options[list].map(withBytes)
  }
  return { publicKey: options }
}

/** What the browser answers, as the service reads it. */
function answered (credential) {
  const { response } = credential
  const said = { clientDataJSON: toText(response.clientDataJSON) }
  for (const part of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (response[part]) said[part] = toText(response[part])
  }
  if (response.getTransports) said.transports = response.getTransports()
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: said
  }
}

function say (form, words) {
  const line = form.querySelector('[data-passkey-said]')
  line.querySelector('p').textContent = words
  line.hidden = false
}

async function ask (form) {
  const options = asked(JSON.parse(form.dataset.options))
  const credential = await navigator.credentials[form.dataset.passkey](options)
  form.elements.namedItem('credential').value = JSON.stringify(answered(credential))
  HTMLFormElement.prototype.submit.call(form)
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  form.hidden = false
  if (!globalThis.PublicKeyCredential) say(form, SAID.none)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    try {
      await ask(form)
    } catch (fault) {
      say(form, fault.name === 'InvalidStateError' ? SAID.here : fault.name === 'SecurityError' || !globalThis.PublicKeyCredential ? SAID.none : SAID.not)
    }
  })
}
