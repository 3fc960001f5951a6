// The page that is shown without signal says how much waits on this device; nobody can read it here.
// In the hands of somebody else (js/quiet.js) it does not even count.
import { howManyWait } from './offline.js'

const count = sessionStorage.getItem('alongside-handed-over') ? 0 : await howManyWait()
const words = document.querySelector('[data-waiting-words]')
if (count) {
  const notes = count === 1 ? 'One note waits' : `${count} notes wait`
  words.textContent = `${notes} on this device, encrypted, and will be sent when there is signal and you have Alongside open.`
}
