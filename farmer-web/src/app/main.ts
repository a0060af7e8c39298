import { createApp } from 'vue'
import { goOn, renewInTime, returning, session } from '../features/account/useAccount'
import { rememberedLanguage, speak } from '../shared/i18n/t'
import { kept } from '../shared/kept'
import '../shared/ui/base.css'
import App from './App.vue'

async function start() {
  const language = rememberedLanguage()
  // Without the English words the page still opens, in Khmer.
  if (language === 'en') await speak(language, false).catch(() => undefined)
  // Who chose another look waits for it, the others fetch nothing.
  if (kept('tokkatot.look')) await import('../shared/ui/look').catch(() => undefined)
  // A phone that was signed in goes on without a question.
  if (session.value) renewInTime()
  else void goOn()
  // Fetched while the server is asked.
  if (session.value || returning.value) void import('./farm').catch(() => undefined)
  createApp(App).mount('#app')
}

void start()
