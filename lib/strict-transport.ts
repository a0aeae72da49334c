/** Strict-Transport-Security (RFC 6797): a year, for this host. Sent behind TLS only, as §7.2 asks. */
export const strictTransport = "max-age=31536000"
