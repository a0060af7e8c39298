import type { Component } from 'vue'
import { lazily } from './lazily'

type Name = keyof typeof import('./farm')

const noWords = () => Promise.resolve()
const page = (name: Name): Component =>
  lazily(() => import('./farm').then((farm) => ({ default: farm[name] })), noWords)

// One piece, without the words of the ways in.
export const FarmShell = page('FarmShell')
export const HomePage = page('HomePage')
export const DevicesPage = page('DevicesPage')
