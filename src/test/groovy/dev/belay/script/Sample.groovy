package dev.belay.script

import dev.belay.catalog.Block
import dev.belay.catalog.Catalog
import dev.belay.catalog.Effect
import dev.belay.catalog.Form
import dev.belay.catalog.Option
import dev.belay.catalog.Options
import dev.belay.catalog.Subject
import dev.belay.catalog.Technology
import dev.belay.expr.Type
import dev.belay.expr.Value
import java.nio.file.Files
import java.nio.file.Path

/** A small catalogue with every shape of form, and scripts written to a folder. */
class Sample {

    static final Technology SYSTEMD = new Technology('service', 'systemd', new Type.ListOf(Type.TEXT), [], [], 'Units.', "service 'web', systemd: ['a.service']")
    static final Technology PROCESS = new Technology('service', 'process', Type.TEXT, [Option.required('pid', Type.PATH, 'the pid file')], [], 'A process.', '')
    static final Technology POSTGRESQL = new Technology('database', 'postgresql', Type.TEXT,
            [Option.of('user', Type.TEXT, 'who'), Option.of('password', Type.SECRET, 'its password')],
            [new Technology.Property('host', Type.TEXT, 'its server', { it.postgresql.text().tokenize('/')[0].with { Value.of(it) } }),
             new Technology.Property('user', Type.TEXT, 'who'),
             new Technology.Property('password', Type.SECRET, 'its password')], 'A database.', '')
    static final Technology MARIADB = new Technology('database', 'mariadb', Type.TEXT, [], [], 'A database.', '')

    static final Catalog CATALOG = Catalog.of([
            Form.of('stop', Subject.resource('service')).technology('systemd').option(Options.TIMEOUT).worst(Effect.REVERSIBLE).form(),
            Form.of('stop', Subject.resource('service')).technology('process').option(Option.of('signal', new Type.OneOf(['TERM', 'KILL']), 'which')).form(),
            Form.of('start', Subject.resource('service')).option(Options.TIMEOUT).form(),
            Form.of('backup', Subject.resource('database')).technology('postgresql').option(Option.required('to', Type.PATH, 'where'), Options.AS, Options.DIR).result(Type.PATH).form(),
            Form.of('backup', Subject.none(), 'command', Type.SHELL, 'the application\'s own').options(Options.CONTEXT).result(Type.TEXT).form(),
            Form.of('checkout', Subject.of(Type.PATH, 'a work tree')).option(Option.of('tag', Type.TEXT, 'a tag'), Options.AS, Options.DIR).form(),
            Form.of('install', Subject.none(), 'pip', Type.PATH, 'a folder').option(Option.of('editable', Type.BOOL, 'in place')).form(),
            Form.of('install', Subject.none(), 'npm', Type.PATH, 'a folder').form(),
            Form.of('migrate', Subject.resource('database'), 'sql', Type.PATH, 'a folder').technology('postgresql').option(Option.of('accept', new Type.ListOf(Type.TEXT), 'errors')).form(),
            Form.of('migrate', Subject.resource('database'), 'command', Type.SHELL, 'a command').options(Options.CONTEXT).form(),
            Form.of('sh', Subject.of(Type.SHELL, 'a command')).options(Options.CONTEXT)
                    .option(Option.of('touches', new Type.ListOf(new Type.AnyOf([new Type.Resource('database'), Type.PATH])), 'what it may change')).result(Type.TEXT).form(),
            Form.of('require', Subject.none(), 'disk', Type.PATH, 'a folder').option(Option.required('free', Type.SIZE, 'how much')).form(),
            Form.of('require', Subject.none(), 'command', new Type.ListOf(Type.TEXT), 'programs').option(Option.of('version', Type.VERSION, 'a range')).form(),
            *['postgresql', 'mariadb'].collect {
                Form.of('verify', Subject.none(), 'sql', Type.TEXT, 'a query').technology(it)
                        .option(Option.required('database', new Type.Resource('database'), 'where'), Option.of('equals', Type.ANY, 'what')).form()
            },
            Form.of('verify', Subject.none(), 'database', new Type.Resource('database'), 'which').option(Options.WITHIN).form(),
            Form.of('verify', Subject.none(), 'http', Type.TEXT, 'an address').option(Options.WITHIN, Option.of('status', new Type.ListOf(Type.NUMBER), 'codes')).form(),
            Form.of('configure', Subject.of(Type.PATH, 'a file')).option(Option.of('set', new Type.MapOf(Type.SECRET), 'values'), Option.of('from', Type.PATH, 'an example')).form(),
            Form.of('match', Subject.of(Type.REGEX, 'a pattern')).form(),
            Form.of('import', Subject.resource('database')).technology('postgresql').option(Option.required('from', Type.PATH, 'a file'), Option.of('tables', new Type.ListOf(Type.TEXT), 'which'))
                    .block(new Block([new Block.Keyword('table', Subject.of(Type.TEXT, 'a table'),
                            [Option.of('drop', new Type.ListOf(Type.TEXT), 'columns'), Option.of('set', new Type.MapOf(new Type.FunctionOr(Type.ANY)), 'columns')], 'one table')])).form(),
            Form.of('installed', Subject.none(), 'git', Type.PATH, 'a work tree').form(),
    ], [SYSTEMD, PROCESS, POSTGRESQL, MARIADB])

    static final String HEAD = "upgrade 'app', to: '2.0'\n"
    static final String THINGS = """upgrade 'app', from: '>=1.0 <2.0', to: '2.0'
        service 'web', systemd: ['a.service']
        service 'worker', process: 'run', pid: '/run/w.pid'
        database 'main', postgresql: 'db.example.org/main', user: 'me', password: secret('DB')
        database 'old', mariadb: 'localhost/old'
    """.stripIndent()

    final Path folder

    Sample(Path folder) {
        this.folder = folder
    }

    Path write(String name, String text) {
        def file = folder.resolve(name)
        Files.createDirectories(file.parent)
        Files.writeString(file, text)
        file
    }

    def load(String text, String site = '', Map<String, String> parameters = [:]) {
        def script = write('script.groovy', text)
        def siteFile = site ? Optional.of(write('site.groovy', site)) : Optional.<Path> empty()
        Scripts.load(script, siteFile, parameters, CATALOG, { Optional.of(Map.entry('sample', '1')) })
    }

    /** Steps as {@code form(name: value, ...)}. */
    List<String> labels(String text) {
        load(text).steps()*.label()
    }

    /** The mistakes, each as line:column: message. */
    List<String> mistakes(String text, String site = '', Map<String, String> parameters = [:]) {
        try {
            load(text, site, parameters)
            []
        } catch (Diagnostics wrong) {
            wrong.all().collect { "${it.at().line()}:${it.at().column()}: ${it.message()}".toString() }
        }
    }
}
