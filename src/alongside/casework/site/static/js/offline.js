// What cannot be sent now stays on this device, encrypted, until it can.
// The key comes from the service to a signed-in page and lives in this page's memory only: without
// the service, and without the same worker's sign-in, what is stored here is noise.
// Why it is so: docs/decisions/0008-notes-without-signal.md

const HELLO = '/keep/hello/'
const DRAFTS = '/drafts/'
const FORGET_OTHERS_AFTER = 30 * 24 * 60 * 60 * 1000
const PATIENCE = 20000
const toBytes = new TextEncoder()
const fromBytes = new TextDecoder()

let worker = null // who opened this page: a number
let key = null
let opening = null

export const knowsWho = () => worker !== null
export const canKeepHere = () => key !== null && 'indexedDB' in globalThis

// ---- asking the service ------------------------------------------------------------------------

/** A request that follows no redirect. Gives the response, or null without signal. */
async function ask (address, { headers, ...options } = {}) {
  const said = { 'X-Sent-By': 'keep', ...(worker ? { 'X-Worker': String(worker) } : {}), ...headers }
  const how = { cache: 'no-store', credentials: 'same-origin', redirect: 'manual' }
  try {
    return await fetch(address, { ...how, signal: AbortSignal.timeout(PATIENCE), ...options, headers: said })
  } catch {
    return null
  }
}

const signedOut = (response) => response.status === 401 || response.type === 'opaqueredirect'

/** Who is signed in, with a fresh form token; the first time it also brings this worker's key. */
export async function hello () {
  const response = await ask(HELLO)
  if (response === null) return { state: 'no signal' }
  if (signedOut(response)) return { state: 'signed out' }
  if (!response.ok) return { state: 'trouble' }
  const found = await response.json()
  if (worker === null) {
    key = await toKey(found.key)
    worker = found.worker
  }
  return { state: 'here', csrf: found.csrf }
}

async function toKey (text) {
  if (!globalThis.crypto?.subtle) return null // the address is not https: nothing may be stored
  const raw = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/** Keep what is typed on the server. Gives sent, signed out, trouble or no signal. */
export async function keepOnServer (form, fields, csrf) {
  const headers = { 'X-CSRFToken': csrf, 'Content-Type': 'application/json' }
  const body = JSON.stringify({ form, fields })
  const response = await ask(DRAFTS, { method: 'POST', body, headers, keepalive: body.length < 60000 })
  if (response === null) return 'no signal'
  if (signedOut(response)) return 'signed out'
  return response.ok ? 'sent' : 'trouble'
}

/** Post a form's entries. `state` is sent, refused, signed out, trouble or no signal; a refusal says
 * why, and whether the answer is the form's own page with its errors. */
export async function post (action, entries, csrf) {
  const body = new URLSearchParams(entries.filter(([name]) => name !== 'csrfmiddlewaretoken'))
  const response = await ask(action, { method: 'POST', body, headers: { 'X-CSRFToken': csrf } })
  if (response === null) return { state: 'no signal' }
  if (signedOut(response)) return { state: 'signed out' }
  if (response.status >= 500 || response.status === 429) return { state: 'trouble' }
  const isData = (response.headers.get('Content-Type') ?? '').includes('json')
  const answer = isData ? await response.json() : {}
  if (answer.sent) return { state: 'sent', next: answer.next }
  return { state: 'refused', shown: response.ok && !isData, why: answer.errors ?? await whyRefused(response, isData) }
}

const BY_STATUS = {
  403: 'The service does not let you write this, or you have been signed out since.',
  404: 'The record is no longer there, or is no longer yours to see.',
  409: 'Somebody else has changed it meanwhile.'
}

async function whyRefused (response, isData) {
  if (BY_STATUS[response.status]) return [BY_STATUS[response.status]]
  const page = new DOMParser().parseFromString(isData ? '' : await response.text(), 'text/html')
  const said = [...page.querySelectorAll('.govuk-error-summary__list li, .al-notice--late')]
  return said.length ? said.map((item) => item.textContent.trim()) : ['The service did not take it.']
}

// ---- the store on this device ------------------------------------------------------------------

function store () {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('alongside', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('kept', { keyPath: 'id' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  return opening
}

async function within (mode, act) {
  const transaction = (await store()).transaction('kept', mode)
  const request = act(transaction.objectStore('kept'))
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result)
    transaction.onerror = transaction.onabort = () => reject(transaction.error)
  })
}

/** What a record is tied to, so that it cannot be given to another worker. */
const tie = (id) => toBytes.encode(`${id} ${worker}`)

/** Keep something here, encrypted. `kind` is typed (half written) or waiting (to be sent). */
export async function keep (kind, what, id = crypto.randomUUID(), at = Date.now()) {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = toBytes.encode(JSON.stringify(what))
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: tie(id) }, key, plain)
  await within('readwrite', (kept) => kept.put({ id, worker, kind, at, iv, box }))
  return id
}

export const forget = (id) => within('readwrite', (kept) => kept.delete(id))

/** What this worker has on this device, oldest first, and how many notes of others wait. */
export async function kept () {
  const mine = []
  let others = 0
  for (const record of await within('readonly', (kept) => kept.getAll())) {
    if (record.worker === worker) mine.push({ id: record.id, kind: record.kind, at: record.at, ...await unlock(record) })
    else if (Date.now() - record.at > FORGET_OTHERS_AFTER) await forget(record.id)
    else if (record.kind === 'waiting') others += 1
  }
  return { mine: mine.sort((a, b) => a.at - b.at), others }
}

async function unlock ({ id, iv, box }) {
  try {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: tie(id) }, key, box)
    return JSON.parse(fromBytes.decode(plain))
  } catch {
    return { locked: true } // the service's secret key has changed since
  }
}

/** How many notes wait here, whoever wrote them: all that can be known without a key. */
export async function howManyWait () {
  if (!('indexedDB' in globalThis)) return 0
  const records = await within('readonly', (kept) => kept.getAll())
  return records.filter((record) => record.kind === 'waiting').length
}

// ---- sending what waits ------------------------------------------------------------------------

/** Send what waits, oldest first, from one page at a time. The service takes each token once only,
 * so a note whose answer was lost on the way is not written twice. */
export function sendWaiting () {
  return navigator.locks ? navigator.locks.request('alongside-send', sendAll) : sendAll()
}

async function sendAll () {
  const todo = (await kept()).mine.filter((note) => note.kind === 'waiting' && !note.locked && !note.why)
  if (!todo.length) return []
  const who = await hello()
  if (who.state !== 'here') return [{ state: who.state }]
  const tried = []
  for (const note of todo) {
    const answer = await post(note.action, note.entries, who.csrf)
    tried.push({ ...note, ...answer })
    if (answer.state === 'sent') await forget(note.id)
    else if (answer.state === 'refused') await refused(note, answer.why)
    else break
  }
  return tried
}

function refused ({ id, at, form, title, page, action, entries }, why) {
  return keep('waiting', { form, title, page, action, entries, why }, id, at)
}
