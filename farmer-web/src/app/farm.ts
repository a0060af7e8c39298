/** What a farmer on the way to the pump needs, in one piece. */
export { default as DevicesPage } from '../features/devices/DevicesPage.vue'
export { default as HomePage } from '../features/home/HomePage.vue'
export { default as FarmShell } from './FarmShell.vue'
