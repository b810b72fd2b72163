package dev.belay.engine;

import dev.belay.expr.Expr;
import dev.belay.expr.Value;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.host.Host;
import dev.belay.host.Output;
import dev.belay.plan.Plan;
import dev.belay.plan.Resource;
import dev.belay.plan.Secret;
import dev.belay.plan.Step;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.SecretText;
import dev.belay.value.Unseen;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is tried before a run or a resume touches anything: every secret, and every account that steps are done as. */
record Trials(Plan plan, Host host) {

    /** Tries all. Throws where a secret cannot be had (7), or an account cannot be worked as without a password (5). */
    void all(Listener listener) {
        for (Secret secret : plan.secrets()) {
            listener.remark("tries the secret " + secret.name());
            host.reveal(SecretText.secret(secret.name()));
        }
        accounts(plan).forEach(this::account);
    }

    /** The accounts that steps are done as, and that services and databases belong to. */
    static Set<String> accounts(Plan plan) {
        Set<String> accounts = new TreeSet<>();
        for (Step step : plan.steps()) {
            if (step.arguments().get("as") instanceof Expr.Constant as && as.value() instanceof Value.Text account) {
                accounts.add(account.text());
            }
        }
        for (Resource resource : plan.resources()) {
            if (resource.argument("as").orElse(Value.NOTHING) instanceof Value.Text account) {
                accounts.add(account.text());
            }
        }
        return accounts;
    }

    private void account(String account) {
        String advice = "let " + host.user() + " work as " + account + " without a password (sudo -n), or run as root";
        try {
            Output output = host.ask(Command.of("true").in(Context.own().as(Optional.of(account))));
            if (!output.ok()) {
                throw new Failure(
                        Exit.UNMET,
                        "cannot work as " + account + ": " + output.err().strip(),
                        advice);
            }
        } catch (Unseen unseen) {
            throw new Failure(Exit.UNMET, "cannot work as " + account + ": " + unseen.message(), unseen, advice);
        }
    }
}
