// The page that is shown without signal says how much waits on this device; nobody can read it here.
import { howManyWait } from './offline.js'

const count = await howManyWait()
const words = document.querySelector('[data-waiting-words]')
if (count) {
  const notes = count === 1 ? 'One note waits' : `${count} notes wait`
  words.textContent = `${notes} on this device, encrypted, and will be sent when there is signal and you have Alongside open.`
}
