// Keeps what is typed in any <form data-keep="support.contact:41">: on the server every few seconds,
// and without signal on this device, encrypted. A form that is sent without signal waits here, and
// is sent once. Without this script a form works like any other: kept when it is saved.

import * as offline from './offline.js'
import * as unsent from './unsent.js'

const AFTER_TYPING = 2000
const TRY_AGAIN = 15000
const NEVER_KEPT = new Set(['csrfmiddlewaretoken', 'token', 'draft', 'pressed_at', 'arrived_at'])
const forms = new Map()

/** The token against forged forms; `hello` brings a fresher one than the page's. */
let csrf = document.querySelector('[name=csrfmiddlewaretoken]')?.value ?? ''

// ---- what is typed -----------------------------------------------------------------------------

const isText = ([, value]) => typeof value === 'string'
const filledIn = (form, name) => form.elements.namedItem(name)?.dataset?.filledIn !== undefined // by us
const isTyped = (form, name) => !NEVER_KEPT.has(name) && !filledIn(form, name)
const typedIn = (form) => [...new FormData(form)].filter(isText).filter(([name]) => isTyped(form, name))

/** By name: one value, or a list where the name stands more than once. */
function byName (entries) {
  const fields = {}
  for (const [name, value] of entries) fields[name] = name in fields ? [fields[name], value].flat() : value
  return fields
}

/** Put what was typed back into its form. */
function fill (form, entries) {
  const left = [...entries]
  const names = new Set(entries.filter(([, value]) => value).map(([name]) => name))
  const take = (name) => {
    const at = left.findIndex(([its]) => its === name)
    return at < 0 ? undefined : left.splice(at, 1)[0][1]
  }
  for (const field of form.elements) {
    if (!field.name || NEVER_KEPT.has(field.name) || ['hidden', 'submit', 'button', 'fieldset'].includes(field.type)) continue
    if (field.type === 'checkbox' || field.type === 'radio') {
      field.checked = entries.some(([name, value]) => name === field.name && value === field.value)
    } else {
      field.value = take(field.name) ?? field.value
    }
    const folded = field.closest('details')
    if (folded && names.has(field.name)) folded.open = true
  }
}

const SAID = {
  server: (ago) => `Kept${ago}`,
  device: (ago) => `No signal. Kept on this device${ago}`,
  'signed out': (ago) => `You have been signed out. Kept on this device${ago}`,
  nowhere: () => 'Not kept: there is no signal, and this device cannot keep it. Leave this page open.'
}

function ago (milliseconds) {
  const seconds = Math.floor(milliseconds / 10000) * 10
  if (seconds < 10) return ', just now'
  if (seconds < 60) return `, ${seconds} seconds ago`
  const minutes = Math.floor(seconds / 60)
  return minutes === 1 ? ', a minute ago' : `, ${minutes} minutes ago`
}

/** The tick beside *Kept*, as the templates draw it. */
function tick () {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  const drawn = { viewBox: '0 0 24 24', class: 'al-icon', 'aria-hidden': 'true', focusable: 'false' }
  for (const [name, value] of Object.entries(drawn)) svg.setAttribute(name, value)
  path.setAttribute('d', 'm5 12.5 4.5 4.5L19 7.5')
  svg.append(path)
  return svg
}

// ---- one form ----------------------------------------------------------------------------------

class KeptForm {
  constructor (form) {
    this.form = form
    this.name = form.dataset.keep
    this.known = JSON.stringify(typedIn(form))
    this.queue = Promise.resolve()
    this.line = form.querySelector('[data-kept-line]') ?? this.addLine()
    this.words = this.line.querySelector('[data-kept-words]')
    this.status = document.createElement('span')
    this.status.className = 'govuk-visually-hidden'
    this.status.setAttribute('role', 'status')
    this.line.after(this.status)
    for (const event of ['input', 'change']) form.addEventListener(event, () => this.touch())
    form.addEventListener('submit', (event) => this.send(event))
    document.addEventListener('visibilitychange', () => document.hidden && this.now())
    for (const event of ['beforeunload', 'pagehide']) addEventListener(event, () => this.leave())
    setInterval(() => this.tell(), 10000)
  }

  addLine () {
    const line = document.createElement('p')
    line.className = 'al-kept'
    line.hidden = true
    const words = document.createElement('span')
    words.dataset.keptWords = ''
    line.append(tick(), words)
    const after = [...this.form.querySelectorAll('textarea')].at(-1)?.closest('.govuk-form-group')
    if (after) after.append(line)
    else this.form.append(line)
    return line
  }

  touch () {
    this.touched = true
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.now(), AFTER_TYPING)
  }

  now () {
    clearTimeout(this.timer)
    this.queue = this.queue.then(() => this.keep()).catch(() => this.show('nowhere'))
    return this.queue
  }

  async keep () {
    const entries = typedIn(this.form)
    const typed = JSON.stringify(entries)
    if (this.gone || typed === this.known) return
    const state = await offline.keepOnServer(this.name, byName(entries), csrf)
    if (state === 'sent') {
      await this.forgetHere()
      this.known = typed
      this.show('server')
    } else if (offline.canKeepHere()) {
      this.here = await offline.keep('typed', { form: this.name, title: document.title, page: location.href, entries }, this.here)
      this.show(state === 'signed out' ? state : 'device')
      this.timer = setTimeout(() => this.now(), TRY_AGAIN) // what is here goes to the server when it can
    } else {
      this.show('nowhere')
    }
  }

  /** The page is being left: ask at once, because nothing that waits for its turn is done any more,
   * and ask twice: what the last event sends is easily lost, and a phone may skip the first one. */
  leave () {
    const entries = typedIn(this.form)
    if (!this.gone && JSON.stringify(entries) !== this.known) offline.keepOnServer(this.name, byName(entries), csrf)
  }

  async forgetHere () {
    if (this.here) await offline.forget(this.here)
    this.here = undefined
  }

  show (where) {
    this.keptAt = Date.now()
    if (this.where !== where) this.status.textContent = SAID[where]('')
    this.where = where
    this.line.hidden = false
    this.line.classList.toggle('al-kept--not', where === 'nowhere')
    this.tell()
  }

  tell () {
    if (this.where) this.words.textContent = SAID[this.where](ago(Date.now() - this.keptAt))
  }

  /** Bring back what was typed without signal, and keep it on the server now. */
  restore (note) {
    fill(this.form, note.entries)
    this.here = note.id
    this.known = ''
    return this.now()
  }

  async send (event) {
    if (event.defaultPrevented) return
    event.preventDefault()
    if (this.gone) return
    this.gone = true
    clearTimeout(this.timer)
    await this.queue
    const pressed = this.form.elements.namedItem('pressed_at')
    if (pressed) pressed.value = new Date().toISOString()
    const entries = [...new FormData(this.form, event.submitter)].filter(isText)
    const address = new URL(this.form.getAttribute('action') || location.href, location.href)
    const action = address.pathname + address.search
    const answer = await offline.post(action, entries, csrf)
    if (answer.state === 'sent') return this.follow(answer.next)
    const hasPage = answer.state === 'refused' || answer.state === 'trouble' // one that says why
    if (answer.shown || (hasPage && !offline.canKeepHere())) return this.sendAsBrowser(event.submitter)
    const what = { form: this.name, title: document.title, page: location.href, action, entries }
    return this.wait(answer.why ? { ...what, why: answer.why } : what, answer.state)
  }

  async follow (next) {
    await this.forgetHere()
    const to = new URL(next, location.href)
    if (to.pathname + to.search === location.pathname + location.search) location.reload()
    else location.assign(to)
  }

  /** The service said no: let the browser send it too, so that the page with the reasons shows. */
  sendAsBrowser (submitter) {
    if (submitter?.name) {
      const { name, value } = submitter
      this.form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
    }
    HTMLFormElement.prototype.submit.call(this.form)
  }

  async wait (what, state) {
    if (!offline.canKeepHere()) {
      this.gone = false
      return this.show('nowhere')
    }
    await offline.keep('waiting', what)
    await this.forgetHere()
    this.form.hidden = true
    const pressedAt = this.form.elements.namedItem('pressed_at')?.value
    this.form.dispatchEvent(new CustomEvent('keep:waiting', { bubbles: true, detail: { pressedAt } }))
    await unsent.show(state, forms)
    unsent.focus()
  }
}

// ---- begin -------------------------------------------------------------------------------------

/** Learn who is here; bring back what they had typed without signal in a form of this page. */
async function begin () {
  const who = await offline.hello()
  if (who.state !== 'here') return who.state
  csrf = who.csrf
  if (!offline.canKeepHere()) return 'here'
  for (const note of (await offline.kept()).mine) {
    if (note.kind === 'typed' && !note.locked) await forms.get(note.form)?.restore(note)
  }
  return 'here'
}

async function sendAndShow () {
  const state = offline.knowsWho() ? 'here' : await begin()
  if (state !== 'here' || !offline.canKeepHere()) return
  const tried = await offline.sendWaiting()
  await unsent.show(tried.at(-1)?.state, forms)
  const sent = tried.filter((note) => note.state === 'sent')
  if (sent.length) showThatItWasSent(sent)
}

/** Go where the form of this page would have gone; draw any other page again, unless somebody is
 * typing in it. */
function showThatItWasSent (sent) {
  const ofThisPage = sent.find((note) => note.page === location.href)
  if ([...forms.values()].some((kept) => kept.touched && !kept.gone)) return sayThatItWasSent()
  location.replace(ofThisPage?.next ?? location.href)
}

function sayThatItWasSent () {
  const words = document.createElement('div')
  words.className = 'al-notice al-notice--done'
  words.setAttribute('role', 'status')
  words.append(Object.assign(document.createElement('p'), { textContent: 'What waited on this device has been sent, and is wiped here.' }))
  document.querySelector('main .govuk-main-wrapper')?.prepend(words)
}

for (const form of document.querySelectorAll('form[data-keep]')) forms.set(form.dataset.keep, new KeptForm(form))
navigator.serviceWorker?.register('/sw.js')
sessionStorage.removeItem('alongside-handed-over') // the worker has the device (js/quiet.js)
addEventListener('online', sendAndShow)
setInterval(async () => (!offline.knowsWho() || await offline.howManyWait()) && sendAndShow(), TRY_AGAIN)
await sendAndShow()
