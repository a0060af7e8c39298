/** What people outside a farm need now and then, in one piece. */
export { default as ForgotPage } from './ForgotPage.vue'
export { default as SignUpPage } from './SignUpPage.vue'
export { default as VerifyPage } from './VerifyPage.vue'
