import type { NoticeList } from '@unefois/contracts'
import { noticeTemplates } from '../notices.ts'

/** The notices that an adviser can give, every version; the current one is the one to give. */
export function listNotices() {
  return (): NoticeList => ({
    items: noticeTemplates.map(({ template, isCurrent, texts }) => ({
      template,
      isCurrent,
      languages: [...texts.keys()],
    })),
  })
}
