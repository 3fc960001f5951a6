// On a visit: minutes fill themselves in from *arrived* to now, until somebody types their own; and
// where *arrived* waits for signal, the rest of the visit can be written all the same.

function fillMinutes (group) {
  const box = group.querySelector('input')
  let ours = ''
  const fill = () => {
    const since = Date.parse(group.dataset.minutesSince)
    if (!since || box.value !== ours) return
    ours = box.value = String(Math.max(1, Math.round((Date.now() - since) / 60000)))
    box.dataset.filledIn = '' // not typed by anybody, so it is not kept as if it were
  }
  box.addEventListener('input', () => delete box.dataset.filledIn)
  fill()
  setInterval(fill, 20000)
  box.form.addEventListener('submit', fill, { capture: true })
}

function arrivedWithoutSignal (event) {
  document.querySelector('[data-before-arriving]').hidden = true
  const rest = document.querySelector('[data-after-arriving]')
  rest.hidden = false
  rest.querySelector('[name=arrived_at]').value = event.detail.pressedAt
  const group = rest.querySelector('[data-minutes-since]')
  group.dataset.minutesSince = event.detail.pressedAt
  fillMinutes(group)
}

function outWithoutSignal () {
  for (const running of document.querySelectorAll('[data-clock]')) running.hidden = true
  for (const waiting of document.querySelectorAll('[data-out-waiting]')) waiting.hidden = false
}

document.querySelector('.al-out')?.addEventListener('keep:waiting', outWithoutSignal)
document.querySelector('[data-arrive]')?.addEventListener('keep:waiting', arrivedWithoutSignal)
for (const group of document.querySelectorAll('[data-minutes-since]')) fillMinutes(group)
