package dev.belay.script;

import dev.belay.expr.Operator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What Groovy reads otherwise than it was meant, and how it is written right. Pure texts; {@code Translation} finds the places. */
final class Idioms {

    private static final Map<Character, String> UNITS = Map.of(
            's', "seconds", 'm', "minutes", 'h', "hours", 'd', "days", 'w', "weeks", 'k', "kB", 'K', "kB", 'M', "MB",
            'G', "GB", 'T', "TB");

    private static final Set<String> RESERVED = Set.of(
            "this", "super", "as", "in", "await", "async", "trait", "boolean", "byte", "char", "short", "int", "long",
            "float", "double");

    private Idioms() {}

    /** A word of Groovy that its parser takes for a name at times. */
    static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    static String reserved(String name) {
        return "'" + name + "' is a word of Groovy and cannot be a name here";
    }

    /** What is written of a number but its sign and the parentheses around it. */
    static String digits(String written) {
        String bare = written.replaceAll("[()\\s]", "");
        return bare.startsWith("-") ? bare.substring(1) : bare;
    }

    /** {@code { sh 'a' }}. */
    static String loneBlock() {
        return "this block belongs to nothing; a block begins on the line of its verb, phase, if or for";
    }

    /** {@code phase('a') { } phase('b') { }}. */
    static String ownLine(String word) {
        return "'" + word + "' begins a statement; it stands on a line of its own";
    }

    /** {@code main.password}, where a resource is called so. */
    static String resource(Syntax.Name name, String kind, String property) {
        String right = kind + "('" + name.name() + "')." + property;
        boolean inText = name.at().before() == '$' || name.at().before() == '{';
        return "'" + name.name() + "' is the name of a " + kind + "; what it holds is written "
                + (inText ? "${" + right + "}" : right);
    }

    /** True of names as variables of the environment have them: {@code HOME}. */
    static boolean isOfEnvironment(String name) {
        return name.length() > 1 && name.matches("[A-Z][A-Z0-9_]*");
    }

    static String ofEnvironment(String name) {
        return "the one that Belay was started with is env('" + name + "'), in a text ${env('" + name + "')}";
    }

    /** {@code '~/x'} and {@code '$HOME/x'}, where nothing fills anything in. */
    static Optional<String> shellPath(String path) {
        if (path.equals("~") || path.startsWith("~/")) {
            return Optional.of("'~' is the home folder in a shell only; write the path in full, or \"${env('HOME')}"
                    + path.substring(1) + "\"");
        }
        return path.matches("\\$\\{?\\w.*")
                ? Optional.of("nothing takes the place of '$' in single quotes; write \"" + path
                        + "\" for a value of the script, './" + path + "' for a file of that name")
                : Optional.empty();
    }

    /** {@code list*.name}. */
    static String spread() {
        return "'*.' is not part of the language; write x.collect { it.name }";
    }

    /** {@code /text/}. */
    static String slashes() {
        return "a text stands in quotes, not between slashes";
    }

    /** A statement that does nothing, but may have been meant as a verb's: {@code stop -1}, {@code sh ['a']}. */
    static Optional<String> ofStatement(Syntax statement, Predicate<String> isVerb) {
        if (statement instanceof Syntax.Binary binary
                && binary.operator() == Operator.MINUS
                && binary.left() instanceof Syntax.Name name
                && isVerb.test(name.name())) {
            return Optional.of(minus(name.name()));
        }
        return statement instanceof Syntax.Index of && of.of() instanceof Syntax.Name name && isVerb.test(name.name())
                ? Optional.of(index(name.name()))
                : Optional.empty();
    }

    /** {@code 30s}, {@code 10G}, {@code 0755}. */
    static String number(String written) {
        if (written.startsWith("+")) {
            return "a number has no '+' before it; a sum that goes on ends its line with the '+'";
        }
        char last = written.charAt(written.length() - 1);
        if (written.length() > 1 && written.charAt(0) == '0' && Character.isDigit(written.charAt(1))) {
            return "a number that begins with 0 is octal in Groovy; quote it: '" + written + "'";
        }
        String digits = written.substring(0, written.length() - 1);
        if (UNITS.containsKey(last) && digits.chars().allMatch(each -> Character.isDigit(each) || each == '.')) {
            String also = last == 'd' || last == 'D' ? "" : last == 'g' ? " or " + digits + ".GB" : "";
            return "'" + written + "' has no unit here; write " + digits + "." + UNITS.get(last) + also;
        }
        return last == 'g'
                ? "write " + digits + ".GB"
                : "'" + written + "' is not a number of the language; write it in digits";
    }

    static boolean isPlain(String written) {
        if (written.length() > 1 && written.charAt(0) == '0' && written.charAt(1) != '.') {
            return false;
        }
        return written.chars().allMatch(each -> Character.isDigit(each) || each == '.' || each == '_');
    }

    /** {@code timeout: 30s}. */
    static String unit(String number, String gap, String unit) {
        String right = unit.length() == 1 ? UNITS.getOrDefault(unit.charAt(0), unit) : unit;
        return "'" + number + gap + unit + "' is not a duration or a size; write " + number + "." + right;
    }

    /** {@code upgrade 4.2.0}. */
    static String version(String written) {
        return "a version is a text; quote it: '" + written + "'";
    }

    /** {@code backup to: /tmp/x}. */
    static String path(String written) {
        return "a path is a text; quote it: '" + written + "'";
    }

    /** {@code stop web timeout 30}. */
    static String chain(String verb, String option) {
        return "Groovy reads this as " + verb + "(...)." + option
                + "(...); options have a colon and a comma before them: " + verb + " ..., " + option + ": ...";
    }

    /** {@code migrate 'main' to: 42}. */
    static String comma(String verb, String subject) {
        return "missing comma after " + subject + ": " + verb + " " + subject + ", ...";
    }

    /** {@code stop -1}. */
    static String minus(String verb) {
        return "Groovy reads this as '" + verb + "' minus something; write " + verb + "(...) or quote the subject";
    }

    /** {@code sh ['a']}. */
    static String index(String verb) {
        return "Groovy reads this as an index into '" + verb + "'; write " + verb + "([...])";
    }

    /** {@code import 'a', mode: 'append' { }}. */
    static String block(String verb) {
        return "Groovy gives this block to the word before it; a verb with options and a block has parentheses: " + verb
                + "(...) { ... }";
    }

    /** {@code stop 'web',} newline {@code start 'web'}. */
    static String trailingComma(String next) {
        return "the comma at the end of the line before makes this line, '" + next
                + " ...', a part of it; remove the comma";
    }

    /** {@code into: v4 { }} at the beginning of a line. */
    static String label(String label) {
        return "'" + label
                + ":' begins a statement; an option belongs to its verb's line, or the line before ends with a comma";
    }

    /** {@code stop 'web', timeout = 3}. */
    static String assigned(String option) {
        return "an option has a colon: " + option + ": ...";
    }

    static String assignment(String name) {
        return "a variable has one value for good; write def " + name + " = ..., with a name of its own";
    }

    /** {@code for (a, b in m)}. */
    static String twoVariables() {
        return "'for' has one variable; over a map write for (e in map), then e.key and e.value";
    }

    /** What Groovy has and the language has not. */
    static String foreign(String node) {
        return switch (node) {
            case "ConstructorCallExpression" ->
                "'new' is not part of the language; nothing can be made but texts, numbers, lists and maps";
            case "CastExpression" -> "'as' and casts are not part of the language; write .toInteger() or \"${x}\"";
            case "MethodPointerExpression", "MethodReferenceExpression" ->
                "references to methods (.& and ::) are not part of the language";
            case "AttributeExpression" -> "'.@' is not part of the language";
            case "SpreadExpression", "SpreadMapExpression" ->
                "'*' before a value is not part of the language; put lists together with +";
            case "ClassExpression" -> "classes are not part of the language";
            case "UnaryPlusExpression" ->
                "'+' before a value is not part of the language; a sum that goes on ends its line with the '+'";
            case "PostfixExpression", "PrefixExpression" ->
                "++ and -- are not part of the language; a variable has one value for good";
            case "BitwiseNegationExpression" -> "'~' is not part of the language; a regular expression is a text";
            case "StaticMethodCallExpression" ->
                "'await' and 'async' are Groovy's, not part of the language; write within: for waiting";
            case "WhileStatement", "DoWhileStatement" ->
                "loops without an end are not part of the language; write for (x in list)";
            case "ClosureListExpression" -> "write for (x in list); numbers are for (i in 1..3)";
            case "TryCatchStatement" ->
                "try is not part of the language; a step that fails stops the run. Tolerated errors go into accept:";
            case "ThrowStatement" -> "throw is not part of the language; write require or verify";
            case "AssertStatement" -> "assert is not part of the language; write require before and verify after";
            case "SwitchStatement" -> "switch is not part of the language; write if and else";
            case "BreakStatement", "ContinueStatement" ->
                "break and continue are not part of the language; choose with .findAll { }";
            case "LambdaExpression" -> "a function is written { x -> ... }";
            case "SynchronizedStatement" -> "synchronized is not part of the language";
            case "ArrayExpression" -> "arrays are not part of the language; write a list: [a, b]";
            default -> "this is not part of the language (" + node.replaceAll("(Expression|Statement)$", "") + ")";
        };
    }
}
