package dev.belay

import static com.tngtech.archunit.base.DescribedPredicate.describe
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMembers

import com.tngtech.archunit.base.DescribedPredicate
import com.tngtech.archunit.core.domain.JavaClass
import com.tngtech.archunit.core.domain.JavaClasses
import com.tngtech.archunit.core.domain.JavaCodeUnit
import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.core.importer.ImportOption
import dev.belay.driver.Action
import dev.belay.driver.Fact
import dev.belay.driver.Work
import dev.belay.host.FileWriter
import dev.belay.host.Host
import spock.lang.Shared
import spock.lang.Specification

/** What the design says of packages, and of laws 1 and 2, as far as the structure of the code can hold it. */
class StructureSpec extends Specification {

    /** A package and what it may see; what those see, it may see too. The command line and the demo see all. */
    static final Map<String, List<String>> ARROWS = [
        value   : [],
        expr    : ['value'],
        ladder  : ['value'],
        host    : ['value'],
        catalog : ['expr'],
        plan    : ['catalog'],
        container: ['host'],
        database: ['container'],
        driver  : ['plan', 'catalog', 'host', 'database'],
        drivers : ['driver'],
        journal : ['plan'],
        engine  : ['journal', 'driver'],
        script  : ['catalog', 'plan', 'expr'],
        report  : ['journal', 'plan', 'ladder'],
        discovery: ['plan', 'host', 'database'],
        repl    : ['report', 'script', 'engine'],
    ]

    /** The ways past the host and the databases to processes, connections and files. */
    static final List<String> HANDS = [
        'java.lang.ProcessBuilder', 'java.lang.Runtime', 'java.sql.DriverManager',
        'java.nio.file.Files', 'java.nio.channels.FileChannel', 'java.nio.channels.SocketChannel',
        'java.io.File', 'java.io.RandomAccessFile',
        'java.io.FileOutputStream', 'java.io.FileInputStream', 'java.io.FileWriter', 'java.io.FileReader',
        'java.net.Socket', 'java.net.ServerSocket', 'java.net.DatagramSocket', 'java.net.URL',
    ]

    @Shared
    JavaClasses belay = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages('dev.belay')

    def "#name sees only #allowed"() {
        expect:
        noClasses().that().resideInAPackage("dev.belay.$name..")
                .should().dependOnClassesThat(hidden('dev.belay..', packages(allowed + name)))
                .allowEmptyShould(true)
                .check(belay)

        where:
        name << ARROWS.keySet()
        allowed = reach(name)
    }

    def "every package stands in the table"() {
        expect:
        classes().should().resideInAnyPackage(packages(ARROWS.keySet() + ['cli', 'demo'])).check(belay)
    }

    def "one family of drivers does not see another"() {
        given:
        def families = belay.collect { it.packageName }
                .findAll { it.startsWith('dev.belay.drivers.') }
                .collect { it.split(/\./)[3] }
                .unique()

        expect:
        families.every { family ->
            noClasses().that().resideInAPackage("dev.belay.drivers.$family..")
                    .should().dependOnClassesThat(hidden('dev.belay.drivers..', packages(["drivers.$family"])))
                    .check(belay)
            true
        }
    }

    def "only the language knows Groovy"() {
        expect:
        noClasses().that().resideOutsideOfPackage('dev.belay.script..')
                .should().dependOnClassesThat()
                .resideInAnyPackage('groovy..', 'org.codehaus.groovy..', 'org.apache.groovy..', 'groovyjarjar..')
                .check(belay)
    }

    def "law 1: nothing is called dry run"() {
        expect:
        noMembers().should().haveNameMatching(/(?i).*dry_?run.*/).check(belay)
        noClasses().should().haveNameMatching(/(?i).*dry_?run.*/).check(belay)
    }

    def "law 1: only the engine applies actions"() {
        expect:
        noClasses().that().resideOutsideOfPackage('dev.belay.engine..')
                .should(callMethodWhere(describe('it is an action\'s apply or clean') {
                    it.target.name in ['apply', 'clean'] && it.target.owner.isAssignableTo(Action)
                }))
                .check(belay)
    }

    def "law 2: a fact holds nothing that can change anything"() {
        expect:
        noClasses().that().implement(Fact)
                .should().dependOnClassesThat(describe('change something') { JavaClass type ->
                    [Work, Host, FileWriter].any { type.isAssignableTo(it) }
                })
                .allowEmptyShould(true)
                .check(belay)
    }

    def "law 2: a prediction reaches nothing that can change anything"() {
        given: 'every prediction, and all code of drivers that it calls'
        def predictions = belay.findAll { it.isAssignableTo(Action) }
                .collectMany { it.methods.findAll { method -> method.name == 'predict' } }
        def reached = callees(predictions, 'dev.belay.driver')

        expect:
        reached.collectMany { unit ->
            unit.accessesFromSelf.findAll { it.targetOwner.name in [Work.name, Host.name, FileWriter.name] }
        }*.description == []
    }

    def "drivers reach the machine through host and database alone"() {
        expect:
        noClasses().that().resideInAPackage('dev.belay.drivers..')
                .should().dependOnClassesThat(describe('start processes, open connections or touch files') { JavaClass type ->
                    type.name in HANDS || type.packageName.startsWith('java.net.http') || type.packageName.startsWith('javax.net')
                })
                .allowEmptyShould(true)
                .check(belay)
    }

    def "nothing is named after nothing in particular"() {
        expect:
        noClasses().should().haveNameMatching(/.*(Util|Utils|Helper|Helpers|Manager|Common)/).check(belay)
        noClasses().should().resideInAnyPackage('..util..', '..helper..', '..manager..', '..common..').check(belay)
    }

    def "only the command line, and what is a program of its own, ends the process"() {
        expect:
        noClasses().that().resideOutsideOfPackages('dev.belay.cli..', 'dev.belay.demo..')
                .and(describe('are not started as a program') { JavaClass type ->
                    !type.tryGetMethod('main', String[]).isPresent()
                })
                .should().callMethod(System, 'exit', int)
                .orShould().callMethod(Runtime, 'exit', int)
                .orShould().callMethod(Runtime, 'halt', int)
                .check(belay)
    }

    def "no class keeps state of its own: static fields are final"() {
        expect:
        fields().that().areStatic().should().beFinal().check(belay)
    }

    private static List<String> reach(String name) {
        ARROWS[name].collectMany { [it] + reach(it) }.unique()
    }

    private static String[] packages(Collection<?> names) {
        names.collect { "dev.belay.$it..".toString() } as String[]
    }

    private static DescribedPredicate<JavaClass> hidden(String among, String... visible) {
        describe("are outside of ${visible.join(', ')}") { JavaClass type ->
            resideInAPackage(among).test(type) && !resideInAnyPackage(visible).test(type)
        }
    }

    /** These and all code of a package that they call, directly or not. */
    private static Set<JavaCodeUnit> callees(Collection<? extends JavaCodeUnit> callers, String inside) {
        def reached = [] as LinkedHashSet
        def open = new ArrayDeque(callers)
        while (open) {
            def unit = open.pop()
            if (reached.add(unit)) {
                unit.callsFromSelf.each { call ->
                    call.target.resolveMember()
                            .filter { it.owner.packageName.startsWith(inside) }
                            .ifPresent { open.push(it) }
                }
            }
        }
        reached
    }
}
