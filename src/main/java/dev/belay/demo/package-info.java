/**
 * The demo: a real PostgreSQL, a git repository with two versions of a small web application, and an upgrade of it by the
 * ordinary commands. It sees everything of Belay, and nothing but {@code cli} sees it. Its servers are jars of their own, which
 * an installed Belay does not have.
 *
 * <pre>{@code
 * Exit exit = new Demo(belay, out, agreed, home).play(new Demo.Choices(false, false));
 * }</pre>
 */
package dev.belay.demo;
