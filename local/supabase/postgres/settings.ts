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
  log_min_messages: "warning",
}

/** Command line settings of the local server, as `-c name=value` pairs. */
export const serverSettings: string[] = Object.entries(settings).flatMap(([name, value]) => [
  "-c",
  `${name}=${value}`,
])
