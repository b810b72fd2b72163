"""Stands in for NextGIS Web in specifications: the commands of an upgrade, which print and exit as the real ones do."""
import configparser
import http.server
import os
import pathlib
import subprocess
import sys
import time

from . import __version__

CODE = pathlib.Path(__file__).parent
CONFIG = pathlib.Path(os.environ["NEXTGISWEB_CONFIG"])
HOME = CONFIG.parent.parent


def database():
    ini = configparser.ConfigParser()
    ini.read(CONFIG)
    return dict(ini["core"])


def tool(name, *arguments, text=None):
    """Runs a client of PostgreSQL; its standard output."""
    core = database()
    environment = dict(os.environ, PGHOST=core["database.host"], PGPORT=core["database.port"], PGUSER=core["database.user"],
                       PGPASSWORD=core["database.password"], PGDATABASE=core["database.name"])
    ended = subprocess.run([name, *arguments], input=text, env=environment, text=True, stdout=subprocess.PIPE)
    if ended.returncode:
        sys.exit(ended.returncode)
    return ended.stdout


def sql(text):
    return tool("psql", "-qAtX", "-v", "ON_ERROR_STOP=1", text=text).split("\n")[:-1]


def version():
    print(__version__)


def backup(*arguments):
    paths = [a for a in arguments if not a.startswith("--")]
    path = pathlib.Path(paths[0] if paths else time.strftime("%Y%m%d-%H%M%S.ngwbackup")).absolute()
    if path.exists():
        sys.exit("Target already exists!")
    tool("pg_dump", "-Fc", "-f", str(path))
    print(path)


def restore(path):
    tool("pg_restore", "--clean", "--if-exists", "-d", database()["database.name"], path)


def known():
    """The migrations of this version, in order: component:revision, its statements, and whether it destroys something."""
    for file in sorted((CODE / "migrations").glob("*.sql"), key=lambda each: each.name.split("-")[0]):
        text = file.read_text()
        yield file.stem.split("-", 1)[1].replace("-", ":"), text, text.startswith("-- destructive")


def applied():
    there = sql("select to_regclass('migration') is not null") == ["t"]
    return set(sql("select component || ':' || revision from migration")) if there else set()


def migration(action, *arguments):
    assert action == "upgrade", action
    there = applied()
    if there - {name for name, _, _ in known()}:
        print("No migration solution found! Exitting!")
        sys.exit(1)
    wanted = [each for each in known() if each[0] not in there]
    if not wanted:
        print("There are no changes required. It's OK!")
        return
    if any(destructive for _, _, destructive in wanted):
        print("Destructive operation protection!")
        sys.exit(1)
    dry = "--no-dry-run" not in arguments
    print("The following operations would be applied:" if dry else "Executing the following migrations:")
    for number, (name, _, _) in enumerate(wanted, 1):
        print(f"  {number}. Forward [{name}]")
    if dry:
        print("Use --no-dry-run option to actually run them.")
        return
    sys.stdout.flush()
    rows = [f"insert into migration values ('{name.split(':')[0]}', '{name.split(':')[1]}');" for name, _, _ in wanted]
    sql("\n".join([
        "begin; set local lock_timeout = '30s';",
        "create table if not exists migration (component text, revision text, primary key (component, revision));",
        *[text for _, text, _ in wanted], *rows, "commit;"]))
    print("Migration operations completed!")


def jsrealm(action):
    assert action == "install", action
    (HOME / "node_modules").write_text(__version__)


def spatial_ref_sys(action):
    assert action == "sync_postgis", action
    sql("update spatial_ref_sys set synced = true")


def maintenance():
    while True:
        time.sleep(60)


def server(port):
    """Serves what it found when it started. As the real one, it does not work with a database of another version."""
    if applied() != {name for name, _, _ in known()}:
        sys.exit("the database is not at the revision of this version")
    told = (f"NextGIS Web {__version__}, translations {(CODE / 'compiled').read_text()}, node modules "
            f"{(HOME / 'node_modules').read_text()}, build {(HOME / 'build').read_text()}, "
            f"{sql('select count(*) from resource')[0]} resources\n")

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(told.encode())

        def log_message(self, *ignored):
            pass

    http.server.HTTPServer(("127.0.0.1", int(port)), Handler).serve_forever()


def main():
    words = sys.argv[1:]
    known_commands = {f.__name__: f for f in (version, backup, restore, migration, jsrealm, spatial_ref_sys, maintenance, server)}
    if not words or words[0] not in known_commands:
        sys.exit("usage: nextgisweb {" + ",".join(known_commands) + "}")
    known_commands[words[0]](*words[1:])


def i18n():
    assert sys.argv[1:] == ["-p", "nextgisweb", "compile"], sys.argv
    (CODE / "compiled").write_text(__version__)


def yarn():
    assert sys.argv[1:] == ["run", "build"], sys.argv
    (HOME / "build").write_text((HOME / "node_modules").read_text())
