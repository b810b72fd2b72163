/**
 * Containers and compose projects: which program of the machine runs them, and what is done in one of them. Shared by the services of
 * compose and by databases inside containers. Sees {@code host} and {@code value}.
 *
 * <pre>{@code
 * Container container = new Container("app-db-1", Optional.empty(), Context.own());
 * Command command = container.exec(container.place(host), Map.of(), List.of("pg_dump", "--version"));
 * }</pre>
 */
package dev.belay.container;
