import type { LocalFile } from '../model/uploads'

/** Lets the user choose pictures, or a file of their chats. Nothing when they change their mind. */
export async function choose(kind: LocalFile['kind']): Promise<LocalFile[]> {
  try {
    if (kind === 'file') return (await wx.chooseMessageFile({ count: 1, type: 'file' })).tempFiles.map(({ path, name, size }) => ({ kind, path, name, size }))
    const { tempFiles } = await wx.chooseMedia({ count: 9, mediaType: ['image'], sizeType: ['compressed'] })
    return tempFiles.map(({ tempFilePath: path, size }) => ({ kind, path, name: path.split('/').pop()!, size }))
  } catch {
    return []
  }
}
