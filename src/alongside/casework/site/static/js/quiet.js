// On a page in a person's own hands: what they choose is kept on the server while they choose it, and
// is sent once, when there is signal. Nothing is stored on the device, and nothing that waits on it
// from elsewhere is shown or counted. Without this script the form works like any other.

import * as offline from './offline.js'

const AFTER_CHOOSING = 1000
const TRY_AGAIN = 15000
const NOT_KEPT = new Set(['csrfmiddlewaretoken', 'token', 'draft', 'how_asked'])
const SAID = {
  'no signal': 'There is no signal just now. Your answers are on this page, and are sent as soon as there is. Leave it open.',
  trouble: 'It did not work just now. Your answers are on this page, and are sent again in a moment. Leave it open.'
}

const form = document.querySelector('form[data-keep-quietly]')
const csrf = form.querySelector('[name=csrfmiddlewaretoken]').value
let timer = null
let waiting = false // pressed, and not there yet
let gone = false // arrived: there is nothing left to keep

sessionStorage.setItem('alongside-handed-over', 'yes') // the page without signal tells nothing either

const chosen = () => [...new FormData(form)].filter(([, value]) => typeof value === 'string')
const kept = () => Object.fromEntries(chosen().filter(([name]) => !NOT_KEPT.has(name)))
const keep = () => offline.keepOnServer(form.dataset.keepQuietly, kept(), csrf)

function say (words) {
  let line = form.querySelector('.al-notice')
  if (!line) {
    line = document.createElement('div')
    line.className = 'al-notice al-notice--late'
    line.setAttribute('role', 'status')
    form.append(line)
  }
  line.replaceChildren(Object.assign(document.createElement('p'), { textContent: words }))
}

async function send () {
  const { pathname, search } = new URL(form.getAttribute('action') || location.href, location.href)
  const answer = await offline.post(pathname + search, chosen(), csrf)
  if (answer.state in SAID) {
    say(SAID[answer.state])
    timer = setTimeout(send, TRY_AGAIN)
    return
  }
  gone = true
  if (answer.state === 'sent') {
    location.assign(answer.next)
  } else {
    HTMLFormElement.prototype.submit.call(form) // the browser shows what is to be put right
  }
}

form.addEventListener('change', () => {
  clearTimeout(timer)
  timer = setTimeout(waiting ? send : keep, AFTER_CHOOSING)
})
form.addEventListener('submit', (event) => {
  event.preventDefault()
  if (waiting) return
  waiting = true
  clearTimeout(timer)
  send()
})
addEventListener('online', () => waiting && !gone && send())
addEventListener('pagehide', () => !gone && keep())
addEventListener('beforeunload', (event) => waiting && !gone && event.preventDefault())
