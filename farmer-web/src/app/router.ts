import { shallowRef, type Component } from 'vue'
import type { Key } from '../shared/i18n/t'
import AccountPage from '../features/account/AccountPage.vue'
import DevicesPage from '../features/devices/DevicesPage.vue'
import HomePage from '../features/home/HomePage.vue'

interface Route {
  path: string
  title: Key
  page: Component
}

const home: Route = { path: '/', title: 'nav.home', page: HomePage }
const routes: Route[] = [
  home,
  { path: '/devices', title: 'nav.devices', page: DevicesPage },
  { path: '/account', title: 'nav.account', page: AccountPage },
]

const at = (path: string) => routes.find((known) => known.path === path) ?? home

/** The page on screen. An unknown address shows the first one. */
export const route = shallowRef(at(location.pathname))

addEventListener('popstate', () => (route.value = at(location.pathname)))

/** Goes to a page of ours, so that the way back leads here. */
export function go(path: string): void {
  if (path !== location.pathname) history.pushState(null, '', path)
  route.value = at(path)
  scrollTo(0, 0)
}
