-- One row that the readiness check writes, to know that Postgres takes writes right now.
create table readiness_probe (
    only_row boolean primary key default true check (only_row),
    written_at timestamptz not null
);
