// Shows a page of our own when a page cannot be had. It keeps styles, scripts and that page; never a
// page with people on it, and never anything that was typed (js/offline.js keeps that, encrypted).
const KEPT = 'alongside-' + {{ name|tojson }}
const FILES = {{ addresses|tojson }}
const NO_SIGNAL = {{ page|tojson }}

async function keepFiles () {
  const kept = await caches.open(KEPT)
  await kept.addAll(FILES)
  await self.skipWaiting()
}

async function forgetEarlier () {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith('alongside-') && name !== KEPT).map((name) => caches.delete(name)))
  await self.clients.claim()
}

// *Back* to what answered a form: the browser looks in its memory only, and nothing is kept there.
const fromMemory = (request) => request.method === 'POST' && request.cache === 'only-if-cached'
const afresh = (request) => fetch(request.url, { credentials: 'same-origin', redirect: 'manual' })
const page = (request) => fromMemory(request) ? afresh(request) : fetch(request)

self.addEventListener('install', (event) => event.waitUntil(keepFiles()))
self.addEventListener('activate', (event) => event.waitUntil(forgetEarlier()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const address = new URL(request.url)
  if (address.origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    event.respondWith(page(request).catch(() => caches.match(NO_SIGNAL)))
  } else if (FILES.includes(address.pathname)) {
    event.respondWith(caches.match(address.pathname).then((kept) => kept ?? fetch(request)))
  }
})
