import type { Calls } from './calls'

const right: Calls['right'] = [
  ['cloudStorage.uploadFile', { type: 'image', filePath: 'wxfile://tmp/a.png' }, '6_2'],
  ['cloudStorage.getOriginUrl', 'short', '6_22'],
]

const file = { type: 'file', filePath: 'wxfile://tmp/a.pdf' }

const wrong: Calls['wrong'] = {
  'cloudStorage.uploadFile': [{}, { filePath: 'a' }, { ...file, type: 'smoke' }, { ...file, type: 5 }, { ...file, maxSize: '5' }],
  'cloudStorage.getFileToken': [{}, { type: 1 }, { type: 4 }, { type: '2' }, { type: 2, urls: 5 }, { type: 3, urls: 'x' }, { type: 3, urls: [5] }],
}

export const storageCalls: Calls = {
  needs: ['cloudStorage', 'msg'],
  groups: ['cloudStorage'],
  differs: { cloudStorage: ['D121-upload-errors'] },
  right,
  wrong,
}
