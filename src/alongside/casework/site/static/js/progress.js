// A page that waits for work beside the server: what it says is kept current, and when the work is
// done the page is loaded anew. Without scripts the page loads itself anew, and has a link for it.
const EVERY = 2000 // milliseconds

async function look (part) {
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
    if (!answer.ok || answer.redirected) return location.reload()
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const fresh = page.querySelector('[data-progress]')
    if (!fresh) return location.reload()
    if (!fresh.isEqualNode(part)) part.replaceChildren(...fresh.childNodes)
  } catch {
    // no signal just now: look again later
  }
  setTimeout(look, EVERY, part)
}

const part = document.querySelector('[data-progress]')
if (part) setTimeout(look, EVERY, part)
