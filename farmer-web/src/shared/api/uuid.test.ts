import { expect, test } from 'vitest'
import { uuid } from './uuid'

test('an id has the form of UUIDv7 and begins with its time', () => {
  const id = uuid(0x0199b6a00001)
  expect(id).toMatch(/^0199b6a0-0001-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('two ids of one moment differ', () => {
  expect(uuid(1)).not.toBe(uuid(1))
})
