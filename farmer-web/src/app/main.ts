import { createApp } from 'vue'
import { rememberedLanguage, speak } from '../shared/i18n/t'
import '../shared/ui/base.css'
import App from './App.vue'

async function start() {
  const language = rememberedLanguage()
  // Without the English words the page still opens, in Khmer.
  if (language === 'en') await speak(language, false).catch(() => undefined)
  createApp(App).mount('#app')
}

void start()
