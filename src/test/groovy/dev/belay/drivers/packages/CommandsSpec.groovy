package dev.belay.drivers.packages

import dev.belay.drivers.packages.Installer.Wish
import dev.belay.drivers.packages.PipSource.Named
import dev.belay.drivers.packages.PipSource.Project
import dev.belay.drivers.packages.PipSource.RequirementsFile
import dev.belay.value.Failure
import spock.lang.Specification

/** What is asked, and what exactly is run for it. */
class CommandsSpec extends Specification {

    static final String QUIET = '--no-input --disable-pip-version-check --progress-bar off'
    static final String APT = '-o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold -o Dpkg::Use-Pty=0'
    static final String LOOK = '-o Debug::NoLocking=true -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o Dir::Log::Planner='
    static final String NPM = '--no-audit --no-fund --no-progress --no-update-notifier'
    static final String PNPM = '--reporter=append-only --config.confirmModulesPurge=false'
    static final Optional<String> LOCK = Optional.of('lock')
    static final Optional<String> BERRY = Optional.of('__metadata:\n  version: 8\n')
    static final Optional<String> NONE = Optional.empty()

    def "pip: #expected"() {
        expect:
        command.join(' ') == expected

        where:
        command                                                                     | expected
        install(new Project('/srv/app', true, []))                                  | "/v/bin/pip install $QUIET --editable /srv/app"
        install(new Project('/srv/app', false, ['a', 'b']))                         | "/v/bin/pip install $QUIET /srv/app[a,b]"
        install(new RequirementsFile('/srv/app/r.txt', '/srv/app'))                 | "/v/bin/pip install $QUIET --requirement /srv/app/r.txt"
        install(new Named(['gunicorn==22.0.0', 'redis']))                           | "/v/bin/pip install $QUIET gunicorn==22.0.0 redis"
        PipCommand.install(['python3', '-m', 'pip'], true, new Named(['redis']))    | "python3 -m pip install $QUIET --upgrade redis"
        PipCommand.pinned(['/v/bin/pip'], ['redis==5.0'])                           | "/v/bin/pip install $QUIET --no-deps redis==5.0"
        PipCommand.uninstall(['/v/bin/pip'], ['redis', 'lib'])                      | '/v/bin/pip uninstall --disable-pip-version-check --yes redis lib'
        PipCommand.environment('/usr/bin/python3', '/v')                            | '/usr/bin/python3 -m venv /v'
    }

    def "apt: #expected"() {
        expect:
        command.join(' ') == expected

        where:
        command                                                 | expected
        AptCommand.install(600, true, ['a', 'b=1'])             | "apt-get -y -q $APT --no-remove install a b=1"
        AptCommand.install(600, false, ['a'])                   | "apt-get -y -q $APT --no-remove --no-install-recommends install a"
        AptCommand.restore(600, ['a=1', 'b-'])                  | "apt-get -y -q $APT --allow-downgrades install a=1 b-"
        AptCommand.simulated(false, true, ['a'])                | "apt-get -s -y -q $LOOK install a"
        AptCommand.simulated(true, false, ['a=1'])              | "apt-get -s -y -q $LOOK --allow-downgrades --no-install-recommends install a=1"
        AptCommand.offered(['a', 'b'])                          | "apt-cache -q $LOOK madison a b"
        AptCommand.configure()                                  | 'dpkg --force-confdef --force-confold --configure -a'
    }

    def "#tool.name() with #wish, lock file #lock: #expected"() {
        expect:
        tool.command(wish, lock).join(' ') == expected

        where:
        tool           | wish              | lock  || expected
        new Npm()      | wish()            | LOCK  || "npm ci $NPM"
        new Npm()      | wish()            | NONE  || "npm install $NPM"
        new Npm()      | wish(false)       | LOCK  || "npm install $NPM"
        new Npm()      | wish(true, false) | LOCK  || "npm ci $NPM --omit=dev"
        new Npm()      | wish(true, true)  | LOCK  || "npm ci $NPM --include=dev"
        new Yarn()     | wish()            | LOCK  || 'yarn install --non-interactive --no-progress --frozen-lockfile'
        new Yarn()     | wish()            | NONE  || 'yarn install --non-interactive --no-progress'
        new Yarn()     | wish(false)       | LOCK  || 'yarn install --non-interactive --no-progress'
        new Yarn()     | wish(true, false) | LOCK  || 'yarn install --non-interactive --no-progress --frozen-lockfile --production=true'
        new Yarn()     | wish()            | BERRY || 'yarn install --immutable'
        new Yarn()     | wish(false)       | BERRY || 'yarn install --no-immutable'
        new Pnpm()     | wish()            | LOCK  || "pnpm install --frozen-lockfile $PNPM"
        new Pnpm()     | wish(false, false) | LOCK || "pnpm install --no-frozen-lockfile $PNPM --prod"
        new Bundle()   | wish()            | LOCK  || 'env BUNDLE_FROZEN=true bundle install'
        new Bundle()   | wish(false)       | LOCK  || 'bundle install'
        new Bundle()   | wish()            | NONE  || 'bundle install'
        new Composer() | wish()            | LOCK  || 'composer install --no-interaction --no-progress --no-ansi'
        new Composer() | wish(true, false) | LOCK  || 'composer install --no-interaction --no-progress --no-ansi --no-dev'
    }

    def "what yarn cannot do is said, and what to do instead"() {
        when:
        new Yarn().command(wish(true, false), BERRY)

        then:
        def failure = thrown(Failure)
        failure.message() == 'yarn from version 2 takes no dev:'
        failure.remedies() == ["write sh 'yarn workspaces focus --production', dir: ..., undo: 'again'"]
    }

    private static List<String> install(PipSource source) {
        PipCommand.install(['/v/bin/pip'], false, source)
    }

    private static Wish wish(boolean frozen = true, Boolean dev = null) {
        new Wish(frozen, Optional.ofNullable(dev))
    }
}
