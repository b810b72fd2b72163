/**
 * Where commands and files live: this machine, later another over SSH. The only starter of processes and the only writer of
 * files that belong to the application. {@link dev.belay.host.HostReader} can look and nothing else; {@link dev.belay.host.Host}
 * can also change. Sees {@code value} only.
 *
 * <pre>{@code
 * Output head = reader.ask(Command.of("git", "rev-parse", "HEAD").in(context));
 * host.files(context).write("/etc/app.env", SecretText.plain("A=1\n"), Optional.empty());
 * }</pre>
 */
package dev.belay.host;
