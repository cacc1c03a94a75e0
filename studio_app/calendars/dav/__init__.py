"""CalDAV (RFC 4791): iCloud, Fastmail, Nextcloud, Radicale and whoever else speaks it."""
