// Fetches the changing parts every two seconds. What a person is reading is replaced only when it has changed, and never
// while text in it is marked.
const parts = document.getElementById('parts')
const link = document.getElementById('link')
let known = ''

async function look() {
  try {
    const answer = await fetch('/parts', { cache: 'no-store' })
    const text = await answer.text()
    const marking = String(getSelection()) !== ''
    if (answer.ok && text !== known && !marking && !parts.contains(document.activeElement)) {
      parts.innerHTML = text
      known = text
    }
    link.textContent = ''
  } catch {
    link.textContent = 'The launcher has stopped. ./tokkatot up starts it again.'
  }
  setTimeout(look, 2000)
}
look()
