import type { Compiled, Wire } from '@nim/core'

export const wire = {
  records: {
    nosToken: '1objectName token bucket expireTime 7expireSec tag shortUrl',
    safeUrl: 'safeUrl originUrl',
    nosCdn: '1bucket cdnDomain expire objectNamePrefix',
    grayscaleConfig: 'config ttl',
    mixStorePolicy: 'providers ttl mixEnable nosPolicy s3Policy',
    mixStoreTokenRequest: 'provider tokenCount fileExpireSec tag returnBody',
    mixStoreToken:
      'provider accessKeyId secretAccessKey sessionToken token expireTime bucket objectName fileExpireSec tag shortUrl region',
    fileAuthTokenRequest: '1type urls',
    fileAuthToken: '1type+ tokens{ token ttl+',
  },
  commands: {
    // responseBody, nosToken
    getNosToken: '6_2 String @nosToken > @nosToken',
    getOriginUrl: '6_22 @safeUrl > @safeUrl',
    getNosCdnHost: '6_26 > @nosCdn',
    getGrayscaleConfig: '6_27 Property > @grayscaleConfig',
    getMixStorePolicy: '6_28 LongArray > @mixStorePolicy',
    getMixStoreToken: '6_29 @mixStoreTokenRequest > @mixStoreToken',
    getFileAuthToken: '6_30 @fileAuthTokenRequest > @fileAuthToken',
  },
} satisfies Wire

/** The tables, compiled. */
export type Wired = Compiled<typeof wire>
