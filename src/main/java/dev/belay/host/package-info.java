/**
 * Where commands and files live: this machine, later another over SSH. The only starter of processes and the only writer of
 * files that belong to the application. {@link dev.belay.host.HostReader} can look and nothing else; {@link dev.belay.host.Host}
 * can also change. Sees {@code value} only.
 *
 * <p>{@link dev.belay.host.LocalHost} is this machine. Its parts: Launch builds argument lists and Surroundings environments, purely;
 * Asking runs commands that read; Wrapper, TraceFiles and Watch run those that change, so that they outlive Belay; Own- and
 * Others- Reader and Files reach files; PathSafety keeps root off paths that others can turn; {@link dev.belay.host.Secrets}
 * finds and masks values.
 *
 * <pre>{@code
 * Host host = new LocalHost(Secrets.undeclared());
 * Output head = host.ask(Command.of("git", "rev-parse", "HEAD").in(context));
 * host.files(context).write("/etc/app.env", SecretText.plain("A=1\n"), Optional.empty());
 * }</pre>
 */
package dev.belay.host;
