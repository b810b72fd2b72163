"""Stands in for MMGIS in specifications: does to its databases at its start what the real one does, and serves."""
import http.server
import json
import os
import pathlib
import subprocess
import sys

CODE = pathlib.Path(__file__).resolve().parent.parent
HOME = pathlib.Path.cwd()
ADJACENT = {"stac": "stac", "tipg": "tipg", "titiler": "titiler", "titilerpgstac": "titiler-pgstac"}
VERSION = json.loads((CODE / "package.json").read_text())["version"]
FOUR = int(VERSION.split(".")[0]) >= 4


def settings(path):
    lines = [line for line in path.read_text().splitlines() if "=" in line and not line.startswith("#")]
    return {key: value.strip("'\"") for key, _, value in (line.partition("=") for line in lines)}


ENV = settings(HOME / ".env")


def sql(text, database, env=ENV, names="DB_HOST DB_PORT DB_USER DB_PASS".split()):
    host, port, user, password = (env[name] for name in names)
    environment = dict(os.environ, PGHOST=host, PGPORT=port, PGUSER=user, PGPASSWORD=password, PGDATABASE=database)
    ended = subprocess.run(["psql", "-qAtX", "-v", "ON_ERROR_STOP=1"], input=text, env=environment, text=True,
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if ended.returncode:
        raise OSError(ended.stderr.strip())
    return ended.stdout.strip()


def attempt(text, database, done, otherwise):
    """Any error counts as 'there already', as with the real one."""
    try:
        sql(text, database)
        print("[info]", done)
    except OSError:
        print("[info]", otherwise)


def migrate_stac():
    import pypgstac  # that it is installed is all that this one looks at
    print("[info] pypgstac", pypgstac.version)
    sql("""create extension if not exists postgis; create extension if not exists btree_gist;
        create schema if not exists pgstac;
        create table if not exists pgstac.migrations (version text primary key, datetime timestamptz default clock_timestamp());
        insert into pgstac.migrations values ('0.8.5') on conflict do nothing;
        create table if not exists pgstac.collections (key bigint generated always as identity, id text primary key, content jsonb not null)""",
        "mmgis-stac")


def init_db():
    if FOUR and "true" in (ENV.get("WITH_STAC"), ENV.get("WITH_TIPG"), ENV.get("WITH_TITILER_PGSTAC")):
        attempt('create database "mmgis-stac"', "postgres", "Created mmgis-stac database.",
                "Database mmgis-stac already exists. Nothing to do...")
        try:
            migrate_stac()
            print("[info] Conformed the mmgis-stac database to pgstac.")
        except (ImportError, OSError) as error:
            print("[warning] Failed to conform the mmgis-stac database to pgstac.", error)
    name = ENV["DB_NAME"]
    attempt(f'create database "{name}"', "postgres", f"Created {name} database.", f"Database {name} already exists. Nothing to do...")
    for extension in ("postgis", "btree_gist"):
        attempt(f"create extension {extension}", name, f"Created {extension} extension.",
                f"{extension} extension already exists. Nothing to do...")
    attempt("""create table session (sid varchar not null collate "default", sess json not null, expire timestamp(6) not null);
        alter table session add constraint session_pkey primary key (sid); create index "IDX_session_expire" on session (expire)""",
            name, 'Created "session" table.', '"session" table already exists. Nothing to do...')


def models():
    """Makes the tables that are not there, and adds to those that are what this version needs."""
    sql("""create table if not exists users (id serial primary key, username varchar(255) not null unique, password varchar(255) not null,
            permission varchar(3), "createdAt" timestamptz not null default now());
        create table if not exists configs (id serial primary key, mission varchar(255) not null, config json, version int not null);
        create table if not exists user_features (id serial primary key, file_id int not null, properties json, geom geometry,
            elevation float8, intent text);
        create table if not exists geodatasets (id serial primary key, name varchar(255) not null unique, "table" varchar(255) not null)""",
        ENV["DB_NAME"])
    if FOUR:
        sql("""create table if not exists webhooks (id serial primary key, config json);
            alter table geodatasets add column if not exists start_time_field varchar(255)""", ENV["DB_NAME"])


def adjacent(name):
    """What an adjacent server answers: it works where its own configuration leads to a pgstac."""
    if not FOUR or ENV.get("WITH_" + name.upper().replace("-", "_")) != "true":
        return 404
    contained = "RUNNING" in os.environ
    container = "stac-fastapi" if name == "stac" else name
    if contained and container not in pathlib.Path(os.environ["RUNNING"]).read_text().split():
        return 504
    if name == "titiler":
        return 200
    try:
        env = json.loads(os.environ["ADJACENT"])[container] if contained else settings(HOME / "adjacent-servers" / name / ".env")
        hosts = {env[key] for key in env if key.startswith("POSTGRES_HOST")}
        expected = {"stac": 3}.get(name, 1)
        there = [sql("select count(*) from pg_namespace where nspname = 'pgstac'", env["POSTGRES_DBNAME"], dict(env, host=host),
                     ("host", "POSTGRES_PORT", "POSTGRES_USER", "POSTGRES_PASS")) for host in hosts]
        whole = len([key for key in env if key.startswith("POSTGRES_HOST")]) == expected
        return 200 if whole and set(there) == {"1"} else 500
    except (KeyError, OSError):
        return 502


def server():
    name = ENV["DB_NAME"]
    modules = CODE / "node_modules/.package-lock.json"
    installed = json.loads(modules.read_text())["packages"]["node_modules/sequelize"]["version"] if modules.exists() else "none"

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            status, told = 200, ""
            if self.path.strip("/") in ADJACENT:
                status = adjacent(ADJACENT[self.path.strip("/")])
            else:
                told = (f"MMGIS {VERSION}, sequelize {installed}, PostgreSQL {sql('show server_version', name).split('.')[0]}, "
                        f"{sql('select count(*) from users', name)} users, {sql('select count(*) from user_features', name)} features\n")
            self.send_response(status)
            self.end_headers()
            self.wfile.write(told.encode())

        def log_message(self, *ignored):
            pass

    http.server.HTTPServer(("127.0.0.1", int(ENV["PORT"])), Handler).serve_forever()


if __name__ == "__main__":
    init_db()
    models()
    sys.stdout.flush()
    server()
