/** What this phone keeps under a name; null where it keeps nothing, or its browser forbids it. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

/** Keeps it until it is taken away with null. A browser that keeps nothing does without. */
export function keep(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name)
    else localStorage.setItem(name, value)
  } catch {
    // Then it holds until the page is closed.
  }
}
