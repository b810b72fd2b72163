package dev.belay.catalog;

import dev.belay.catalog.Word.Place;
import dev.belay.expr.Methods;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import java.util.List;
import java.util.stream.Stream;

/** The words of the language itself. The interpreter takes their names and options from here, so that the reference is what it does. */
public final class Vocabulary {

    private static final List<Word> SCRIPT = List.of(
            new Word(
                    Place.SCRIPT,
                    List.of("upgrade"),
                    "upgrade 'application', to: ...",
                    List.of(
                            Option.of("from", Type.TEXT, "the versions that it leads from; any unless told"),
                            Option.required(
                                    "to",
                                    Type.TEXT,
                                    "the version that it leads to, or a line of versions, '2.1.x'; 'target' is the one"
                                            + " that is gone to"),
                            Option.of(
                                    "target",
                                    Type.TEXT,
                                    "of a line, the version that is gone to unless --to names another"),
                            Option.of(
                                            "failure",
                                            new Type.OneOf(List.of("stop", "undo", "ask")),
                                            "what happens when a step fails: wait for a person, go back at once, or ask at"
                                                    + " the terminal; --on-failure overrides it")
                                    .standard(Value.of("stop"))),
                    "Begins a script: the application and its versions. Stands once.",
                    "upgrade 'shop', from: '>=1.0 <2.0', to: '2.0', failure: 'undo'"),
            new Word(
                    Place.SCRIPT,
                    List.of("param"),
                    "param 'name', default: ...",
                    List.of(
                            Option.of(
                                    "default",
                                    Type.ANY,
                                    "its value where nothing else gives one; it says the kind, too"),
                            Option.of("doc", Type.TEXT, "what it is, for the one who sets it")),
                    "Declares a parameter. A site file gives it a value by set, the command line by --set NAME=VALUE; without"
                            + " a default one of them must.",
                    "param 'home', default: '/srv/shop', doc: 'the folder of the shop'\nrequire disk: home, free: 1.GB"),
            new Word(
                    Place.SCRIPT,
                    List.of("include"),
                    "include 'file'",
                    List.of(),
                    "Reads another file of the script's folder, where it stands: what several versions share.",
                    "include 'common.groovy'"),
            new Word(
                    Place.SCRIPT,
                    List.of("defaults"),
                    "defaults option: ...",
                    List.of(),
                    "Gives options a value for all steps behind it whose verb has such an option. A step's own value wins.",
                    "defaults as: 'shop', dir: '/srv/shop'\nsh 'make'"),
            new Word(
                    Place.SCRIPT,
                    List.of("phase"),
                    "phase('name') { ... }",
                    List.of(),
                    "Steps that go together, under a title of their own in previews. Hides no names.",
                    "phase('Build') {\n    sh 'make', dir: '/srv/shop'\n}"));

    private static final List<Word> SITE = List.of(
            new Word(
                    Place.SITE,
                    List.of("site"),
                    "site 'name', app: ...",
                    List.of(
                            Option.of("app", Type.TEXT, "the application; a script of another is refused"),
                            Option.of(
                                            "production",
                                            Type.BOOL,
                                            "true where what destroys something wants the site's name typed, or --confirm")
                                    .standard(Value.of(false)),
                            Option.of(
                                    "state",
                                    Type.TEXT,
                                    "the folder of plans and journals; /var/lib/belay/NAME unless told"),
                            Option.of(
                                            "askApplication",
                                            Type.BOOL,
                                            "true where a preview may run an application's own dry run")
                                    .standard(Value.of(false))),
                    "Names the machine, or the installation, that a site file is for. Stands once.",
                    "site 'shop.example.org', app: 'shop', production: true, state: '/srv/belay/shop'"),
            new Word(
                    Place.SITE,
                    List.of("set"),
                    "set name: ...",
                    List.of(),
                    "Gives parameters of the script values; with a version in front only for the script of that version.",
                    "set home: '/srv/shop'\nset '2.0', home: '/srv/shop2'"),
            new Word(
                    Place.SITE,
                    List.of("secret"),
                    "secret 'NAME', file: ...",
                    List.of(
                            Option.of("env", Type.TEXT, "a variable of the environment"),
                            Option.of("file", Type.TEXT, "a file that only its owner reads, by its absolute path"),
                            Option.of(
                                    "command",
                                    new Type.ListOf(Type.TEXT),
                                    "a command that prints it, such as a password manager's"),
                            Option.of("ask", Type.TEXT, "a question at the terminal")),
                    "Says where a secret comes from, by exactly one of its options. Without it, it is the variable of its name.",
                    "secret 'SHOP_PASSWORD', file: '/etc/belay/shop.password'\n"
                            + "secret 'SHOP_TOKEN', command: ['pass', 'show', 'shop']"));

    private static final List<Word> FUNCTIONS = List.of(
            new Word(
                    Place.FUNCTION,
                    List.of("size"),
                    "size('name or /path')",
                    List.of(),
                    "How large a declared database, or a file or folder, is when the plan is looked at.",
                    "database 'main', postgresql: 'localhost/shop'\n"
                            + "require disk: '/srv/backup', free: size('main') * 2 + size('/srv/shop')"),
            new Word(
                    Place.FUNCTION,
                    List.of("env"),
                    "env('NAME')",
                    List.of(),
                    "A variable of the environment that Belay was started in; null where it is not set.",
                    "def home = env('SHOP_HOME') ?: '/srv/shop'\nrequire disk: home, free: 1.GB"),
            new Word(
                    Place.FUNCTION,
                    List.of("secret"),
                    "secret('NAME')",
                    List.of(),
                    "A secret, by name. May go to password:, env:, values of configure and standard input, and nowhere else.",
                    "database 'main', postgresql: 'localhost/shop', user: 'shop', password: secret('SHOP_PASSWORD')"),
            new Word(
                    Place.FUNCTION,
                    List.of("slug"),
                    "slug('text')",
                    List.of(),
                    "The text in lower case with dashes for what is no letter, digit or underscore, as in a link.",
                    "def name = slug('Été 2026')\nsh \"mkdir -p $name\", dir: '/srv/shop'"));

    private static final List<Word> UNITS = List.of(
            new Word(
                    Place.UNIT,
                    List.of("second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks"),
                    "2.minutes",
                    List.of(),
                    "A duration: second, minute, hour, day or week, or the plural.",
                    "sh 'make', dir: '/srv/shop', timeout: 90.seconds"),
            new Word(
                    Place.UNIT,
                    List.of("B", "kB", "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB"),
                    "10.GB",
                    List.of(),
                    "A size: B, kB, MB, GB and TB by thousands, KiB, MiB, GiB and TiB by 1024.",
                    "require disk: '/srv/shop', free: 10.GB"));

    private static final List<Word> STATEMENTS = List.of(
            new Word(
                    Place.STATEMENT,
                    List.of("def", "return"),
                    "def name = ..., def name(a) { ... }",
                    List.of(),
                    "A value with a name, for good, or a function, which may hold steps and phases. The value of a step is known"
                            + " only after it ran.",
                    "def folder = '/srv/shop'\ndef build(dir) {\n    sh 'make', dir: dir\n}\nbuild(folder)"),
            new Word(
                    Place.STATEMENT,
                    List.of("if", "else"),
                    "if (...) { ... } else { ... }",
                    List.of(),
                    "Steps under a condition. One that waits for a step is decided during the run.",
                    "param 'clean', default: false\nif (clean) {\n    sh 'make clean', dir: '/srv/shop'\n} else {\n"
                            + "    sh 'make', dir: '/srv/shop'\n}"),
            new Word(
                    Place.STATEMENT,
                    List.of("for"),
                    "for (name in list) { ... }",
                    List.of(),
                    "Steps for each item of a list that is known when the plan is made.",
                    "for (part in ['front', 'back']) {\n    sh \"make $part\", dir: '/srv/shop'\n}"),
            new Word(
                    Place.STATEMENT,
                    Methods.names().stream().toList(),
                    "value.method()",
                    List.of(),
                    "A method of a text, a number, a list or a map. There are: " + String.join(", ", Methods.names())
                            + ".",
                    "def parts = 'front back'.split(' ').collect { \"/srv/shop/$it\" }\nrequire disk: parts.first(), free: 1.GB"));

    private Vocabulary() {}

    /** All words. */
    public static List<Word> all() {
        return Stream.of(SCRIPT, SITE, FUNCTIONS, STATEMENTS, UNITS)
                .flatMap(List::stream)
                .toList();
    }

    /** The words of a place. */
    public static List<Word> of(Place place) {
        return all().stream().filter(word -> word.place() == place).toList();
    }

    /** The words of a place by their names. */
    public static List<String> names(Place place) {
        return of(place).stream().flatMap(word -> word.names().stream()).toList();
    }

    /** The words that have this name: {@code secret} is one of site files, and a function. */
    public static List<Word> named(String name) {
        return all().stream().filter(word -> word.names().contains(name)).toList();
    }

    /** The options of a declaring word. */
    public static List<String> options(Place place, String name) {
        return of(place).stream()
                .filter(word -> word.names().contains(name))
                .flatMap(word -> word.options().stream())
                .map(Option::name)
                .toList();
    }
}
