import { shallowRef, type Component } from 'vue'
import type { Key } from '../shared/i18n/t'
import { DevicesPage, HomePage } from './farmPages'
import { lazily } from './lazily'

interface Route {
  path: string
  title: Key
  page: Component
  /** For people who are not signed in; a link in a message leads here, whoever is signed in. */
  open?: 'signed-out' | 'everybody'
}

// A stranger's phone does not fetch the farm, and a farmer's not the ways in.
const AccountPage = lazily(() => import('../features/account/AccountPage.vue'))
const way = (name: keyof typeof import('../features/account/waysIn')) =>
  lazily(() => import('../features/account/waysIn').then((ways) => ({ default: ways[name] })))
const ForgotPage = way('ForgotPage')

const home: Route = { path: '/', title: 'nav.home', page: HomePage }
const routes: Route[] = [
  home,
  { path: '/devices', title: 'nav.devices', page: DevicesPage },
  { path: '/account', title: 'nav.account', page: AccountPage },
  { path: '/sign-up', title: 'account.signUp', page: way('SignUpPage'), open: 'signed-out' },
  { path: '/forgot', title: 'account.forgot', page: ForgotPage, open: 'signed-out' },
  { path: '/reset', title: 'account.forgot', page: ForgotPage, open: 'everybody' },
  { path: '/verify', title: 'account.confirm', page: way('VerifyPage'), open: 'everybody' },
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
