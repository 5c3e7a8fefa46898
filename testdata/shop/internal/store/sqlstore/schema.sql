CREATE TABLE IF NOT EXISTS products (
	id       INTEGER PRIMARY KEY,
	name     TEXT NOT NULL,
	category TEXT NOT NULL,
	price    INTEGER NOT NULL,
	stock    INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS accounts (
	id            INTEGER PRIMARY KEY,
	email         TEXT NOT NULL UNIQUE,
	password_hash TEXT NOT NULL,
	pin_hash      TEXT NOT NULL DEFAULT ''
);

CREATE TABLE IF NOT EXISTS sessions (
	token_hash TEXT PRIMARY KEY,
	account    INTEGER NOT NULL REFERENCES accounts (id)
);

CREATE TABLE IF NOT EXISTS orders (
	id         INTEGER PRIMARY KEY,
	customer   INTEGER NOT NULL REFERENCES accounts (id),
	product    INTEGER NOT NULL REFERENCES products (id),
	quantity   INTEGER NOT NULL,
	total      INTEGER NOT NULL,
	status     TEXT NOT NULL,
	created_at TIMESTAMP NOT NULL
);
