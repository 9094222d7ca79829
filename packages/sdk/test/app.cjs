// An app that chooses its plugins, as a mini-program's npm build leaves it.
exports.make = (chosen) => {
  const { createNim } = require('@nim/core')
  return createNim({
    appkey: 'appkey',
    account: 'alice',
    token: 'token',
    lbsUrls: ['https://lbs.test/lbs'],
    linkUrl: 'link.test',
    cloudStorageConfig: { isNeedToGetUploadPolicyFromServer: false },
    plugins: chosen.map(([name, maker]) => require(name)[maker]()),
  })
}
