/** The channel on which tabs of one browser tell each other that somebody has signed in or out. */
export const sessionChannel = "toritsugi.session"
