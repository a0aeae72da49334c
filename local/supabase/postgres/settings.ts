const settings: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  // Only TCP: a socket file needs a folder that both accounts can use.
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "128MB",
  // Realtime reads messages from the write-ahead log.
  wal_level: "logical",
  max_wal_senders: "10",
  max_replication_slots: "10",
  // A slot nobody reads may not fill the disk.
  max_slot_wal_keep_size: "256MB",
  wal_sender_timeout: "60s",
  timezone: "UTC",
  log_timezone: "UTC",
  password_encryption: "scram-sha-256",
  // As hosted: fewer dead ends in plans on SSDs.
  random_page_cost: "1.1",
  // What a customer said must not stand in a log. The message of a failed statement repeats values of the request, its
  // detail whole rows, a crash the statement; whoever sent it is told all of that. The server's own news are of level LOG.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
}

/** Command line settings of the local server, as `-c name=value` pairs. */
export const serverSettings: string[] = Object.entries(settings).flatMap(([name, value]) => [
  "-c",
  `${name}=${value}`,
])
