-- Failed attempts to sign in, by the hash of the email and by that of the IP address.
create table private.sign_in_tries (
  key_hash text not null,
  at timestamptz not null
);
create index sign_in_tries_of_key on private.sign_in_tries (key_hash, at);
create index sign_in_tries_oldest on private.sign_in_tries (at);
