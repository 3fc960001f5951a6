// What has not been sent yet, on top of every page, until it has.

import * as offline from './offline.js'

const SIGN_IN = '/account/login/'
const NOT_FOR_READING = new Set(['csrfmiddlewaretoken', 'token', 'draft', 'pressed_at', 'arrived_at'])

let panel = null

function make (tag, className, ...inside) {
  const element = document.createElement(tag)
  element.className = className
  element.append(...inside)
  return element
}

function smallButton (words, act) {
  const button = make('button', 'govuk-button govuk-button--secondary govuk-button--small', words)
  button.type = 'button'
  button.addEventListener('click', () => act(button))
  return button
}

/** Draw it again. `state` is why nothing was sent; `here` are the forms on this page, by name. */
export async function show (state, here) {
  if (!offline.canKeepHere()) return
  const { mine, others } = await offline.kept()
  const waiting = mine.filter((note) => note.kind === 'waiting')
  const halfWritten = mine.filter((note) => note.kind === 'typed' && !note.locked && !here.has(note.form))
  if (!waiting.length && !halfWritten.length && !others) return hide()
  const heading = make('h2', 'govuk-heading-m', mine.length ? 'Not yet sent' : 'Kept on this device')
  heading.id = 'unsent'
  heading.tabIndex = -1
  const items = [...waiting.map(waitingItem), ...halfWritten.map(halfWrittenItem)]
  const list = items.length ? [make('ul', 'al-unsent__list', ...items)] : []
  const why = waiting.some((note) => !note.why && !note.locked) ? [whyNotYet(state)] : []
  place().replaceChildren(heading, ...list, ...why, ...(others ? [ofOthers(others)] : []))
}

export function focus () {
  panel?.querySelector('h2')?.focus()
}

function hide () {
  panel?.remove()
  panel = null
}

function place () {
  if (panel) return panel
  panel = make('section', 'al-card al-unsent')
  panel.setAttribute('aria-labelledby', 'unsent')
  const top = document.querySelector('main .govuk-main-wrapper') ?? document.querySelector('main')
  top.prepend(panel)
  return panel
}

function whyNotYet (state) {
  const said = make('p', 'govuk-body al-m0')
  if (state === 'signed out') {
    const signIn = make('a', 'govuk-link', 'Sign in')
    signIn.href = `${SIGN_IN}?next=${encodeURIComponent(location.pathname + location.search)}`
    said.append('You have been signed out. ', signIn, ' as yourself, and it is sent. Until then it is kept on this device, encrypted.')
  } else if (state === 'trouble') {
    said.append('The service could not take it just now. It is kept on this device, encrypted, and is sent again by itself.')
  } else {
    said.append('There is no signal. It is kept on this device, encrypted, and is sent by itself when there is signal and Alongside is open here.')
  }
  return said
}

const called = (note) => note.title.replace(/^Error: /, '').replace(/ - Alongside$/, '')
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long' })

/** *Sunday, 2.08pm*, as the pages say it. */
function when (at) {
  const moment = new Date(at)
  const minutes = moment.getMinutes() ? `.${String(moment.getMinutes()).padStart(2, '0')}` : ''
  return `${weekday.format(moment)}, ${moment.getHours() % 12 || 12}${minutes}${moment.getHours() < 12 ? 'am' : 'pm'}`
}

const named = (note) => make('p', 'govuk-body al-strong al-m0', `${called(note)}, ${when(note.at)}`)

function waitingItem (note) {
  if (note.locked) {
    const words = `What was written on ${when(note.at)} cannot be opened any more, because the service’s key has changed.`
    return make('li', '', make('p', 'govuk-body', words), removal(note))
  }
  if (!note.why) return make('li', '', named(note))
  const why = make('p', 'govuk-error-message', `The service said no. ${note.why.join(' ')}`)
  return make('li', '', named(note), why, words(note), make('div', 'govuk-button-group', copying(note), opening(note), removal(note)))
}

function halfWrittenItem (note) {
  return make('li', '', named(note), make('p', 'govuk-body al-m0', 'Half written. ', opening(note)))
}

/** What they wrote, field by field, as it can be copied into another place. */
const text = (note) => note.entries.filter(([name, value]) => value && !NOT_FOR_READING.has(name)).map(([, value]) => value).join('\n')

function words (note) {
  const box = make('textarea', 'govuk-textarea')
  box.readOnly = true
  box.rows = 4
  box.value = text(note)
  box.setAttribute('aria-label', `What you wrote: ${called(note)}`)
  return box
}

function copying (note) {
  return smallButton('Copy what I wrote', async (button) => {
    await navigator.clipboard.writeText(text(note))
    button.textContent = 'Copied'
  })
}

function opening (note) {
  const link = make('a', 'govuk-link', 'Open that page')
  link.href = note.page
  return link
}

function removal (note) {
  return smallButton('Remove it from this device', async (button) => {
    if (!button.dataset.sure) {
      button.dataset.sure = 'yes'
      button.textContent = 'Press again to remove it for good'
      return
    }
    await offline.forget(note.id)
    button.closest('li').remove()
    if (!panel.querySelector('li')) hide()
  })
}

function ofOthers (count) {
  const notes = count === 1 ? 'A note of somebody else waits' : `${count} notes of others wait`
  return make('p', 'govuk-body al-m0', `${notes} on this device, encrypted: nobody else can read it, and it is sent when they sign in here.`)
}
