package dev.belay.script

import dev.belay.expr.Expr
import dev.belay.expr.Type
import dev.belay.expr.Value
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

import static dev.belay.script.Sample.HEAD
import static dev.belay.script.Sample.THINGS

/** A script becomes a plan: frozen, ordered steps. */
class PlanOfScriptSpec extends Specification {

    @TempDir Path folder

    def "a script is read into steps with ids, labels and arguments"() {
        when:
        def plan = new Sample(folder).load(THINGS + '''
            param 'home', default: '/srv/app', doc: 'its folder'
            defaults as: 'app', dir: home
            phase('Stop services') { stop 'web', timeout: 2.minutes }
            phase 'Upgrade' {
                def dump = backup 'main', to: "$home/backup"
                checkout "package/$home", tag: '2.0'
                sh "ls $dump", dir: '/tmp'
            }
            verify http: 'http://localhost/', within: 90.seconds, status: 200
        ''')

        then:
        plan.application() == 'app'
        plan.to().text() == '2.0'
        plan.steps()*.id() == ['stop-services/stop/web', 'upgrade/backup/main', 'upgrade/checkout/package-srv-app',
                               'upgrade/sh', 'verify-http/http-localhost']
        plan.steps()*.label() == ['stop web', 'backup main', 'checkout package//srv/app', 'sh', 'verify http']
        plan.steps()*.form() == ['stop/systemd', 'backup/postgresql', 'checkout', 'sh', 'verify http']
        plan.steps()[0].arguments() == [subject: known(new Value.Resource('service', 'web')), timeout: known(new Value.Span(Duration.ofMinutes(2)))]
        plan.steps()[1].arguments().dir == Expr.text('/srv/app')
        plan.steps()[2].arguments().as == Expr.text('app')
        plan.steps()[3].arguments().subject == new Expr.Template([Expr.text('ls '), new Expr.Function('quoted', [new Expr.Result('upgrade/backup/main', Type.PATH)])])
        plan.steps()[3].arguments().dir == Expr.text('/tmp')
        plan.steps()[4].arguments().status == known(new Value.Items([Value.of(200)]))
        plan.resources()*.name() == ['web', 'worker', 'main', 'old']
        plan.secrets()*.name() == ['DB']
        plan.drivers() == [sample: '1']
    }

    private static Expr known(Value value) {
        new Expr.Constant(value)
    }
}
