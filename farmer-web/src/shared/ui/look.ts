// Without any import: what the first page needs stays in as few pieces as it was.

/** How the page looks, as people chose it. Their account knows it by the same names. */
export interface Look {
  text_size: 'normal' | 'very_large'
  theme: 'auto' | 'light' | 'dark'
  motion: 'auto' | 'reduced'
}

/** Where this phone keeps it; main.ts fetches this file only for who chose something. */
export const LOOK = 'tokkatot.look'

/** What nobody has to choose. */
export const USUAL: Look = { text_size: 'normal', theme: 'auto', motion: 'auto' }

const SIZES = { normal: '', very_large: '156%' }

/** What was chosen on this phone. */
export function chosenLook(): Look {
  try {
    return { ...USUAL, ...JSON.parse(localStorage.getItem(LOOK) ?? '{}') }
  } catch {
    return USUAL
  }
}

/**
 * Shows the page so. Style rules for dark and for quiet screens are there already, behind questions to the phone; who
 * chose answers instead of the phone.
 */
export function show({ text_size, theme, motion }: Look): void {
  const { style } = document.documentElement
  style.fontSize = SIZES[text_size]
  style.colorScheme = theme === 'auto' ? '' : theme
  for (const { media, question } of questions()) {
    if (question.includes('dark')) media.mediaText = theme === 'auto' ? question : theme === 'dark' ? 'all' : 'not all'
    else media.mediaText = motion === 'auto' ? question : 'all'
  }
}

let asked: { media: MediaList; question: string }[] | undefined

/** Our styles' questions to the phone, as they were written. */
function questions() {
  return (asked ??= [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule): rule is CSSMediaRule => 'media' in rule && /prefers-/.test((rule as CSSMediaRule).media.mediaText))
    .map(({ media }) => ({ media, question: media.mediaText })))
}

show(chosenLook())
